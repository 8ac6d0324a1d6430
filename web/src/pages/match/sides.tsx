import { ActionIcon, ScrollArea, Text, Title } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useSay, useWords } from '../../language.tsx';
import { EvidenceLink } from '../../parts/evidence-link.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { momentText, numberText } from '../../words/format.ts';
import { MATCH } from '../../words/match.ts';
import type { Key } from './legs.ts';
import classes from './sides.module.css';

interface ChosenProps {
  readonly keys: readonly Key[];
  readonly self: Key;
  readonly onRemove: (key: Key) => void;
}

/** The keys put together, those short of money before those that have too much. */
export function Chosen({ keys, self, onRemove }: ChosenProps) {
  const text = useWords(MATCH);
  const sides = [
    [text.short, keys.filter(({ open_minor }) => BigInt(open_minor) >= 0n)],
    [text.over, keys.filter(({ open_minor }) => BigInt(open_minor) < 0n)],
  ] as const;
  return (
    <section aria-label={text.chosen}>
      {sides.map(([title, side]) => (
        <div key={title}>
          <Title order={3}>{title}</Title>
          {side.length === 0 && (
            <Text size="sm" c="var(--soft)" mb={8}>
              {text.side_empty}
            </Text>
          )}
          <ul className={classes.list}>
            {side.map((key) => (
              <li key={key.match_key} className={classes.key}>
                <KeyWords of={key} />
                <Discrepancy of={key} />
                {key.match_key === self.match_key ? (
                  <span />
                ) : (
                  <ActionIcon
                    aria-label={`${text.remove} ${numberText(key.match_key)}`}
                    onClick={() => onRemove(key)}
                  >
                    <IconMinus size={16} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface CandidatesProps {
  readonly title: string;
  readonly keys: readonly Key[];
  readonly isWaiting: boolean;
  readonly onAdd: (key: Key) => void;
}

/** Keys that could be put in, each with what makes it near. */
export function Candidates({ title, keys, isWaiting, onAdd }: CandidatesProps) {
  const text = useWords(MATCH);
  return (
    <section aria-label={title} aria-busy={isWaiting}>
      <Title order={3}>{title}</Title>
      {keys.length === 0 && !isWaiting && (
        <Text size="sm" c="var(--soft)">
          {text.none}
        </Text>
      )}
      <ScrollArea.Autosize mah={236} viewportProps={{ tabIndex: 0, 'aria-label': title }}>
        <ul className={classes.list}>
          {keys.map((key) => (
            <li key={key.match_key} className={classes.key}>
              <KeyWords of={key} />
              <Discrepancy of={key} />
              <ActionIcon
                variant="default"
                aria-label={`${text.add} ${numberText(key.match_key)}`}
                onClick={() => onAdd(key)}
              >
                <IconPlus size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </section>
  );
}

/** What is amiss with a key, with the sign that it has in the list of exceptions. */
function Discrepancy({ of }: { readonly of: Key }) {
  return <MoneyText minor={-BigInt(of.open_minor)} signed />;
}

function KeyWords({ of }: { readonly of: Key }) {
  const say = useSay();
  const facts = [of.at === null ? null : momentText(of.at), of.shop, of.words].filter(Boolean).join(' · ');
  return (
    <span className={classes.words}>
      <span>{numberText(of.match_key)}</span>
      <span className={classes.facts}>{facts}</span>
      {of.near.length > 0 && <span className={classes.near}>{of.near.map(say).join(' · ')}</span>}
      {of.evidence !== null && (
        <span className={classes.facts}>
          <EvidenceLink {...of.evidence} size="xs" />
        </span>
      )}
    </span>
  );
}

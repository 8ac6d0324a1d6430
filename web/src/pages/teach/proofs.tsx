import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TeachableKindCard, TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { countText, listText } from '../../words/format.ts';
import { TEMPLATES } from '../../words/templates.ts';
import classes from './teach.module.css';

interface Props {
  readonly draft: TemplateDraft;
  readonly card: TeachableKindCard;
}

/** What speaks for a template and what against it, in words that say what to do. */
export function Proofs({ draft, card }: Props) {
  const missing = useMissing({ draft, card });
  return (
    <ul className={classes.proofs}>
      {missing !== null ? (
        <Proof is="bad">{missing}</Proof>
      ) : (
        <>
          <RowsRead draft={draft} />
          <RowsRefused draft={draft} />
          {card.fields.some(({ field }) => field === 'balance') && <Balance draft={draft} />}
        </>
      )}
    </ul>
  );
}

const SIGNS = { good: IconCheck, bad: IconAlertTriangle, open: IconInfoCircle } as const;

function Proof({ is, children }: { readonly is: keyof typeof SIGNS; readonly children: ReactNode }) {
  const Sign = SIGNS[is];
  return (
    <li className={classes.proof} data-is={is}>
      <Sign size={16} aria-hidden />
      <div>{children}</div>
    </li>
  );
}

/** The proofs in one line, for where they are out of sight. */
export function Verdict({ draft, card }: Props) {
  const text = useWords(TEMPLATES);
  const { language } = useLanguage();
  const missing = useMissing({ draft, card });
  const { rows_read, rows_refused, running_balance, broken_at_row } = draft;
  const isBroken = running_balance === 'broken';
  const isBad = missing !== null || rows_read === 0 || rows_refused > 0 || isBroken;
  const parts = [
    text.rows_read(countText(rows_read, language)),
    ...(rows_refused > 0 ? [text.refused_short(countText(rows_refused, language))] : []),
    ...(isBroken ? [text.balance_breaks(broken_at_row ?? 0)] : []),
    ...(running_balance === 'ok' ? [text.balance_follows] : []),
  ];
  const Sign = SIGNS[isBad ? 'bad' : 'good'];
  return (
    <div className={classes.proof} data-is={isBad ? 'bad' : 'good'} role="status">
      <Sign size={16} aria-hidden />
      <div>{missing ?? parts.join(' · ')}</div>
    </div>
  );
}

/** What is said of the fields that are missing; null when none is. */
function useMissing({ draft, card }: Props): string | null {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const { language } = useLanguage();
  if (draft.missing.length === 0) return null;
  const nameOf = (field: string): string => {
    const found = card.fields.find((each) => each.field === field);
    return found === undefined ? field : say(found.label);
  };
  const fields = draft.missing.map((alternatives) => alternatives.map(nameOf).join(text.or));
  return text.missing(listText(fields, language));
}

function RowsRead({ draft: { rows_read, is_whole } }: Pick<Props, 'draft'>) {
  const text = useWords(TEMPLATES);
  const { language } = useLanguage();
  if (rows_read === 0) return <Proof is="bad">{text.rows_none}</Proof>;
  return (
    <Proof is="good">
      {text.rows_read(countText(rows_read, language))}
      {!is_whole && text.rows_part}
    </Proof>
  );
}

function RowsRefused({ draft: { rows_refused, refused } }: Pick<Props, 'draft'>) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const { language } = useLanguage();
  if (rows_refused === 0) return <Proof is="good">{text.refused_none}</Proof>;
  return (
    <Proof is="bad">
      {text.rows_refused(countText(rows_refused, language))}
      <ul className={classes.reasons}>
        {refused.map(({ row, why }) => (
          <li key={row}>{say(why)}</li>
        ))}
      </ul>
    </Proof>
  );
}

function Balance({ draft: { running_balance, broken_at_row } }: Pick<Props, 'draft'>) {
  const text = useWords(TEMPLATES);
  if (running_balance === 'ok') return <Proof is="good">{text.balance_ok}</Proof>;
  if (running_balance === 'none') return <Proof is="open">{text.balance_none}</Proof>;
  return <Proof is="bad">{text.balance_broken(broken_at_row ?? 0)}</Proof>;
}

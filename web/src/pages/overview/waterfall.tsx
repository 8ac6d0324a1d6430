import { ActionIcon, Badge, Collapse } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Overview } from '../../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { BarRow } from '../../parts/bar-row.tsx';
import { shareOf, sizeOf } from '../../parts/share.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { drillTo } from '../../parts/table/state.ts';
import { capitalText, countText } from '../../words/format.ts';
import { OVERVIEW } from '../../words/overview.ts';
import { type Bar, type Placed, placed } from './placed.ts';
import classes from './waterfall.module.css';

/** The equation as bars from what was expected to what was received. Each leads to its rows. */
export function Waterfall({ overview }: { readonly overview: Overview }) {
  const text = useWords(OVERVIEW);
  const { bars, low, high } = placed(overview.bars);
  const proof = overview.closes ? (
    <Badge color="green" variant="light" tt="none" leftSection={<IconCheck size={13} aria-hidden />}>
      {text.closes}
    </Badge>
  ) : (
    <Badge color="red" variant="light" tt="none" leftSection={<IconX size={13} aria-hidden />}>
      {text.closes_not}
    </Badge>
  );
  return (
    <Sheet title={text.equation} side={proof}>
      {bars.map((each, index) => (
        <Term
          key={each.bar.term}
          placed={each}
          low={low}
          whole={high - low}
          isWhole={index === 0 || index === bars.length - 1}
        />
      ))}
    </Sheet>
  );
}

interface TermProps {
  readonly placed: Placed;
  readonly low: bigint;
  readonly whole: bigint;
  readonly isWhole: boolean;
}

function Term({ placed: { bar, low: from, high: to }, low, whole, isWhole }: TermProps) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const bookId = useBookId();
  const [isOpen, setOpen] = useState(false);
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  const tone = isWhole ? 'whole' : BigInt(bar.minor) < 0n ? 'minus' : 'plus';
  return (
    <div>
      <div className={classes.term}>
        {bar.parts.length > 0 ? (
          <ActionIcon
            size="sm"
            aria-label={`${text[bar.term]} · ${isOpen ? text.fold : text.unfold}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Sign size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <span />
        )}
        <BarRow
          label={text[bar.term]}
          note={text.rows(countText(bar.count, language))}
          minor={bar.minor}
          from={shareOf(from - low, whole)}
          length={shareOf(to - from, whole)}
          tone={tone}
          href={bookPath(bookId, drillTo(bar.drill))}
          signed={!isWhole}
        />
      </div>
      <Collapse expanded={isOpen}>
        <div className={classes.parts}>{isOpen && <Parts bar={bar} whole={whole} />}</div>
      </Collapse>
    </div>
  );
}

function Parts({ bar, whole }: { readonly bar: Bar; readonly whole: bigint }) {
  const text = useWords(OVERVIEW);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  return bar.parts.map((part) => (
    <BarRow
      key={capitalText(say(part.name))}
      label={capitalText(say(part.name))}
      note={part.drill === null ? undefined : text.rows(countText(part.count, language))}
      says={part.says && say(part.says)}
      minor={part.minor}
      from="0%"
      length={shareOf(sizeOf(BigInt(part.minor)), whole)}
      tone="plain"
      href={part.drill === null ? null : bookPath(bookId, drillTo(part.drill))}
      signed
    />
  ));
}

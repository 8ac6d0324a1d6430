import { Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Overview } from '../../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { BarRow } from '../../parts/bar-row.tsx';
import { shareOf, sizeOf } from '../../parts/share.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { drillTo } from '../../parts/table/state.ts';
import { countText } from '../../words/format.ts';
import { OVERVIEW } from '../../words/overview.ts';
import classes from './bars.module.css';

interface Props {
  readonly overview: Overview;
}

function largest(amounts: readonly string[]): bigint {
  let most = 0n;
  for (const minor of amounts) {
    const size = sizeOf(BigInt(minor));
    if (size > most) most = size;
  }
  return most;
}

/** Money in transit by the day it is expected. */
export function InTransit({ overview: { in_transit } }: Props) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const bookId = useBookId();
  const most = largest(in_transit.map(({ minor }) => minor));
  return (
    <Sheet title={text.transit}>
      {in_transit.length === 0 && <Text c="var(--soft)">{text.transit_none}</Text>}
      {in_transit.map(({ day, count, minor, drill }) => (
        <BarRow
          key={day ?? ''}
          label={day ?? text.no_day}
          note={text.rows(countText(count, language))}
          minor={minor}
          from="0%"
          length={shareOf(sizeOf(BigInt(minor)), most)}
          tone="whole"
          href={bookPath(bookId, drillTo(drill))}
        />
      ))}
    </Sheet>
  );
}

/** Open exceptions by their age. */
export function Ageing({ overview: { ageing } }: Props) {
  const text = useWords(OVERVIEW);
  const { language } = useLanguage();
  const bookId = useBookId();
  const held = ageing.filter(({ count }) => count > 0);
  const most = largest(held.map(({ minor }) => minor));
  return (
    <Sheet title={text.ageing}>
      {held.length === 0 && <Text c="var(--soft)">{text.ageing_none}</Text>}
      {held.map(({ from_days, to_days, count, minor, drill }) => (
        <BarRow
          key={from_days}
          label={text.days(from_days, to_days)}
          note={text.rows(countText(count, language))}
          minor={minor}
          from="0%"
          length={shareOf(sizeOf(BigInt(minor)), most)}
          tone="minus"
          href={bookPath(bookId, drillTo(drill))}
          signed
        />
      ))}
    </Sheet>
  );
}

/** How many orders stand where. */
export function States({ overview: { states } }: Props) {
  const text = useWords(OVERVIEW);
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  return (
    <Sheet title={text.states}>
      <ul className={classes.states}>
        {states.map(({ state, name, count, drill }) => (
          <li key={state}>
            <Link href={bookPath(bookId, drillTo(drill))} className={classes.state}>
              <StateBadge state={state} name={say(name)} />
              <span>{countText(count, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

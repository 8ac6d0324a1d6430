import { Anchor, Table, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { MoneyText } from '../../parts/money-text.tsx';
import { rateText } from '../../parts/rate-text.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { drillTo } from '../../parts/table/state.ts';
import { capitalText, countText } from '../../words/format.ts';
import { LESSONS } from '../../words/lessons.ts';
import classes from './lessons.module.css';

type Lessons = ReplyOf<'lessons'>;
type Cause = Lessons['pareto'][number];

/** Hundredths of a percent of the money that the few causes before the line make up. */
const VITAL_SHARE = 8_000;

/** How many causes, from the first, it takes to make up four fifths of the money. */
export function vitalCount(causes: readonly Pick<Cause, 'cumulated'>[]): number {
  const at = causes.findIndex(({ cumulated }) => cumulated >= VITAL_SHARE);
  return at === -1 ? causes.length : at + 1;
}

interface Props {
  readonly lessons: Lessons;
  /** There is a span before to compare with. */
  readonly isCompared: boolean;
}

/** Causes by money with their cumulated share: where the work on fewer exceptions begins. */
export function Pareto({ lessons, isCompared }: Props) {
  const text = useWords(LESSONS);
  const { language } = useLanguage();
  const { pareto } = lessons;
  const vital = vitalCount(pareto);
  const last = pareto[vital - 1];
  const side = last !== undefined && pareto.length > vital && (
    <Text size="sm" c="var(--soft)">
      {text.vital(countText(vital, language), rateText(last.cumulated))}
    </Text>
  );
  return (
    <Sheet title={text.pareto} side={side}>
      {pareto.length === 0 ? (
        <EmptyState icon={IconChartBar} title={text.pareto_none} advice={text.pareto_none_advice} />
      ) : (
        <Causes lessons={lessons} isCompared={isCompared} vital={vital} />
      )}
    </Sheet>
  );
}

interface CausesProps extends Props {
  /** How many from the first are told apart. */
  readonly vital: number;
}

function Causes({ lessons, isCompared, vital }: CausesProps) {
  const text = useWords(LESSONS);
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table highlightOnHover verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.cause}</Table.Th>
            <Table.Td className={classes.track_head} />
            <Table.Th ta="end">{text.money}</Table.Th>
            <Table.Th ta="end">{text.share}</Table.Th>
            <Table.Th ta="end">{text.cumulated}</Table.Th>
            <Table.Th ta="end">{text.count}</Table.Th>
            {isCompared && <Table.Th ta="end">{text.change}</Table.Th>}
            <Table.Th ta="end">{text.resolved}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lessons.pareto.map((cause, at) => (
            <CauseRow
              key={cause.cause}
              cause={cause}
              lessons={lessons}
              isCompared={isCompared}
              isVital={at < vital}
              endsVital={at === vital - 1 && vital < lessons.pareto.length}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface CauseRowProps extends Props {
  readonly cause: Cause;
  readonly isVital: boolean;
  readonly endsVital: boolean;
}

function CauseRow({ cause, lessons, isCompared, isVital, endsVital }: CauseRowProps) {
  const say = useSay();
  const { language } = useLanguage();
  const bookId = useBookId();
  return (
    <Table.Tr className={endsVital ? classes.vital_end : ''}>
      <Table.Td className={classes.name}>
        <Anchor component={Link} href={bookPath(bookId, casesOf(cause.cause, lessons))}>
          {capitalText(say(cause.cause_name))}
        </Anchor>
      </Table.Td>
      <Table.Td aria-hidden>
        <div className={classes.track}>
          <div
            className={classes.bar}
            data-vital={isVital || undefined}
            style={{ width: barLength(cause.share) }}
          />
        </div>
      </Table.Td>
      <Table.Td ta="end">
        <MoneyText minor={cause.minor} />
      </Table.Td>
      <Table.Td ta="end">{rateText(cause.share)}</Table.Td>
      <Table.Td ta="end">{rateText(cause.cumulated)}</Table.Td>
      <Table.Td ta="end">{countText(cause.count, language)}</Table.Td>
      {isCompared && (
        <Table.Td ta="end">
          <Change count={cause.count} before={cause.count_before} />
        </Table.Td>
      )}
      <Table.Td ta="end">{countText(cause.resolved, language)}</Table.Td>
    </Table.Tr>
  );
}

function barLength(share: number): string {
  return `${share / 100}%`;
}

function Change({ count, before }: { readonly count: number; readonly before: number }) {
  const text = useWords(LESSONS);
  const { language } = useLanguage();
  if (count === before) return <span className={classes.soft}>{text.same}</span>;
  const more = count - before;
  return (
    <span className={more > 0 ? classes.worse : classes.better}>
      {more > 0 ? '+' : '-'}
      {countText(Math.abs(more), language)}
    </span>
  );
}

/** The list of the cases behind a cause, of the same span of days. */
function casesOf(cause: string, { from_day, to_day }: Lessons): string {
  const found = { column: 'opened_at', how: 'between' as const, values: [from_day ?? '', to_day ?? ''] };
  const isBounded = from_day !== null || to_day !== null;
  return drillTo({
    list: 'cases',
    filter: {
      conditions: [{ column: 'cause', how: 'is', values: [cause] }, ...(isBounded ? [found] : [])],
    },
  });
}

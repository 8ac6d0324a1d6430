import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { capitalText, listText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { daysOf, kindOf, monthsBetween, type Stretch, weekdayOf } from './days.ts';
import classes from './import.module.css';

type Account = ReplyOf<'coverage'>['accounts'][number];

/** Months shown; what is missing before is told in words. */
const MONTHS_MAX = 12;

/** A calendar for each account: the days that its statements cover, and those that are missing. */
export function Coverage() {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const coverage = useApi('coverage', { params: { book_id: bookId } });
  return (
    <Paper withBorder bg="var(--sheet)" p="md" component="section" aria-label={text.coverage}>
      <Title order={2}>{text.coverage}</Title>
      {coverage.isPending && <Waiting />}
      {coverage.isError && <ErrorState fault={coverage.error} onRetry={() => void coverage.refetch()} />}
      {coverage.data !== undefined && <Calendars coverage={coverage.data} />}
    </Paper>
  );
}

function Calendars({ coverage }: { readonly coverage: ReplyOf<'coverage'> }) {
  const text = useWords(IMPORTS);
  const { from_day, to_day, accounts } = coverage;
  const isEmpty = from_day === null || to_day === null || accounts.length === 0;
  return (
    <>
      <Text size="sm" c="var(--soft)" mb="sm">
        {isEmpty ? text.coverage_none : text.coverage_note}
      </Text>
      {!isEmpty && (
        <Stack gap="lg">
          {accounts.map((account) => (
            <AccountCalendar
              key={account.account_id}
              account={account}
              months={monthsBetween(from_day, to_day).slice(-MONTHS_MAX)}
            />
          ))}
        </Stack>
      )}
    </>
  );
}

function AccountCalendar({
  account,
  months,
}: {
  readonly account: Account;
  readonly months: readonly string[];
}) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const { language } = useLanguage();
  const { channel, account_no, covered, missing } = account;
  const missingText = listText(missing.map(stretchText), language);
  return (
    <div>
      <Text fw={600} size="sm">
        {[capitalText(say(channel)), account_no].filter((part) => part !== null).join(' ')}
      </Text>
      <Text size="sm" mb="xs" c={missing.length > 0 ? 'var(--minus)' : 'var(--soft)'}>
        {missing.length > 0 ? text.missing_days(missingText) : text.missing_none}
      </Text>
      <div className={classes.months}>
        {months.map((month) => (
          <Month key={month} month={month} covered={covered} missing={missing} />
        ))}
      </div>
    </div>
  );
}

function stretchText({ from_day, to_day }: Stretch): string {
  return from_day === to_day ? from_day : `${from_day} – ${to_day}`;
}

interface MonthProps {
  readonly month: string;
  readonly covered: readonly Stretch[];
  readonly missing: readonly Stretch[];
}

function Month({ month, covered, missing }: MonthProps) {
  const text = useWords(IMPORTS);
  const says = { covered: text.covered_day, missing: text.missing_day, outside: (day: string) => day };
  return (
    <div>
      <Text size="xs" c="var(--soft)" mb={4}>
        {month}
      </Text>
      <ol className={classes.month} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {daysOf(month).map((day, place) => {
          const kind = kindOf(day, covered, missing);
          return (
            <li
              key={day}
              className={classes.day}
              data-is={kind}
              title={says[kind](day)}
              style={place === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
            >
              {place + 1}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

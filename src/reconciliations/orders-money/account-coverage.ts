import type { WallTime } from '../../model/facts.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Executor } from '../../store/driver.ts';
import { sql } from '../../store/sql.ts';
import type { AccountCoverage } from './coverage.ts';

/** What a statement says of its days, and what its rows prove of it. */
export interface StatementSpan extends AccountCoverage {
  readonly source_id: string;
  /** First and last moment of its rows, null where it has none. */
  readonly first_at: WallTime | null;
  readonly last_at: WallTime | null;
  readonly receipt: Partial<
    Pick<ImportReceipt, 'totals' | 'rows_refused' | 'running_balance' | 'opening_minor' | 'closing_minor'>
  >;
}

/** The days that each account's statements cover, batch by batch. */
export async function accountCoverage(tx: Executor, bookId: string): Promise<AccountCoverage[]> {
  const rows = await tx.query<Omit<StatementSpan, 'receipt'> & { receipt: string }>(
    sql`select account_id, source_id, from_at, to_at, first_at, last_at, receipt from import_batches
      where book_id = ${bookId} and kind = 'statement_lines' and account_id is not null
        and from_at is not null and to_at is not null
      order by account_id, from_at, batch_id`,
  );
  return daysHeld(
    rows.map((row) => ({ ...row, receipt: JSON.parse(row.receipt) as StatementSpan['receipt'] })),
  );
}

/** The days that statements cover: those that they claim, or where rows are missing, the time that their rows span. */
export function daysHeld(spans: readonly StatementSpan[]): AccountCoverage[] {
  return spans.flatMap((span) => {
    const { account_id, from_at, to_at, first_at, last_at } = span;
    if (!lacksRows(span) && !spans.some((other) => isBroken(span, other) || isBroken(other, span))) {
      return [{ account_id, from_at, to_at }];
    }
    return first_at === null || last_at === null ? [] : [{ account_id, from_at: first_at, to_at: last_at }];
  });
}

/** Whether the statement's own totals count more than was read, or its balances do not follow from each other. */
function lacksRows({ receipt }: StatementSpan): boolean {
  const refused = receipt.rows_refused ?? 0;
  const isShort = receipt.totals?.some(({ stated_count, read_count, agrees }) =>
    stated_count === null ? agrees === false && refused === 0 : stated_count > read_count + refused,
  );
  return isShort === true || receipt.running_balance === 'broken';
}

/** Whether the later statement goes on where the earlier one ends, but from another balance: rows are missing between. */
function isBroken(earlier: StatementSpan, later: StatementSpan): boolean {
  const closing = earlier.receipt.closing_minor ?? null;
  const opening = later.receipt.opening_minor ?? null;
  return (
    earlier.account_id === later.account_id &&
    earlier.source_id === later.source_id &&
    earlier.to_at === later.from_at &&
    closing !== null &&
    opening !== null &&
    String(closing) !== String(opening)
  );
}

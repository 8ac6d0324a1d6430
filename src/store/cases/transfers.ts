import type { WallTime } from '../../model/facts.ts';
import type { Counter, TransferKind } from '../../model/transfer.ts';
import type { Minor } from '../../money/money.ts';
import type { Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { nextNumber } from './case-steps.ts';

/** A leg as it is kept: money to (positive) or from a key; a counter leg under the key that bears it. */
export interface LegRow {
  readonly match_key: string;
  readonly counter: Counter | null;
  readonly amount_minor: Minor;
}

/** A transfer before it has a number. */
export interface NewTransfer {
  readonly action_id: bigint;
  readonly kind: TransferKind;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly legs: readonly LegRow[];
  /** Whether it waits for a review, and does not stand until then. */
  readonly is_proposed?: boolean;
}

/** A leg with what it belongs to. */
export interface TransferLegRow extends LegRow {
  readonly transfer_id: bigint;
  readonly action_id: bigint;
  readonly kind: TransferKind;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly note: string | null;
  /** The action by which it stands or stood: its own, or the review that confirmed it. */
  readonly stands_by: bigint;
  readonly undone_at: WallTime | null;
}

/** The condition that a transfer `t` counts. */
const STANDS = trusted('t.stands_by is not null and t.undone_at is null');

/** Records a transfer with its legs; returns its number. */
export async function insertTransfer(tx: Executor, book_id: string, transfer: NewTransfer): Promise<bigint> {
  const transfer_id = await nextNumber(tx, 'app.transfer_ids');
  const { action_id, kind, made_by, made_at, reason_code, note, legs, is_proposed = false } = transfer;
  await tx.execute(sql`insert into app.transfers (book_id, transfer_id, action_id, kind, made_by, made_at, reason_code, note,
      stands_by)
    values (${book_id}, ${transfer_id}, ${action_id}, ${kind}, ${made_by}, ${made_at}, ${reason_code}, ${note},
      ${is_proposed ? null : action_id})`);
  const rows = legs.map(
    ({ match_key, counter, amount_minor }, at) =>
      sql`(${book_id}::text, ${match_key}::text, ${transfer_id}::bigint, ${at + 1}::integer, ${counter}::text,
        ${amount_minor}::bigint)`,
  );
  await tx.execute(sql`insert into app.transfer_legs values ${join(rows)}`);
  return transfer_id;
}

/** The legs of all transfers that stand, in the order they were made. */
export async function standingLegs(on: Executor, book_id: string): Promise<TransferLegRow[]> {
  return on.query<TransferLegRow>(sql`select t.transfer_id, t.action_id, t.kind, t.made_by, t.made_at, t.note, t.stands_by, t.undone_at,
      l.match_key, l.counter, l.amount_minor
    from app.transfers t
    join app.transfer_legs l on l.book_id = t.book_id and l.transfer_id = t.transfer_id
    where t.book_id = ${book_id} and ${STANDS}
    order by t.transfer_id, l.leg_no`);
}

/** The legs of every transfer on one of the keys that stands or once stood, in the order they were made. */
export async function legsAround(
  on: Executor,
  book_id: string,
  keys: readonly string[],
): Promise<TransferLegRow[]> {
  if (keys.length === 0) return [];
  // Hardly any key has a leg: to ask for that alone takes a fraction of what planning the join does.
  const legs = await on.query<{ transfer_id: bigint }>(sql`select transfer_id from app.transfer_legs
    where book_id = ${book_id} and match_key in (${join(keys.map((key) => sql`${key}`))})`);
  if (legs.length === 0) return [];
  return on.query<TransferLegRow>(sql`select t.transfer_id, t.action_id, t.kind, t.made_by, t.made_at, t.note, t.stands_by, t.undone_at,
      l.match_key, l.counter, l.amount_minor
    from app.transfers t
    join app.transfer_legs l on l.book_id = t.book_id and l.transfer_id = t.transfer_id
    where t.book_id = ${book_id} and t.stands_by is not null
      and t.transfer_id in (${join(legs.map(({ transfer_id }) => sql`${transfer_id}::bigint`))})
    order by t.transfer_id, l.leg_no`);
}

/** Undoes the transfers that stand by an action; they are kept, with the moment. Returns how many there were. */
export async function undoTransfers(
  tx: Executor,
  book_id: string,
  action_id: bigint,
  undone_at: WallTime,
): Promise<number> {
  return tx.execute(sql`update app.transfers set undone_at = ${undone_at}::timestamp
    where book_id = ${book_id} and stands_by = ${action_id}::bigint and undone_at is null`);
}

/** Keeps which transfers a run reads. */
export async function rememberRead(
  tx: Executor,
  book_id: string,
  transfer_ids: ReadonlySet<bigint>,
): Promise<void> {
  await tx.execute(sql`delete from read_transfers where book_id = ${book_id}`);
  const rows = [...transfer_ids].map((id) => sql`(${book_id}::text, ${id}::bigint)`);
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT)
    await tx.execute(
      sql`insert into read_transfers values ${join(rows.slice(start, start + ROWS_PER_INSERT))}`,
    );
}

const ROWS_PER_INSERT = 500;

/** What a key lacks (positive) or has too much (negative), with what people moved since the last run. */
export interface OutstandingRow {
  readonly match_key: string;
  readonly has_order: boolean;
  readonly shop: string | null;
  readonly account_id: string | null;
  readonly at: WallTime | null;
  readonly open_minor: Minor;
}

/** The keys among these that the last run looked at, with what each lacks now. */
export async function outstandingOf(
  on: Executor,
  book_id: string,
  keys: readonly string[],
): Promise<OutstandingRow[]> {
  if (keys.length === 0) return [];
  const among = join(keys.map((key) => sql`${key}::text`));
  return on.query<OutstandingRow>(sql`${outstandingAmong(book_id, among)} order by match_key`);
}

/** The query of {@link OutstandingRow}s for keys, a list or a query. */
export function outstandingAmong(book_id: string, keys: Sql): Sql {
  return sql`select b.match_key, b.has_order, b.shop, b.account_id, coalesce(b.due_at, b.paid_at) as at,
      (b.expected_minor - b.refunded_minor - b.received_minor - b.fees_minor - coalesce(s.moved_minor, 0))::bigint as open_minor
    from balances b left join (
      select l.match_key,
        sum(case when ${STANDS} and r.transfer_id is null then l.amount_minor
          when t.undone_at is not null and r.transfer_id is not null then -l.amount_minor else 0 end)::bigint as moved_minor
      from app.transfer_legs l
      join app.transfers t on t.book_id = l.book_id and t.transfer_id = l.transfer_id
      left join read_transfers r on r.book_id = t.book_id and r.transfer_id = t.transfer_id
      where l.book_id = ${book_id} and l.match_key in (${keys}) and l.counter is null and t.kind <> 'link'
      group by l.match_key
    ) s on s.match_key = b.match_key
    where b.book_id = ${book_id} and b.match_key in (${keys})`;
}

import type { WallTime } from '../model/facts.ts';
import type { Counter, TransferKind } from '../model/transfer.ts';
import type { Minor } from '../money/money.ts';
import { nextNumber } from './case-steps.ts';
import type { Executor } from './driver.ts';
import { join, sql } from './sql.ts';

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
}

/** A leg with what it belongs to. */
export interface TransferLegRow extends LegRow {
  readonly transfer_id: bigint;
  readonly action_id: bigint;
  readonly kind: TransferKind;
  readonly made_by: string | null;
  readonly made_at: WallTime;
  readonly note: string | null;
  readonly undone_at: WallTime | null;
}

/** Records a transfer with its legs; returns its number. */
export async function insertTransfer(tx: Executor, book_id: string, transfer: NewTransfer): Promise<bigint> {
  const transfer_id = await nextNumber(tx, 'app.transfer_ids');
  const { action_id, kind, made_by, made_at, reason_code, note, legs } = transfer;
  await tx.execute(sql`insert into app.transfers values (${book_id}, ${transfer_id}, ${action_id}, ${kind}, ${made_by},
    ${made_at}, ${reason_code}, ${note}, null)`);
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
  return on.query<TransferLegRow>(sql`select t.transfer_id, t.action_id, t.kind, t.made_by, t.made_at, t.note, t.undone_at,
      l.match_key, l.counter, l.amount_minor
    from app.transfers t
    join app.transfer_legs l on l.book_id = t.book_id and l.transfer_id = t.transfer_id
    where t.book_id = ${book_id} and t.undone_at is null
    order by t.transfer_id, l.leg_no`);
}

/** The legs of every transfer that touches one of the keys, undone ones too, in the order they were made. */
export async function legsAround(
  on: Executor,
  book_id: string,
  keys: readonly string[],
): Promise<TransferLegRow[]> {
  if (keys.length === 0) return [];
  return on.query<TransferLegRow>(sql`select t.transfer_id, t.action_id, t.kind, t.made_by, t.made_at, t.note, t.undone_at,
      l.match_key, l.counter, l.amount_minor
    from app.transfers t
    join app.transfer_legs l on l.book_id = t.book_id and l.transfer_id = t.transfer_id
    where t.book_id = ${book_id} and t.transfer_id in (select transfer_id from app.transfer_legs
      where book_id = ${book_id} and match_key in (${join(keys.map((key) => sql`${key}`))}))
    order by t.transfer_id, l.leg_no`);
}

/** Undoes the transfers of an action; they are kept, with the moment. Returns how many there were. */
export async function undoTransfers(
  tx: Executor,
  book_id: string,
  action_id: bigint,
  undone_at: WallTime,
): Promise<number> {
  return tx.execute(sql`update app.transfers set undone_at = ${undone_at}::timestamp
    where book_id = ${book_id} and action_id = ${action_id}::bigint and undone_at is null`);
}

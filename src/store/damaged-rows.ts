import type { FactKind } from '../model/facts.ts';
import type { Executor } from './driver.ts';
import { type Sql, sql, trusted } from './sql.ts';
import type { StagingColumn } from './staging.ts';

/** A row that is held because its number is damaged, or was repaired since. */
export interface DamagedRecord {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly kind: FactKind;
  readonly column_name: string;
  readonly damaged_no: string;
  readonly reason: 'damaged' | 'suspect';
  readonly state: 'held' | 'repaired';
  /** The number that another file proves, null while held. */
  readonly proved_no: string | null;
}

/** Columns of the staging file of held rows; `fact` is the staging cells by column as JSON. */
export const HELD_COLUMNS = [
  { name: 'row_no', type: 'integer' },
  { name: 'kind', type: 'text' },
  { name: 'column_name', type: 'text' },
  { name: 'damaged_no', type: 'text' },
  { name: 'reason', type: 'text' },
  { name: 'payment_no', type: 'text' },
  { name: 'fact', type: 'text' },
] as const satisfies readonly StagingColumn[];

/** Appends a staging file of held rows to a batch. */
export function loadHeldRows(tx: Executor, book_id: string, batch_id: bigint, file: string): Promise<number> {
  return tx.load({
    table: 'damaged_rows',
    into: [
      'book_id',
      'batch_id',
      'row_no',
      'kind',
      'column_name',
      'damaged_no',
      'reason',
      'payment_no',
      'fact',
      'state',
    ],
    file,
    columns: HELD_COLUMNS,
    select: [
      sql`${book_id}::text`,
      sql`${batch_id}::bigint`,
      sql`row_no`,
      sql`kind`,
      sql`column_name`,
      sql`damaged_no`,
      sql`reason`,
      sql`payment_no`,
      sql`fact`,
      sql`'held'`,
    ],
  });
}

/** A damaged row with one number that another file gives for it, or none. */
export interface DamagedCandidate {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly damaged_no: string;
  readonly proved_no: string | null;
  readonly candidate: string | null;
}

/** Whether the book has any damaged row, held or repaired. */
export async function hasDamagedRows(store: Executor, book_id: string): Promise<boolean> {
  const rows = await store.query(sql`select 1 as one from damaged_rows where book_id = ${book_id} limit 1`);
  return rows.length > 0;
}

/** A fact that is itself a repaired row proves nothing. */
const SOUND = trusted(`not exists (select 1 from damaged_rows r
  where r.book_id = f.book_id and r.batch_id = f.batch_id and r.row_no = f.row_no)`);

/**
 * All damaged rows with each order number that facts of other rows give for them: by the row's payment number, or, for a
 * number that only looks rounded, by naming that very number. Numbers of order lines (子订单) are no order numbers.
 * Rows of one batch and row number follow each other.
 */
export function streamDamagedCandidates(store: Executor, book_id: string): AsyncIterable<DamagedCandidate[]> {
  return store.stream<DamagedCandidate>(sql`
    with facts as (
      select f.payment_no, f.match_key from orders f where f.book_id = ${book_id} and ${SOUND}
      union all
      select f.payment_no, f.match_key from order_lines f where f.book_id = ${book_id} and ${SOUND}
      union all
      select f.transaction_no, f.match_key from statement_lines f
      where f.book_id = ${book_id} and left(f.match_key, 1) <> '?' and ${SOUND}
    ), candidates as (
      select distinct d.batch_id, d.row_no, f.match_key as candidate
      from damaged_rows d join facts f on f.payment_no = d.payment_no
      where d.book_id = ${book_id}
      union
      select distinct d.batch_id, d.row_no, f.match_key as candidate
      from damaged_rows d join facts f on f.match_key = d.damaged_no
      where d.book_id = ${book_id} and d.reason = 'suspect'
    )
    select d.batch_id, d.row_no, d.damaged_no, d.proved_no, c.candidate
    from damaged_rows d
    left join candidates c on c.batch_id = d.batch_id and c.row_no = d.row_no
      and not exists (select 1 from order_lines l where l.book_id = ${book_id} and l.order_line_no = c.candidate
        and l.match_key <> c.candidate)
    where d.book_id = ${book_id}
    order by d.batch_id, d.row_no, c.candidate`);
}

/** A row and the number it is to have; null puts a repaired row back to held. */
export interface Mending {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly proved_no: string | null;
}

const MENDINGS = 'mendings';

/** Makes the temporary table `mendings` of a staging file of {@link Mending}s (batch_id, row_no, proved_no). */
export async function loadMendings(tx: Executor, file: string): Promise<void> {
  await tx.execute(
    sql`create temp table mendings (batch_id bigint not null, row_no integer not null, proved_no text)`,
  );
  await tx.load({
    table: MENDINGS,
    into: ['batch_id', 'row_no', 'proved_no'],
    file,
    columns: [
      { name: 'batch_id', type: 'bigint' },
      { name: 'row_no', type: 'integer' },
      { name: 'proved_no', type: 'text' },
    ],
    select: [sql`batch_id`, sql`row_no`, sql`proved_no`],
  });
}

/** The condition that a row, given its alias, is among the mendings. */
export function isMended(alias: string): Sql {
  return trusted(`exists (select 1 from ${MENDINGS} m
    where m.batch_id = ${alias}.batch_id and m.row_no = ${alias}.row_no)`);
}

/** Writes the mendings into the damaged rows and forgets the temporary table. */
export async function applyMendings(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update damaged_rows set proved_no = m.proved_no,
      state = case when m.proved_no is null then 'held' else 'repaired' end
    from mendings m where damaged_rows.book_id = ${book_id}
      and damaged_rows.batch_id = m.batch_id and damaged_rows.row_no = m.row_no`);
  await tx.execute(sql`drop table mendings`);
}

/** The rows among the mendings with their facts, batch by batch. */
export function streamMended(
  tx: Executor,
  book_id: string,
): AsyncIterable<{ batch_id: bigint; damaged_no: string; proved_no: string; fact: string }[]> {
  return tx.stream(sql`select d.batch_id, d.damaged_no, m.proved_no, d.fact
    from damaged_rows d join mendings m on m.batch_id = d.batch_id and m.row_no = d.row_no
    where d.book_id = ${book_id} and m.proved_no is not null order by d.batch_id, d.row_no`);
}

/** Rows still held, in the order of the file. */
export function streamHeldRows(
  store: Executor,
  book_id: string,
  batch_id: bigint,
): AsyncIterable<DamagedRecord[]> {
  return store.stream<DamagedRecord>(sql`select batch_id, row_no, kind, column_name, damaged_no, reason, state, proved_no
    from damaged_rows where book_id = ${book_id} and batch_id = ${batch_id} and state = 'held' order by row_no`);
}

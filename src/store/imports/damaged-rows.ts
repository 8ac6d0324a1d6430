import type { FactKind } from '../../model/facts.ts';
import type { Executor } from '../driver.ts';
import type { StagingColumn } from '../facts/staging.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';

/** A row whose number is or may be damaged, as {@link streamHeldRows} tells it. */
export interface DamagedRecord {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly kind: FactKind;
  readonly column_name: string;
  readonly damaged_no: string;
  readonly reason: 'damaged' | 'rounded' | 'suspect' | 'chance';
  /** `kept`: it looks rounded by chance and counts as it is. */
  readonly state: 'held' | 'repaired' | 'kept';
  /** The number that it counts under, null while held. */
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

/** Appends a staging file of rows with damaged numbers to a batch: held, but for those of `chance`, which are facts already. */
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
      'proved_no',
    ],
    files: [file],
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
      sql`case when reason = 'chance' then 'kept' else 'held' end`,
      sql`case when reason = 'chance' then damaged_no end`,
    ],
  });
}

/** A damaged row with one number that another file gives for it, or none. */
export interface DamagedCandidate {
  readonly batch_id: bigint;
  readonly row_no: number;
  readonly reason: DamagedRecord['reason'];
  readonly damaged_no: string;
  readonly proved_no: string | null;
  readonly candidate: string | null;
}

/** Whether the book has any damaged row, held or repaired. */
export async function hasDamagedRows(store: Executor, book_id: string): Promise<boolean> {
  const rows = await store.query(sql`select 1 as one from damaged_rows where book_id = ${book_id} limit 1`);
  return rows.length > 0;
}

/**
 * All damaged rows with each order number that other rows give for them: by the row's payment number, or, for a number
 * that only looks rounded, by naming that very number. A row of this table proves nothing, but that files of two kinds
 * have one and the same number that is rounded in neither as a whole. Numbers of order lines (子订单) are no order numbers.
 * Rows of one batch and row number follow each other.
 */
export function streamDamagedCandidates(store: Executor, book_id: string): AsyncIterable<DamagedCandidate[]> {
  return store.stream<DamagedCandidate>(sql`
    with damaged as materialized (
      select batch_id, row_no, kind, reason, damaged_no, payment_no, proved_no from damaged_rows where book_id = ${book_id}
    ), named as (
      ${join(
        [...PAYMENTS.map(byPayment), ...NAMES.map(byName)].map((each) => each(book_id)),
        ' union all ',
      )}
    ), candidates as (
      select n.batch_id, n.row_no, n.candidate from named n
      where not exists (select 1 from damaged r where r.batch_id = n.of_batch_id and r.row_no = n.of_row_no)
        and not exists (select 1 from order_lines l where l.book_id = ${book_id} and l.order_line_no = n.candidate
          and l.match_key <> n.candidate)
      union all
      select d.batch_id, d.row_no, o.damaged_no as candidate
      from damaged d join damaged o on o.damaged_no = d.damaged_no and o.kind <> d.kind
      where d.reason in ('suspect', 'chance') and o.reason in ('suspect', 'chance')
    )
    select distinct d.batch_id, d.row_no, d.reason, d.damaged_no, d.proved_no, c.candidate
    from damaged d left join candidates c on c.batch_id = d.batch_id and c.row_no = d.row_no
    order by d.batch_id, d.row_no, c.candidate`);
}

/** Facts that tell a payment number and the order number of that payment. */
const PAYMENTS = [
  { kind: 'orders', payment_no: 'payment_no', condition: 'true' },
  { kind: 'order_lines', payment_no: 'payment_no', condition: 'true' },
  { kind: 'statement_lines', payment_no: 'transaction_no', condition: "left(f.match_key, 1) <> '?'" },
] as const;

/** Facts that name orders. */
const NAMES = ['orders', 'order_lines', 'refunds', 'statement_lines'] as const;

function byPayment({ kind, payment_no, condition }: (typeof PAYMENTS)[number]): (book_id: string) => Sql {
  return (book_id) =>
    sql`select d.batch_id, d.row_no, f.match_key as candidate, f.batch_id as of_batch_id, f.row_no as of_row_no
      from damaged d join ${trusted(kind)} f on f.book_id = ${book_id} and f.${trusted(payment_no)} = d.payment_no
      where ${trusted(condition)}`;
}

function byName(kind: (typeof NAMES)[number]): (book_id: string) => Sql {
  return (book_id) =>
    sql`select d.batch_id, d.row_no, f.match_key as candidate, f.batch_id as of_batch_id, f.row_no as of_row_no
      from damaged d join ${trusted(kind)} f on f.book_id = ${book_id} and f.match_key = d.damaged_no
      where d.reason <> 'damaged'`;
}

/** A row and the number it is to count under; null holds it. */
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
    files: [file],
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
      state = case when m.proved_no is null then 'held'
        when damaged_rows.reason = 'chance' and m.proved_no = damaged_rows.damaged_no then 'kept' else 'repaired' end
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

/** How many rows of each batch are held or repaired; batches without any are left out. */
export function countDamagedRows(
  tx: Executor,
  book_id: string,
): Promise<{ batch_id: bigint; held: bigint; repaired: bigint }[]> {
  return tx.query(sql`select batch_id, count(*) filter (where state = 'held') as held,
      count(*) filter (where state = 'repaired') as repaired
    from damaged_rows where book_id = ${book_id} group by batch_id`);
}

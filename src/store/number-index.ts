import type { FactKind } from '../model/facts.ts';
import type { Executor, Store } from './driver.ts';
import { eachNumber, NUMBER_COLUMNS, NUMBERED_KINDS, type NumberedKind } from './number-columns.ts';
import { isOfBook } from './of-book.ts';
import { join, type Sql, sql, trusted } from './sql.ts';

/**
 * What to select from instead of the table of a kind: it holds every row that bears one of the numbers asked for in an indexed
 * column, and others too. Which rows are meant is still to be said.
 */
export interface RowsOfKind {
  (kind: NumberedKind): Sql;
  /** False where no row of the kind bears a number: a statement less, or a shorter one. */
  readonly mayHold: (kind: NumberedKind) => boolean;
}

/** All rows, whatever they bear. */
export const WHOLE_TABLES: RowsOfKind = Object.assign((kind: NumberedKind) => trusted(kind), {
  mayHold: () => true,
});

/** Beyond so many rows or batches a table is read whole. */
const FOUND_MAX = 500;

const BOOK = sql`book_id`;

interface Whereabouts {
  readonly kind: FactKind;
  readonly batch_id: bigint;
  readonly is_indexed: boolean;
  readonly row_no: number | null;
}

/** Where rows that bear one of the numbers can stand: as the index tells it, and anywhere in batches that are not in it. */
export async function rowsBearing(
  on: Pick<Store, 'query' | 'engine'>,
  bookId: string,
  numbers: readonly string[],
): Promise<RowsOfKind> {
  if (on.engine.has_indexes || numbers.length > FOUND_MAX) return WHOLE_TABLES;
  const isWanted = join(
    numbers.map((number) => sql`number_hash = ${hashOf(sql`${number}::text`)}`),
    ' or ',
  );
  const found = await on.query<Whereabouts>(sql`select b.kind, b.batch_id, b.is_indexed, n.row_no
    from import_batches b
    left join (
      select batch_id, row_no from number_index where ${isOfBook(BOOK, bookId)} and (${isWanted}) limit ${FOUND_MAX}
    ) n on n.batch_id = b.batch_id
    where b.book_id = ${bookId} and (n.row_no is not null or not b.is_indexed)`);
  if (found.length >= FOUND_MAX) return WHOLE_TABLES;
  const of_kind = Map.groupBy(found, ({ kind }) => kind);
  return Object.assign((kind: NumberedKind) => rowsAt(kind, of_kind.get(kind) ?? []), {
    mayHold: (kind: NumberedKind) => of_kind.has(kind),
  });
}

function rowsAt(kind: NumberedKind, found: readonly Whereabouts[]): Sql {
  const indexed = found.filter(({ is_indexed }) => is_indexed);
  const others = found.filter(({ is_indexed }) => !is_indexed);
  const rows = sql`select * from ${trusted(kind)} where`;
  const parts = [
    ...(indexed.length > 0
      ? [sql`${rows} ${isInBatches(indexed)} and row_no in (${rowNumbers(indexed)})`]
      : []),
    ...(others.length > 0 ? [sql`${rows} ${isInBatches(others)}`] : []),
  ];
  return sql`(${parts.length > 0 ? join(parts, ' union all ') : sql`${rows} false`})`;
}

function isInBatches(found: readonly Whereabouts[]): Sql {
  return isInOf([...new Set(found.map(({ batch_id }) => batch_id))]);
}

function isInOf(batch_ids: readonly bigint[]): Sql {
  return sql`batch_id in (${join(batch_ids.map((batch_id) => sql`${batch_id}::bigint`))})`;
}

function rowNumbers(found: readonly Whereabouts[]): Sql {
  return join(found.map(({ row_no }) => sql`${row_no}::integer`));
}

/** 31 bits of a text's hash: two numbers that share them cost a row that is read in vain. */
function hashOf(number: Sql): Sql {
  return sql`(fact_hash(${number}) >> 32)::integer`;
}

/** The batches that are not in the index and how many rows each has, oldest first. */
export function listUnindexed(
  on: Executor,
  bookId: string,
): Promise<{ batch_id: bigint; row_count: bigint }[]> {
  const rows = NUMBERED_KINDS.map(
    (kind) => sql`select batch_id from ${trusted(kind)} where ${isOfBook(BOOK, bookId)}`,
  );
  return on.query(sql`select batch_id, count(*) as row_count from (${join(rows, ' union all ')}) f
    where batch_id in (select batch_id from import_batches where book_id = ${bookId} and not is_indexed)
    group by batch_id order by batch_id`);
}

/** Indexes batches together. The more rows they have, the fewer zones a number is looked for in. */
export async function indexBatches(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  const isIn = isInOf(batch_ids);
  await tx.execute(sql`delete from number_index where book_id = ${bookId} and ${isIn}`);
  const numbers = NUMBERED_KINDS.flatMap((kind) =>
    NUMBER_COLUMNS[kind].map(
      (column) => sql`select ${eachNumber(column)} as number, batch_id, row_no from ${trusted(kind)}
        where ${isOfBook(BOOK, bookId)} and ${isIn} and ${trusted(column)} is not null`,
    ),
  );
  await tx.execute(sql`insert into number_index (book_id, number_hash, batch_id, row_no)
    select ${bookId}::text, ${hashOf(sql`number`)}, batch_id, row_no from (${join(numbers, ' union all ')}) n order by 2`);
  await tx.execute(sql`update import_batches set is_indexed = true where book_id = ${bookId} and ${isIn}`);
}

/** Has batches read whole until they are indexed anew: rows were added to them, or bear other numbers now. */
export async function distrustIndex(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  if (batch_ids.length === 0) return;
  await tx.execute(
    sql`update import_batches set is_indexed = false where book_id = ${bookId} and is_indexed and ${isInOf(batch_ids)}`,
  );
}

/** Takes batches that are removed out of the index. */
export async function removeFromIndex(
  tx: Executor,
  bookId: string,
  batch_ids: readonly bigint[],
): Promise<void> {
  if (batch_ids.length === 0) return;
  await tx.execute(sql`delete from number_index where book_id = ${bookId} and ${isInOf(batch_ids)}`);
}

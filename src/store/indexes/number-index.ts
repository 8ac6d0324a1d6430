import type { FactKind } from '../../model/facts.ts';
import type { Executor, Store } from '../driver.ts';
import { keptUntilChange } from '../kept.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { type ColumnToIndex, isInOf, type RowsToIndex } from './index-runs.ts';
import { eachNumber, NUMBER_COLUMNS, type NumberedKind } from './number-columns.ts';

/**
 * What to select from instead of the table of a kind: it holds every row that bears one of the numbers asked for in an indexed
 * column, and others too. Which rows are meant is still to be said.
 */
export interface RowsOfKind {
  (kind: NumberedKind): Sql;
  /** False where no row of the kind bears a number: a statement less, or a shorter one. */
  readonly mayHold: (kind: NumberedKind) => boolean;
  /** Whether rows that bear any of these are among them: then nothing has to be looked up. */
  readonly covers: (numbers: readonly string[]) => boolean;
}

/** All rows, whatever they bear. */
export const WHOLE_TABLES: RowsOfKind = Object.assign((kind: NumberedKind) => trusted(kind), {
  mayHold: () => true,
  covers: () => true,
});

/** Beyond so many rows or batches a table is read whole. */
const FOUND_MAX = 500;

const BOOK = sql`book_id`;

/** Where one row stands, or all rows of a batch that is in no index. */
interface Whereabouts {
  readonly batch_id: bigint;
  readonly row_no: number | null;
}

/** Where rows that bear one of the numbers can stand: as the index tells it, and anywhere in batches that are not in it. */
export async function rowsBearing(
  on: Asked,
  bookId: string,
  numbers: readonly string[],
): Promise<RowsOfKind> {
  if (on.engine.has_indexes || numbers.length > FOUND_MAX) return WHOLE_TABLES;
  const hashes = join(numbers.map((number) => hashOf(sql`${number}::text`)));
  const batches = await batchesOf(on, bookId);
  const rows = await on.query<Whereabouts>(sql`select batch_id, row_no from number_index
    where ${isOfBook(BOOK, bookId)} and number_hash in (${hashes}) limit ${FOUND_MAX}`);
  if (rows.length >= FOUND_MAX) return WHOLE_TABLES;
  return rowsAmong(rows, batches, numbers);
}

/** The rows that an index names, and all of the batches that are in none. */
export function rowsAmong(
  rows: readonly Whereabouts[],
  batches: ReadonlyMap<bigint, IndexedBatch>,
  numbers: readonly string[],
): RowsOfKind {
  const unread = [...batches.values()].filter(({ is_indexed }) => !is_indexed);
  if (unread.length >= FOUND_MAX) return WHOLE_TABLES;
  const found = [
    ...rows.filter(({ batch_id }) => batches.get(batch_id)?.is_indexed === true),
    ...unread.map(({ batch_id }) => ({ batch_id, row_no: null })),
  ];
  const of_kind = Map.groupBy(found, ({ batch_id }) => batches.get(batch_id)?.kind);
  return Object.assign((kind: NumberedKind) => rowsAt(kind, of_kind.get(kind) ?? []), {
    mayHold: (kind: NumberedKind) => of_kind.has(kind),
    covers: (others: readonly string[]) => others.every((number) => numbers.includes(number)),
  });
}

/** What an index is asked of. */
export type Asked = Pick<Store, 'query' | 'engine' | 'changes'>;

/** A batch: the file that it is of, and what the indexes know of it. */
export interface IndexedBatch {
  readonly batch_id: bigint;
  readonly kind: FactKind;
  readonly file: string;
  readonly sheet: string | null;
  readonly is_indexed: boolean;
}

/** All batches of a book, kept until it changes. */
export function batchesOf(on: Asked, bookId: string): Promise<ReadonlyMap<bigint, IndexedBatch>> {
  return keptUntilChange(on, `batches ${bookId}`, async () => {
    const rows = await on.query<IndexedBatch>(
      sql`select batch_id, kind, file, sheet, is_indexed from import_batches where book_id = ${bookId}`,
    );
    return new Map(rows.map((row) => [row.batch_id, row]));
  });
}

/** The engine finds rows between two numbers by zone, and reads a column whole for a list of numbers that lie apart. */
function rowsAt(kind: NumberedKind, found: readonly Whereabouts[]): Sql {
  const rows = sql`select * from ${trusted(kind)} where`;
  const unread = found.filter(({ row_no }) => row_no === null).map(({ batch_id }) => batch_id);
  const parts = [
    ...stretchesOf(found).map(
      ({ batch_id, from, to }) =>
        sql`${rows} batch_id = ${batch_id}::bigint and row_no >= ${from}::integer and row_no <= ${to}::integer`,
    ),
    ...(unread.length > 0 ? [sql`${rows} ${isInOf(unread)}`] : []),
  ];
  return sql`(${parts.length > 0 ? join(parts, ' union all ') : sql`${rows} false`})`;
}

/** Rows so near to each other are read with what stands between them. */
const NEAR_ROWS = 1000;

interface Stretch {
  readonly batch_id: bigint;
  readonly from: number;
  readonly to: number;
}

/** Stretches that hold all of the rows whose numbers are known, each row in one. */
function stretchesOf(found: readonly Whereabouts[]): Stretch[] {
  return [...Map.groupBy(found, ({ batch_id }) => batch_id)].flatMap(([batch_id, rows]) => {
    const row_nos = rows.flatMap(({ row_no }) => row_no ?? []).sort((a, b) => a - b);
    const isFirst = (at: number): boolean => (row_nos[at] ?? 0) - (row_nos[at - 1] ?? -Infinity) > NEAR_ROWS;
    const firsts = [...row_nos.keys()].filter(isFirst);
    return firsts.map((at, which) => ({
      batch_id,
      from: row_nos[at] ?? 0,
      to: row_nos[(firsts[which + 1] ?? row_nos.length) - 1] ?? 0,
    }));
  });
}

/** 31 bits of a text's hash: two numbers that share them cost a row that is read in vain. */
function hashOf(number: Sql): Sql {
  return sql`(fact_hash(${number}) >> 32)::integer`;
}

/** The bits of a hash that are kept. */
const HASHES = 2 ** 31;

/**
 * Writes the numbers of rows in order of their hash, so many sorted at once: hashes are spread evenly, so parts of their range are
 * about as large. A number then stands in one place of the lot, however large it is.
 */
export async function hashNumbers(
  tx: Executor,
  bookId: string,
  rows: readonly RowsToIndex[],
  run_rows: number,
): Promise<void> {
  const columns = rows.flatMap((part) => NUMBER_COLUMNS[part.kind].map((column) => ({ ...part, column })));
  if (columns.length === 0) return;
  const parts = Math.ceil(columns.reduce((sum, part) => sum + part.rows, 0) / run_rows);
  if (parts <= 1)
    return writeHashes(tx, bookId, sql`(${join(columns.map(hashesOf(bookId)), ' union all ')})`);
  await tx.execute(
    sql`create temp table hashed_numbers (number_hash integer not null, batch_id bigint not null, row_no integer not null)`,
  );
  for (const part of columns) await tx.execute(sql`insert into hashed_numbers ${hashesOf(bookId)(part)}`);
  const edgeOf = (part: number): number => Math.floor((HASHES / parts) * part);
  for (let part = 0; part < parts; part += 1) {
    const isIn = sql`number_hash >= ${edgeOf(part)}::integer and number_hash <= ${edgeOf(part + 1) - 1}::integer`;
    await writeHashes(tx, bookId, sql`(select * from hashed_numbers where ${isIn})`);
  }
  await tx.execute(sql`drop table hashed_numbers`);
}

/** The hash of every number in a column of rows, and where it stands. */
function hashesOf(bookId: string): (column: ColumnToIndex) => Sql {
  return ({ kind, column, where }) => sql`select ${hashOf(sql`number`)} as number_hash, batch_id, row_no
    from (select ${eachNumber(column)} as number, batch_id, row_no from ${trusted(kind)}
      where ${isOfBook(BOOK, bookId)} and ${where} and ${trusted(column)} is not null) n`;
}

async function writeHashes(tx: Executor, bookId: string, hashes: Sql): Promise<void> {
  await tx.execute(sql`insert into number_index (book_id, number_hash, batch_id, row_no)
    select ${bookId}::text, number_hash, batch_id, row_no from ${hashes} h order by number_hash`);
}

import type { Executor, Store } from '../driver.ts';
import { keptUntilChange } from '../kept.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { columnRuns, type RowsToIndex } from './index-runs.ts';
import { BEGUN_COLUMNS, NUMBERED_KINDS, type NumberedKind } from './number-columns.ts';
import { batchesOf, type RowsOfKind, rowsAmong, WHOLE_TABLES } from './number-index.ts';

/** As {@link RowsOfKind}, of numbers that begin with a text; of a column with many of them only some are known. */
export interface RowsBeginning extends RowsOfKind {
  /** Whether every row of the kind whose number begins so is among them. */
  readonly holdsAll: (kind: NumberedKind) => boolean;
}

const BOOK = sql`book_id`;
const DIGITS = 18;

/** A row that bears such a number, as the index tells it. */
interface Found {
  readonly kind: NumberedKind;
  readonly column_hash: number;
  readonly batch_id: bigint;
  readonly row_no: number;
}

/** Where rows can stand whose number begins with a text: `column_max` of each column, and all of batches that are in no index. */
export async function rowsBeginning(
  on: Pick<Store, 'query' | 'engine' | 'changes'>,
  bookId: string,
  beginning: string,
  column_max: number,
): Promise<RowsBeginning> {
  const batches = await batchesOf(on, bookId);
  const held = new Set([...batches.values()].map(({ kind }) => kind));
  const kinds = NUMBERED_KINDS.filter((kind) => held.has(kind));
  if (on.engine.has_indexes || kinds.length === 0) return beginningAmong(WHOLE_TABLES, kinds, []);
  const hashes = await columnHashes(on);
  const columns = kinds.flatMap((kind) =>
    BEGUN_COLUMNS[kind].map((column) => {
      const hash = hashes.get(nameOf(kind, column)) ?? 0;
      return someOfColumn(bookId, { kind, hash, beginning, column_max });
    }),
  );
  const found = await on.query<Found>(join(columns, ' union all '));
  return beginningAmong(rowsAmong(found, batches, []), kinds, kindsCut(found, column_max));
}

/** The kinds of which a column may have more than were taken. */
function kindsCut(found: readonly Found[], column_max: number): NumberedKind[] {
  const columns = Map.groupBy(found, ({ kind, column_hash }) => `${kind} ${column_hash}`);
  return [...columns.values()].flatMap((rows) => (rows.length < column_max ? [] : (rows[0]?.kind ?? [])));
}

function beginningAmong(
  rowsOf: RowsOfKind,
  held: readonly NumberedKind[],
  cut: readonly NumberedKind[],
): RowsBeginning {
  return Object.assign((kind: NumberedKind) => rowsOf(kind), {
    mayHold: (kind: NumberedKind) => held.includes(kind) && rowsOf.mayHold(kind),
    covers: rowsOf.covers,
    holdsAll: (kind: NumberedKind) => !cut.includes(kind),
  });
}

/** The hash of each column's name. They never change; worked out within a statement that looks for one they cost as much as it. */
function columnHashes(on: Pick<Store, 'query' | 'changes'>): Promise<ReadonlyMap<string, number>> {
  return keptUntilChange(on, 'hashes of columns', async () => {
    const columns = NUMBERED_KINDS.flatMap((kind) => BEGUN_COLUMNS[kind].map((column) => ({ kind, column })));
    const rows = await on.query<{ name: string; hash: number }>(
      join(
        columns.map(
          ({ kind, column }) =>
            sql`select ${nameOf(kind, column)}::text as name, ${hashOfColumn(kind, column)} as hash`,
        ),
        ' union all ',
      ),
    );
    return new Map(rows.map(({ name, hash }) => [name, hash]));
  });
}

function someOfColumn(
  bookId: string,
  {
    kind,
    hash,
    beginning,
    column_max,
  }: {
    readonly kind: NumberedKind;
    readonly hash: number;
    readonly beginning: string;
    readonly column_max: number;
  },
): Sql {
  const known = beginning.replace(/[^0-9]/g, '').slice(0, DIGITS);
  return sql`(select ${trusted(`'${kind}'`)} as kind, column_hash, batch_id, row_no from number_order
    where ${isOfBook(BOOK, bookId)} and column_hash = ${hash}::integer
      and digits >= ${BigInt(known.padEnd(DIGITS, '0'))}::bigint and digits <= ${BigInt(known.padEnd(DIGITS, '9'))}::bigint
    limit ${column_max})`;
}

function hashOfColumn(kind: NumberedKind, column: string): Sql {
  return sql`(fact_hash(${nameOf(kind, column)}::text) >> 32)::integer`;
}

function nameOf(kind: NumberedKind, column: string): string {
  return `${kind}.${column}`;
}

/** Writes the numbers of rows in order of their digits, run by run. */
export async function orderNumbers(
  tx: Executor,
  bookId: string,
  rows: readonly RowsToIndex[],
  run_rows: number,
): Promise<void> {
  for (const run of columnRuns(rows, BEGUN_COLUMNS, run_rows)) {
    const numbers = run.map(
      ({ kind, column, where }) => sql`select ${hashOfColumn(kind, column)} as column_hash,
          ${digitsOf(trusted(column))} as digits, batch_id, row_no
        from ${trusted(kind)} where ${isOfBook(BOOK, bookId)} and ${where} and ${trusted(column)} is not null`,
    );
    await tx.execute(sql`insert into number_order (book_id, column_hash, digits, batch_id, row_no)
      select ${bookId}::text, column_hash, digits, batch_id, row_no from (${join(numbers, ' union all ')}) n
      order by column_hash, digits`);
  }
}

/** The digits of a number as one that has the order of beginnings: what begins with a text lies between its digits with 0 and with 9. */
function digitsOf(number: Sql): Sql {
  const digits = sql`regexp_replace(${number}, '[^0-9]', '', 'g')`;
  return sql`rpad(left(${digits}, ${DIGITS}::integer), ${DIGITS}::integer, '0')::bigint`;
}

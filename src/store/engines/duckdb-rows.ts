import {
  type DuckDBDataChunk,
  type DuckDBResult,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { momentSince1970 } from '../../calendar/wall-time.ts';
import type { SqlValue } from '../sql.ts';
import { textsOf } from './duckdb-texts.ts';

/** How the rows of a result are read out of its chunks. */
export function rowsOf<T extends object>(result: DuckDBResult): (chunk: DuckDBDataChunk) => T[] {
  const columns = result
    .columnNames()
    .map((name, column) => [name, readerOf(result.columnTypeId(column), name)] as const);
  return (chunk) => {
    const rows: Record<string, SqlValue>[] = Array.from({ length: chunk.rowCount }, () => ({}));
    for (const [column, [name, read]] of columns.entries()) {
      const values = read(chunk, column);
      for (const [index, row] of rows.entries()) row[name] = values[index] ?? null;
    }
    return rows as T[];
  };
}

/** Reads a column of a chunk. */
type Reader = (chunk: DuckDBDataChunk, column: number) => readonly SqlValue[];

const asIs = each((value) => value as SqlValue);

const READERS: Readonly<Partial<Record<DuckDBTypeId, Reader>>> = {
  [DuckDBTypeId.BOOLEAN]: asIs,
  [DuckDBTypeId.TINYINT]: asIs,
  [DuckDBTypeId.SMALLINT]: asIs,
  [DuckDBTypeId.INTEGER]: asIs,
  [DuckDBTypeId.BIGINT]: asIs,
  [DuckDBTypeId.VARCHAR]: textsOf,
  [DuckDBTypeId.SQLNULL]: asIs,
  [DuckDBTypeId.DATE]: each(String),
  [DuckDBTypeId.TIMESTAMP]: each(wallTime),
};

function readerOf(type: DuckDBTypeId, name: string): Reader {
  const read = READERS[type];
  if (read === undefined)
    throw new TypeError(
      `column ${name} is ${DuckDBTypeId[type]}: cast it to bigint, integer, text or timestamp`,
    );
  return read;
}

function each(read: (value: DuckDBValue) => SqlValue): Reader {
  return (chunk, column) => {
    const vector = chunk.getColumnVector(column);
    return Array.from({ length: chunk.rowCount }, (_, index) => {
      const value = vector.getItem(index);
      return value === null ? null : read(value);
    });
  };
}

/** Seconds of 0001-01-01 and 10000-01-01: between them a date has four digits for its year. */
const [FIRST_SECOND, END_SECOND] = [-62_135_596_800n, 253_402_300_800n];
const MICROS = 1_000_000n;

function wallTime(value: DuckDBValue): string {
  if (!(value instanceof DuckDBTimestampValue)) return String(value).slice(0, 19);
  const { micros } = value;
  const second = micros / MICROS - (micros % MICROS < 0n ? 1n : 0n);
  if (second < FIRST_SECOND || second >= END_SECOND) return String(value).slice(0, 19);
  return momentSince1970(Number(second));
}

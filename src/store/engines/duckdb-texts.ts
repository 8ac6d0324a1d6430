import { isAscii } from 'node:buffer';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** What tells a text of a column: its length and, in 12 bytes, the text itself or four bytes of it and its address. */
const CELL_BYTES = 16;
const INLINE_MAX = 12;
const TEXT_AT = 4;
const ADDRESS_AT = 8;

/**
 * The texts of a column of a chunk. Long ones lie one after another in few places of the engine's memory: such a place is
 * fetched whole, where the library asks for every text by itself.
 */
export function textsOf(chunk: DuckDBDataChunk, column: number): (string | null)[] {
  const count = chunk.rowCount;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  const cells = asBuffer(duckdb.vector_get_data(vector, count * CELL_BYTES));
  const texts: (string | null)[] = Array.from({ length: count }, () => null);
  let place: number[] = [];
  let end = 0;
  for (const row of rowsWithValues(vector, count)) {
    const at = row * CELL_BYTES;
    const length = cells.readUInt32LE(at);
    if (length <= INLINE_MAX) {
      texts[row] = cells.toString('utf8', at + TEXT_AT, at + TEXT_AT + length);
      continue;
    }
    const address = addressAt(cells, at + ADDRESS_AT);
    if (address !== end) {
      readPlace(cells, place, texts);
      place = [];
    }
    place.push(row);
    end = address + length;
  }
  readPlace(cells, place, texts);
  return texts;
}

/** Reads the long texts of rows that lie one after another. */
function readPlace(cells: Buffer, rows: readonly number[], texts: (string | null)[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const bytes_total = rows.reduce((sum, row) => sum + cells.readUInt32LE(row * CELL_BYTES), 0);
  const pointer = cells.byteOffset + first * CELL_BYTES + ADDRESS_AT;
  const bytes = asBuffer(duckdb.get_data_from_pointer(cells.buffer as ArrayBuffer, pointer, bytes_total));
  const isPlain = isAscii(bytes);
  let from = 0;
  for (const row of rows) {
    const to = from + cells.readUInt32LE(row * CELL_BYTES);
    texts[row] = bytes.toString(isPlain ? 'latin1' : 'utf8', from, to);
    from = to;
  }
}

/** An address of a process has fewer than 53 bits. */
function addressAt(cells: Buffer, at: number): number {
  return cells.readUInt32LE(at) + cells.readUInt32LE(at + 4) * 2 ** 32;
}

function* rowsWithValues(vector: duckdb.Vector, count: number): Iterable<number> {
  // Null where no row is null.
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8);
  for (let row = 0; row < count; row++)
    if (bits === null || ((bits[row >> 3] ?? 0) >> (row & 7)) & 1) yield row;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

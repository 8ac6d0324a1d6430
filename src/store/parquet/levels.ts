import { putVarint } from './thrift.ts';

/**
 * Definition levels of a data page: one run where all values are there or none is, else packed bits.
 * @param presence a bit a row, the first row lowest
 * Source: the Apache Parquet format, RLE / bit-packing hybrid.
 */
export function levelsOf(presence: Uint8Array, present: number, rows: number): readonly Uint8Array[] {
  const levels: number[] = [];
  const isRun = present === 0 || present === rows;
  if (isRun) {
    putVarint(levels, rows * 2);
    levels.push(present === 0 ? 0 : 1);
  } else putVarint(levels, Math.ceil(rows / 8) * 2 + 1);
  const packed = isRun ? [] : [presence];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(levels.length + (isRun ? 0 : presence.length));
  return [length, Buffer.from(levels), ...packed];
}

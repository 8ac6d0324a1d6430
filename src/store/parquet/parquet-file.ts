import { type ThriftFields, type ThriftValue, thriftBytes } from './thrift.ts';

/** A column of a file with the data page of its only row group: definition levels and plain values. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  /** In parts. */
  readonly page: readonly Uint8Array[];
}

/** The types that staging columns need: physical type, and what it stands for. */
export type ParquetType = keyof typeof TYPES;

const INT32 = 1;
const INT64 = 2;
const BYTE_ARRAY = 6;
const TYPES = {
  integer: { physical: INT32, stands_for: null },
  bigint: { physical: INT64, stands_for: null },
  /** Microseconds since 1970 of a clock without zones. */
  timestamp: { physical: INT64, stands_for: 10 },
  text: { physical: BYTE_ARRAY, stands_for: 0 },
} as const;

const MAGIC = Buffer.from('PAR1');
const VERSION = 1;
const OPTIONAL = 1;
const PLAIN = 0;
const RLE = 3;
const UNCOMPRESSED = 0;
const PAGE_OF_VALUES = 0;

/**
 * The parts of a Parquet file of one row group with one plain, uncompressed page a column.
 * Source: the Apache Parquet format, `parquet.thrift`.
 */
export function parquetFile(columns: readonly ParquetColumn[], rows: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [MAGIC];
  const chunks: ThriftValue[] = [];
  let offset = MAGIC.length;
  for (const column of columns) {
    const page = column.page.reduce((length, part) => length + part.length, 0);
    const header = pageHeader(page, rows);
    const size = header.length + page;
    chunks.push(chunkOf(column, rows, offset, size));
    parts.push(header, ...column.page);
    offset += size;
  }
  const footer = thriftBytes(metadata(columns, rows, chunks, offset));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return [...parts, footer, length, MAGIC];
}

function pageHeader(size: number, rows: number): Buffer {
  const levels = [
    [2, { i32: PLAIN }],
    [3, { i32: RLE }],
    [4, { i32: RLE }],
  ] as const;
  return thriftBytes([
    [1, { i32: PAGE_OF_VALUES }],
    [2, { i32: size }],
    [3, { i32: size }],
    [5, { fields: [[1, { i32: rows }], ...levels] }],
  ]);
}

function chunkOf({ name, type }: ParquetColumn, rows: number, offset: number, size: number): ThriftValue {
  const about: ThriftFields = [
    [1, { i32: TYPES[type].physical }],
    [2, { list: [{ i32: PLAIN }, { i32: RLE }] }],
    [3, { list: [{ text: name }] }],
    [4, { i32: UNCOMPRESSED }],
    [5, { i64: rows }],
    [6, { i64: size }],
    [7, { i64: size }],
    [9, { i64: offset }],
  ];
  return {
    fields: [
      [2, { i64: offset }],
      [3, { fields: about }],
    ],
  };
}

function metadata(
  columns: readonly ParquetColumn[],
  rows: number,
  chunks: readonly ThriftValue[],
  size: number,
): ThriftFields {
  const root: ThriftValue = {
    fields: [
      [4, { text: 'facts' }],
      [5, { i32: columns.length }],
    ],
  };
  const row_group: ThriftFields = [
    [1, { list: chunks }],
    [2, { i64: size }],
    [3, { i64: rows }],
  ];
  return [
    [1, { i32: VERSION }],
    [2, { list: [root, ...columns.map(elementOf)] }],
    [3, { i64: rows }],
    [4, { list: [{ fields: row_group }] }],
  ];
}

function elementOf({ name, type }: ParquetColumn): ThriftValue {
  const { physical, stands_for } = TYPES[type];
  const converted: ThriftFields = stands_for === null ? [] : [[6, { i32: stands_for }]];
  return {
    fields: [[1, { i32: physical }], [3, { i32: OPTIONAL }], [4, { text: name }], ...converted],
  };
}

/** The types of the fields of a struct, as the compact protocol codes them. */
const INTEGER_32 = 5;
const INTEGER_64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** A value of a field. Integers of a list are of 32 bits. */
export type ThriftValue =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly list: readonly ThriftValue[] }
  | { readonly fields: ThriftFields };

/** The fields of a struct by their ids, in ascending order. */
export type ThriftFields = readonly (readonly [id: number, value: ThriftValue])[];

/**
 * A struct in Thrift's compact protocol, the part of it that the headers of a Parquet file need.
 * Source: the Apache Thrift compact protocol encoding.
 */
export function thriftBytes(fields: ThriftFields): Buffer {
  const bytes: number[] = [];
  putFields(bytes, fields);
  return Buffer.from(bytes);
}

function putFields(bytes: number[], fields: ThriftFields): void {
  let before = 0;
  for (const [id, value] of fields) {
    bytes.push(((id - before) << 4) | typeOf(value));
    putValue(bytes, value);
    before = id;
  }
  bytes.push(0);
}

function typeOf(value: ThriftValue): number {
  if ('i32' in value) return INTEGER_32;
  if ('i64' in value) return INTEGER_64;
  if ('text' in value) return BINARY;
  return 'list' in value ? LIST : STRUCT;
}

function putValue(bytes: number[], value: ThriftValue): void {
  if ('i32' in value) putInteger(bytes, value.i32);
  else if ('i64' in value) putInteger(bytes, value.i64);
  else if ('text' in value) putText(bytes, value.text);
  else if ('list' in value) putList(bytes, value.list);
  else putFields(bytes, value.fields);
}

function putText(bytes: number[], text: string): void {
  const coded = Buffer.from(text);
  putVarint(bytes, coded.length);
  bytes.push(...coded);
}

const SHORT_LIST_MAX = 14;

function putList(bytes: number[], items: readonly ThriftValue[]): void {
  const type = items[0] === undefined ? INTEGER_32 : typeOf(items[0]);
  if (items.length <= SHORT_LIST_MAX) bytes.push((items.length << 4) | type);
  else {
    bytes.push(0xf0 | type);
    putVarint(bytes, items.length);
  }
  for (const item of items) putValue(bytes, item);
}

/** A whole number that is not negative, zigzag: twice itself. */
function putInteger(bytes: number[], value: number): void {
  putVarint(bytes, value * 2);
}

/** Seven bits a byte, the lowest first. */
export function putVarint(bytes: number[], value: number): void {
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  bytes.push(left);
}

import { type FileHandle, open } from 'node:fs/promises';
import { DuideshangError } from '../../errors.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  END64_BYTES,
  END64_LOCATOR_BYTES,
  END64_LOCATOR_SIGNATURE,
  extraField,
  FLAG_UTF8,
  UINT16_MAX,
  UINT32_MAX,
  ZIP64_EXTRA_ID,
} from './format.ts';

/** A member of a zip, as its central directory states it. Sizes and offsets in bytes. */
export interface ZipMember {
  readonly name: string;
  /** Name as its bytes, and whether they are declared UTF-8. */
  readonly raw_name: Buffer;
  readonly utf8: boolean;
  /** Date and time words of the format. */
  readonly stamp: number;
  readonly packed_bytes: number;
  readonly unpacked_bytes: number;
  readonly offset: number;
  /** Where the bytes of the member end in the file: the next member, or the central directory. */
  readonly end: number;
  /** The record of the central directory as it is in the file. */
  readonly record: Buffer;
}

/** A zip opened for reading: its members in the order of their bytes. */
export interface ZipArchive {
  readonly path: string;
  readonly file: FileHandle;
  readonly members: readonly ZipMember[];
  readonly comment: Buffer;
  close(): Promise<void>;
}

/** Opens a zip and reads its central directory. */
export async function openZip(path: string): Promise<ZipArchive> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const end = await readEnd(file, size, path);
    const records = await readAt(file, end.offset, end.bytes);
    return {
      path,
      file,
      members: membersOf(records, end.offset),
      comment: end.comment,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The bytes of a file from `start` to before `end`, in pieces. */
export async function* readRange(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  const step = 1 << 18;
  for (let at = start; at < end; at += step) yield await readAt(file, at, Math.min(step, end - at));
}

interface End {
  readonly offset: number;
  readonly bytes: number;
  readonly comment: Buffer;
}

async function readEnd(file: FileHandle, size: number, path: string): Promise<End> {
  const tail = await readAt(
    file,
    Math.max(0, size - END_BYTES - UINT16_MAX),
    Math.min(size, END_BYTES + UINT16_MAX),
  );
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || tail.readUInt32LE(at) !== END_SIGNATURE)
    throw new DuideshangError('report_original_unreadable', { file: path });
  const comment = tail.subarray(at + END_BYTES, at + END_BYTES + tail.readUInt16LE(at + 20));
  const locator = at - END64_LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR_SIGNATURE) {
    const end64 = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), END64_BYTES);
    return {
      offset: Number(end64.readBigUInt64LE(48)),
      bytes: Number(end64.readBigUInt64LE(40)),
      comment,
    };
  }
  return { offset: tail.readUInt32LE(at + 16), bytes: tail.readUInt32LE(at + 12), comment };
}

function membersOf(records: Buffer, directory: number): ZipMember[] {
  const found: Omit<ZipMember, 'end'>[] = [];
  for (let at = 0; at + CENTRAL_BYTES <= records.length && records.readUInt32LE(at) === CENTRAL_SIGNATURE; ) {
    const bytes =
      CENTRAL_BYTES +
      records.readUInt16LE(at + 28) +
      records.readUInt16LE(at + 30) +
      records.readUInt16LE(at + 32);
    found.push(memberOf(records.subarray(at, at + bytes)));
    at += bytes;
  }
  found.sort((one, other) => one.offset - other.offset);
  return found.map((member, index) => ({ ...member, end: found[index + 1]?.offset ?? directory }));
}

function memberOf(record: Buffer): Omit<ZipMember, 'end'> {
  const nameEnd = CENTRAL_BYTES + record.readUInt16LE(28);
  const flags = record.readUInt16LE(8);
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const [unpacked, packed, offset] = sizesOf(record, extra);
  return {
    name: memberName(record.subarray(CENTRAL_BYTES, nameEnd), (flags & FLAG_UTF8) !== 0),
    raw_name: record.subarray(CENTRAL_BYTES, nameEnd),
    utf8: (flags & FLAG_UTF8) !== 0,
    stamp: record.readUInt32LE(12),
    packed_bytes: packed,
    unpacked_bytes: unpacked,
    offset,
    record,
  };
}

function sizesOf(record: Buffer, extra: Buffer): [number, number, number] {
  const large = extraField(extra, ZIP64_EXTRA_ID);
  let at = 0;
  const value = (narrow: number): number => {
    if (narrow !== UINT32_MAX || large === null) return narrow;
    at += 8;
    return Number(large.readBigUInt64LE(at - 8));
  };
  return [value(record.readUInt32LE(24)), value(record.readUInt32LE(20)), value(record.readUInt32LE(42))];
}

/** Names without the UTF-8 flag are UTF-8 where that is valid, else GBK, which Chinese Windows writes. */
function memberName(bytes: Buffer, utf8: boolean): string {
  if (utf8) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

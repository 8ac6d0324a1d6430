import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { readRange, type ZipArchive, type ZipMember } from './archive.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  END_BYTES,
  END_SIGNATURE,
  END64_BYTES,
  END64_LOCATOR_BYTES,
  END64_LOCATOR_SIGNATURE,
  END64_SIGNATURE,
  FLAG_UTF8,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  METHOD_DEFLATED,
  UINT16_MAX,
  UINT32_MAX,
  withoutExtra,
  ZIP64_EXTRA_ID,
  zip64Extra,
} from './format.ts';

const DEFLATE_LEVEL = 3;
/** 1980-01-01 00:00, the first moment of the format: the same content gives the same bytes. */
const NO_TIME = 0x00210000;
const ZIP64_LOCAL_BYTES = 20;

/** What a member is packed under. `large`: it may exceed 4 GiB, so room for 64-bit sizes is kept. */
export interface NewMember {
  readonly name: Buffer;
  readonly utf8: boolean;
  readonly large: boolean;
  /** Date and time words of the format, from the member that this one replaces. */
  readonly stamp?: number;
}

interface Written {
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
}

/** Writes a zip to a file, member by member; memory does not grow with a member. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #records: Buffer[] = [];
  #at = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Opens a new file; an old one of the name is replaced. */
  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'w'));
  }

  /** Packs one member. */
  async add(member: NewMember | string, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    const named: NewMember =
      typeof member === 'string' ? { name: Buffer.from(member), utf8: true, large: false } : member;
    const offset = this.#at;
    const header = localHeader(named, { packed: 0, unpacked: 0, crc: 0 });
    await this.#append(header);
    const written = await this.#deflate(content);
    if (!named.large && (written.unpacked > UINT32_MAX || written.packed > UINT32_MAX)) {
      throw new RangeError(`${named.name.toString()} exceeds 4 GiB and was not declared large`);
    }
    await this.#file.write(localHeader(named, written), 0, header.length, offset);
    this.#records.push(centralRecord(named, written, offset));
  }

  /** Copies a member of another zip byte for byte, packed as it is. */
  async copy(source: ZipArchive, member: ZipMember): Promise<void> {
    const offset = this.#at;
    for await (const piece of readRange(source.file, member.offset, member.end)) await this.#append(piece);
    this.#records.push(movedRecord(member, offset));
  }

  /** Writes the central directory and closes the file. */
  async finish(comment: Buffer = Buffer.alloc(0)): Promise<void> {
    const offset = this.#at;
    for (const record of this.#records) await this.#append(record);
    await this.#append(endOf(this.#records.length, this.#at - offset, offset, comment));
    await this.#file.close();
  }

  /** Closes the file without finishing it. */
  async abandon(): Promise<void> {
    await this.#file.close();
  }

  async #append(bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes, 0, bytes.length, this.#at);
    this.#at += bytes.length;
  }

  async #deflate(content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Written> {
    const start = this.#at;
    let unpacked = 0;
    let crc = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        unpacked += piece.length;
        crc = crc32(piece, crc);
        yield piece;
      }
    }
    await pipeline(
      Readable.from(counted(), { objectMode: false }),
      createDeflateRaw({ level: DEFLATE_LEVEL, chunkSize: 1 << 17 }),
      async (packed: AsyncIterable<Buffer>) => {
        for await (const piece of packed) await this.#append(piece);
      },
    );
    return { packed: this.#at - start, unpacked, crc };
  }
}

function localHeader(member: NewMember, written: Written): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  header.writeUInt16LE(member.large ? 45 : 20, 4);
  header.writeUInt16LE(member.utf8 ? FLAG_UTF8 : 0, 6);
  header.writeUInt16LE(METHOD_DEFLATED, 8);
  header.writeUInt32LE(member.stamp ?? NO_TIME, 10);
  header.writeUInt32LE(written.crc, 14);
  header.writeUInt32LE(member.large ? UINT32_MAX : written.packed, 18);
  header.writeUInt32LE(member.large ? UINT32_MAX : written.unpacked, 22);
  header.writeUInt16LE(member.name.length, 26);
  header.writeUInt16LE(member.large ? ZIP64_LOCAL_BYTES : 0, 28);
  const extra = member.large ? zip64Extra([written.unpacked, written.packed]) : Buffer.alloc(0);
  return Buffer.concat([header, member.name, extra]);
}

function centralRecord(member: NewMember, written: Written, offset: number): Buffer {
  const wide = [
    ...(member.large ? [written.unpacked, written.packed] : []),
    ...(offset >= UINT32_MAX ? [offset] : []),
  ];
  const extra = zip64Extra(wide);
  const record = Buffer.alloc(CENTRAL_BYTES);
  record.writeUInt32LE(CENTRAL_SIGNATURE, 0);
  record.writeUInt16LE(wide.length > 0 ? 45 : 20, 4);
  record.writeUInt16LE(wide.length > 0 ? 45 : 20, 6);
  record.writeUInt16LE(member.utf8 ? FLAG_UTF8 : 0, 8);
  record.writeUInt16LE(METHOD_DEFLATED, 10);
  record.writeUInt32LE(member.stamp ?? NO_TIME, 12);
  record.writeUInt32LE(written.crc, 16);
  record.writeUInt32LE(member.large ? UINT32_MAX : written.packed, 20);
  record.writeUInt32LE(member.large ? UINT32_MAX : written.unpacked, 24);
  record.writeUInt16LE(member.name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(Math.min(offset, UINT32_MAX), 42);
  return Buffer.concat([record, member.name, extra]);
}

/** The central record of a copied member at its new place. Sizes beyond 4 GiB keep their 64-bit field. */
function movedRecord(member: ZipMember, offset: number): Buffer {
  const record = member.record;
  const nameEnd = CENTRAL_BYTES + record.readUInt16LE(28);
  const extraEnd = nameEnd + record.readUInt16LE(30);
  const wide = [
    ...(record.readUInt32LE(24) === UINT32_MAX ? [member.unpacked_bytes] : []),
    ...(record.readUInt32LE(20) === UINT32_MAX ? [member.packed_bytes] : []),
    ...(offset >= UINT32_MAX ? [offset] : []),
  ];
  const others = withoutExtra(record.subarray(nameEnd, extraEnd), ZIP64_EXTRA_ID);
  const extra = Buffer.concat([zip64Extra(wide), others]);
  const head = Buffer.from(record.subarray(0, CENTRAL_BYTES));
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(Math.min(offset, UINT32_MAX), 42);
  return Buffer.concat([head, record.subarray(CENTRAL_BYTES, nameEnd), extra, record.subarray(extraEnd)]);
}

function endOf(count: number, bytes: number, offset: number, comment: Buffer): Buffer {
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(Math.min(count, UINT16_MAX), 8);
  end.writeUInt16LE(Math.min(count, UINT16_MAX), 10);
  end.writeUInt32LE(Math.min(bytes, UINT32_MAX), 12);
  end.writeUInt32LE(Math.min(offset, UINT32_MAX), 16);
  end.writeUInt16LE(comment.length, 20);
  const wide = count >= UINT16_MAX || bytes >= UINT32_MAX || offset >= UINT32_MAX;
  return Buffer.concat([wide ? end64(count, bytes, offset) : Buffer.alloc(0), end, comment]);
}

function end64(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(END64_BYTES + END64_LOCATOR_BYTES);
  end.writeUInt32LE(END64_SIGNATURE, 0);
  end.writeBigUInt64LE(BigInt(END64_BYTES - 12), 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(END64_LOCATOR_SIGNATURE, END64_BYTES);
  end.writeBigUInt64LE(BigInt(offset + bytes), END64_BYTES + 8);
  end.writeUInt32LE(1, END64_BYTES + 16);
  return end;
}

import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { ByteTarget } from './byte-sink.ts';
import { OutFile } from './out-file.ts';

/** 1 January 2026 in the date format of zip, so that the same seed gives the same bytes. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
const LOCAL_BYTES = 30;
const CHUNK_BYTES = 1 << 20;

interface Entry {
  name: Uint8Array;
  offset: number;
  crc: number;
  packed: number;
  unpacked: number;
}

/**
 * Writes a zip from front to back. Names are given as bytes and carry no UTF-8 flag, as the zips of Alipay do. One
 * member is open at a time. No zip64: every member stays below 4 GiB.
 */
export class ZipFile {
  private readonly file: OutFile;
  private readonly entries: Entry[] = [];

  constructor(path: string) {
    this.file = new OutFile(path);
  }

  /** Opens a member; its `close` ends it. */
  member(name: Uint8Array): ByteTarget {
    const entry: Entry = { name, offset: this.file.size, crc: 0, packed: 0, unpacked: 0 };
    this.entries.push(entry);
    this.file.write(localHeader(entry));
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    const pack = (last: boolean) => {
      const packed = packBlock(Buffer.concat(pending), last);
      pending = [];
      pendingBytes = 0;
      entry.packed += packed.length;
      this.file.write(packed);
    };
    return {
      write: (bytes) => {
        entry.crc = crc32(bytes, entry.crc);
        entry.unpacked += bytes.length;
        pending.push(bytes.slice());
        pendingBytes += bytes.length;
        if (pendingBytes >= CHUNK_BYTES) pack(false);
      },
      close: () => {
        pack(true);
        this.file.patch(entry.offset, localHeader(entry));
      },
    };
  }

  /** A whole member at once. */
  add(name: Uint8Array, bytes: Uint8Array): void {
    const member = this.member(name);
    member.write(bytes);
    member.close();
  }

  /** Writes the directory and closes the file. */
  close(): void {
    const start = this.file.size;
    for (const entry of this.entries) this.file.write(centralHeader(entry));
    this.file.write(endRecord(this.entries.length, this.file.size - start, start));
    this.file.close();
  }
}

/** A block that ends on a byte boundary and looks back at nothing before it: blocks can simply follow each other. */
function packBlock(bytes: Uint8Array, last: boolean): Uint8Array {
  const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  return deflateRawSync(bytes, { level: 3, finishFlush });
}

function localHeader(entry: Entry): Uint8Array {
  const header = Buffer.alloc(LOCAL_BYTES + entry.name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  writeSizes(header, 14, entry);
  header.writeUInt16LE(entry.name.length, 26);
  header.set(entry.name, LOCAL_BYTES);
  return header;
}

function centralHeader(entry: Entry): Uint8Array {
  const header = Buffer.alloc(46 + entry.name.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(8, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  writeSizes(header, 16, entry);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  header.set(entry.name, 46);
  return header;
}

function writeSizes(header: Buffer, at: number, entry: Entry): void {
  header.writeUInt32LE(entry.crc, at);
  header.writeUInt32LE(entry.packed, at + 4);
  header.writeUInt32LE(entry.unpacked, at + 8);
}

function endRecord(count: number, size: number, offset: number): Uint8Array {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

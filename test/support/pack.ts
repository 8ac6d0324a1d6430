import { crc32, deflateRawSync } from 'node:zlib';

/** A file for a zip. What is left out is as it should be; what is given is written, true or not. */
export interface PackedFile {
  readonly name: string | Buffer;
  readonly bytes: Buffer;
  readonly stored?: boolean;
  readonly said_size?: number;
  readonly said_crc?: number;
  /** So many bytes of empty pieces go before what is packed: it shrinks less here, and again in a zip around this one. */
  readonly swollen_bytes?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8 = 0x0800;

/** A zip written byte by byte: what no library would write can be. */
export function pack(files: readonly PackedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const packed = file.stored ? file.bytes : Buffer.concat([emptyPieces(file), deflateRawSync(file.bytes)]);
    const tail = fieldsOf(file, name, packed);
    const local = Buffer.concat([words32(LOCAL), words16(20), tail, words16(0), name, packed]);
    const central = [words32(CENTRAL), words16(20, 20), tail, words16(0, 0, 0, 0), words32(0, offset), name];
    parts.push(local);
    directory.push(Buffer.concat(central));
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = Math.min(files.length, 0xffff);
  const end = [words32(END), words16(0, 0, count, count), words32(listed.length, offset), words16(0)];
  return Buffer.concat([...parts, listed, ...end]);
}

/** What the local header and the directory both say, up to the length of the name. */
function fieldsOf(file: PackedFile, name: Buffer, packed: Buffer): Buffer {
  const { bytes, said_crc = crc32(bytes), said_size = bytes.length } = file;
  return Buffer.concat([
    words16(UTF8, file.stored ? 0 : 8, 0, 0x21),
    words32(said_crc, packed.length, said_size),
    words16(name.length),
  ]);
}

/** Pieces of a deflated stream that hold nothing (RFC 1951, 3.2.4). */
function emptyPieces({ swollen_bytes = 0 }: PackedFile): Buffer {
  return Buffer.alloc(swollen_bytes - (swollen_bytes % 5), Buffer.of(0, 0, 0, 0xff, 0xff));
}

function words16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => {
    bytes.writeUInt16LE(value, at * 2);
  });
  return bytes;
}

function words32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => {
    bytes.writeUInt32LE(value >>> 0, at * 4);
  });
  return bytes;
}

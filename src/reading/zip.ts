import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { crc32, createInflateRaw } from 'node:zlib';
import {
  type Entry,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  Reader,
  ZipReader,
} from '@zip.js/zip.js';
import { DuideshangError } from '../errors.ts';
import { free } from './free.ts';
import type { Content, Origin } from './origin.ts';
import { errorAt, memberPlace, type Place } from './place.ts';

/** A file inside a zip. Its content is unpacked anew at every reading, within the limits. */
export interface Member extends Content {
  readonly name: string;
  readonly place: Place;
}

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER_MARK = 0x04034b50;
/** Members smaller than this may shrink as much as they like, */
const RATIO_FREE_BYTES = 1024 ** 2;
/** as long as all members together, those of zips inside included, unpack to no more than this beyond the ratio. */
const EXCESS_BYTES_MAX = 64 * 1024 ** 2;

/**
 * The files of a zip, in the order of its directory; folders and the marks of macOS are left out. Names without the
 * UTF-8 flag are read as UTF-8 if they are valid in it, otherwise as GB18030, as Chinese Windows writes them.
 */
export async function zipMembers(place: Place, origin: Origin): Promise<Member[]> {
  const members: Member[] = [];
  const limit = place.options.limits.zip_members_max;
  const entries = await directoryOf(place, origin);
  if (entriesOverlap(entries, origin.size)) throw errorAt(place, 'archive_broken');
  const share = place.packed_bytes === null ? 1 : place.packed_bytes / origin.size;
  for (const entry of entries) {
    const name = nameOfEntry(entry);
    if (entry.directory || isMark(name)) continue;
    if (members.length === limit) throw errorAt(place, 'archive_too_many_members', { limit });
    const inside = memberPlace(place, name, entry.compressedSize * share);
    const chunks = () => unpack(inside, origin, entry);
    members.push({ name, place: inside, chunks, passing: () => freed(chunks()) });
  }
  return members;
}

/** Whether members share packed bytes, which is how small zips become huge ones. */
function entriesOverlap(entries: readonly Entry[], size: number): boolean {
  const inOrder = [...entries].sort((one, other) => one.offset - other.offset);
  return inOrder.some(({ offset, compressedSize }, at) => {
    const next = inOrder[at + 1]?.offset ?? size;
    return offset + LOCAL_HEADER_BYTES + compressedSize > next;
  });
}

class OriginReader extends Reader<Origin> {
  readonly #origin: Origin;

  constructor(origin: Origin) {
    super(origin);
    this.#origin = origin;
    this.size = origin.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#origin.read(index, index + length);
  }
}

async function directoryOf(place: Place, origin: Origin): Promise<Entry[]> {
  const entries: Entry[] = [];
  const entriesMax = place.options.limits.zip_members_max * 2;
  try {
    const reader = new ZipReader(new OriginReader(origin), { strictness: 'tolerant' });
    for await (const entry of reader.getEntriesGenerator()) {
      if (entries.push(entry) > entriesMax) break;
    }
    return entries;
  } catch (error) {
    throw errorAt(place, 'archive_broken', {}, error);
  }
}

function nameOfEntry(entry: Entry): string {
  if (entry.filenameUTF8) return entry.filename;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.rawFilename);
  } catch {
    return new TextDecoder('gb18030').decode(entry.rawFilename);
  }
}

function isMark(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
}

/** The unpacked bytes of a member. What its directory entry says of sizes is not believed: output is measured. */
async function* unpack(place: Place, origin: Origin, entry: FileEntry): AsyncGenerator<Buffer> {
  const { signal, limits } = place.options;
  let unpackedBytes = 0;
  let crc = 0;
  try {
    for await (const chunk of bytesOf(place, origin, entry)) {
      signal?.throwIfAborted();
      unpackedBytes += chunk.length;
      refuseBomb(place, unpackedBytes, chunk.length);
      if (unpackedBytes > limits.file_bytes_max) {
        throw errorAt(place, 'file_too_large', { limit: limits.file_bytes_max });
      }
      crc = entry.encrypted ? 0 : crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof DuideshangError || signal?.aborted) throw error;
    throw unpackError(place, entry, error);
  }
  if (!entry.encrypted && crc !== entry.signature) throw errorAt(place, 'archive_broken');
}

async function* freed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk;
    free(chunk);
  }
}

/** Refuses a member that shrinks more than the zips around it allow, or one too many of those that may. */
function refuseBomb(place: Place, unpackedBytes: number, moreBytes: number): void {
  const limit = place.options.limits.zip_ratio_max;
  const excess = unpackedBytes - (place.packed_bytes ?? 0) * limit;
  if (excess <= 0) return;
  place.given.excess_bytes += Math.min(excess, moreBytes);
  if (unpackedBytes <= RATIO_FREE_BYTES && place.given.excess_bytes <= EXCESS_BYTES_MAX) return;
  throw errorAt(place, 'archive_ratio', { limit });
}

function unpackError(place: Place, entry: FileEntry, error: unknown): Error {
  const message = error instanceof Error ? error.message : '';
  if (message === ERR_ENCRYPTED) return errorAt(place, 'password_missing', {}, error);
  if (message === ERR_UNSUPPORTED_COMPRESSION || message === ERR_UNSUPPORTED_ENCRYPTION) {
    return errorAt(place, 'file_kind_unknown', { kind: `zip (${entry.compressionMethod})` }, error);
  }
  // ZipCrypto proves a password by one byte only: one wrong one in 256 shows itself as damage.
  const wrong = message === ERR_INVALID_PASSWORD || entry.zipCrypto;
  return errorAt(place, wrong ? 'password_wrong' : 'archive_broken', {}, error);
}

async function* bytesOf(place: Place, origin: Origin, entry: FileEntry): AsyncIterable<Buffer> {
  const plain = entry.compressionMethod === STORED || entry.compressionMethod === DEFLATED;
  if (entry.encrypted || !plain) {
    yield* decrypted(place, entry);
    return;
  }
  const from = await packedStart(place, origin, entry);
  const chunks = origin.chunks(from, Math.min(from + entry.compressedSize, origin.size));
  if (entry.compressionMethod === STORED) yield* chunks;
  else yield* inflated(chunks);
}

async function packedStart(place: Place, origin: Origin, entry: FileEntry): Promise<number> {
  const header = await origin.read(entry.offset, entry.offset + LOCAL_HEADER_BYTES);
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER_MARK) {
    throw errorAt(place, 'archive_broken');
  }
  return entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Node's own inflate: three times as fast as going through web streams. */
async function* inflated(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  // The error of either end comes out of the loop below.
  pipeline(Readable.from(chunks, { objectMode: false }), inflate, () => undefined);
  for await (const chunk of inflate) yield chunk;
}

async function* decrypted(place: Place, entry: FileEntry): AsyncGenerator<Buffer> {
  const { password, signal } = place.options;
  if (entry.encrypted && (password === undefined || password === '')) throw new Error(ERR_ENCRYPTED);
  const options = {
    ...(password === undefined ? {} : { password }),
    ...(signal === undefined ? {} : { signal }),
    useWebWorkers: false,
    checkCrc32: true,
  };
  if (entry.encrypted) await entry.getData(new WritableStream(), { ...options, checkPasswordOnly: true });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const done = entry.getData(writable, options);
  done.catch(() => undefined);
  for await (const chunk of readable) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  await done;
}

import { open, stat } from 'node:fs/promises';
import { errorAt, type Place } from './place.ts';

/** Bytes that can be read any number of times from their start. */
export interface Content {
  chunks(): AsyncIterable<Buffer>;
  /**
   * Like `chunks`, but a chunk is good only until the next is asked for: nothing is allocated, and so nothing collected.
   * Absent where chunks are made anew anyway.
   */
  passing?(): AsyncIterable<Buffer>;
}

/** Bytes that can also be read from any place, as zips and workbooks need. */
export interface Origin extends Content {
  readonly size: number;
  /** The bytes from `from` up to `to` or the end. */
  read(from: number, to: number): Promise<Buffer>;
  chunks(from?: number, to?: number): AsyncIterable<Buffer>;
}

const CHUNK_BYTES = 1024 ** 2;

/** A file on disk. Every reading opens it anew, so nothing stays open. `report` hears how far the furthest reading is. */
export async function fileOrigin(
  place: Place,
  path: string,
  report?: (bytes: number) => void,
): Promise<Origin> {
  const size = await sizeOf(place, path);
  const signal = place.options.signal;
  let furthest = 0;
  const readAll = async function* (from: number, to: number, room: Room): AsyncGenerator<Buffer> {
    const file = await open(path);
    try {
      let next = ahead(readAt(file, from, to, room));
      for (let at = from; at < to; ) {
        signal?.throwIfAborted();
        const chunk = await next;
        if (chunk.length === 0) return;
        at += chunk.length;
        next = ahead(readAt(file, at, to, room));
        furthest = Math.max(furthest, at);
        report?.(furthest);
        yield chunk;
      }
      await next;
    } finally {
      await file.close();
    }
  };
  return {
    size,
    read: (from, to) => readPart(path, from, Math.min(to, size)),
    chunks: (from = 0, to = size) => readAll(from, to, Buffer.allocUnsafeSlow),
    passing: () => readAll(0, size, takingTurns()),
  };
}

/** Where the next chunk is read to. */
type Room = (length: number) => Buffer;

/** Two buffers in turn: while one is looked at, the other is read into. */
function takingTurns(): Room {
  const buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const;
  let turn = 0;
  return (length) => {
    turn = 1 - turn;
    return (turn === 0 ? buffers[0] : buffers[1]).subarray(0, length);
  };
}

/** Bytes in memory. */
export function memoryOrigin(bytes: Buffer): Origin {
  return {
    size: bytes.length,
    read: async (from, to) => bytes.subarray(from, to),
    async *chunks(from = 0, to = bytes.length) {
      for (let at = from; at < to; at += CHUNK_BYTES)
        yield bytes.subarray(at, Math.min(at + CHUNK_BYTES, to));
    },
  };
}

/** The first bytes of a content, at most `count`. */
export async function firstBytes(content: Content, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

async function sizeOf(place: Place, path: string): Promise<number> {
  const limit = place.options.limits.file_bytes_max;
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw errorAt(place, 'file_unreadable', { what: 'EISDIR' });
    const { size } = stats;
    if (size > limit) throw errorAt(place, 'file_too_large', { limit });
    await (await open(path)).close();
    return size;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^E[A-Z]+$/.test(code)) throw error;
    throw errorAt(place, 'file_unreadable', { what: code }, error);
  }
}

type File = Awaited<ReturnType<typeof open>>;

async function readAt(file: File, from: number, to: number, room: Room): Promise<Buffer> {
  const length = Math.min(CHUNK_BYTES, to - from);
  if (length <= 0) return Buffer.alloc(0);
  const chunk = room(length);
  const { bytesRead } = await file.read(chunk, 0, length, from);
  return chunk.subarray(0, bytesRead);
}

async function readPart(path: string, from: number, to: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(Math.max(0, to - from));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A promise that is awaited later: a refusal before that must not count as unhandled. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

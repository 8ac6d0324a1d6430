import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { errorAt, type Place } from '../place.ts';
import { type CellDecoder, cellDecoder } from './cell-decoders.ts';
import { type Encoding, encodingOfStart, encodingOfText } from './encodings.ts';

/** As many non-ASCII bytes decide an encoding; this much of the file after the first is looked at to find them. */
const EVIDENCE_BYTES = 256;
const EVIDENCE_WITHIN_BYTES = 4 * 1024 ** 2;
const SAMPLE_BYTES = 64 * 1024;

/**
 * The bytes of a text file on their way to the row scanner: without byte order mark, and as UTF-8 where the file's
 * own encoding cannot be split byte by byte. It settles the encoding, at the latest when the first non-ASCII byte
 * comes: until then every row reads the same in all of them.
 */
export class TextBytes {
  encoding: Encoding = 'utf-8';
  /** Whether `encoding` is final. */
  settled = false;
  /** For the cells of the bytes handed on. */
  decoder: CellDecoder = cellDecoder('utf-8');
  readonly #splitsByByte: boolean;
  #bom = 0;
  #transcoder: TextDecoder | null = null;

  /** `start` are the first bytes of the file; a `|` is also the second byte of characters in GB18030 and Big5. */
  constructor(start: Buffer, delimiter: string) {
    this.#splitsByByte = delimiter !== '|';
    const found = encodingOfStart(start);
    this.#bom = found?.bom ?? 0;
    if (found !== null) this.#settle(found.encoding);
  }

  /** The bytes to scan, good until the next are asked for. `row` tells how far the scanner is, for the error when no encoding fits. */
  async *from(place: Place, chunks: AsyncIterable<Buffer>, row: () => number): AsyncGenerator<Buffer> {
    let held: Buffer = Buffer.alloc(0);
    for await (const chunk of chunks) {
      const bytes = this.#withoutBom(chunk);
      if (!this.settled) {
        held = Buffer.concat([held, bytes]);
        if (isAscii(held)) {
          yield held;
          held = Buffer.alloc(0);
        }
        if (held.length === 0 || !enough(held)) continue;
        this.#decide(place, held, row());
        yield this.#plain(held);
      } else yield this.#plain(bytes);
    }
    if (!this.settled && held.length > 0) {
      this.#decide(place, held, row());
      yield this.#plain(held);
    }
    if (this.#transcoder !== null) yield Buffer.from(this.#transcoder.decode());
  }

  #withoutBom(chunk: Buffer): Buffer {
    const skipped = Math.min(this.#bom, chunk.length);
    this.#bom -= skipped;
    return chunk.subarray(skipped);
  }

  #decide(place: Place, bytes: Buffer, row: number): void {
    const encoding = encodingOfEvidence(bytes);
    if (encoding === null) throw errorAt(place, 'encoding_unknown', { row: row + 1 });
    this.#settle(encoding);
  }

  #settle(encoding: Encoding): void {
    this.settled = true;
    this.encoding = encoding;
    if (encoding !== 'utf-8' && (encoding.startsWith('utf-16') || !this.#splitsByByte)) {
      this.#transcoder = new TextDecoder(encoding);
    } else this.decoder = cellDecoder(encoding);
  }

  #plain(bytes: Buffer): Buffer {
    return this.#transcoder === null ? bytes : Buffer.from(this.#transcoder.decode(bytes, { stream: true }));
  }
}

/** The encoding of the first bytes of a text, without mark or with; `null` when nothing fits. */
export function encodingOfEvidence(bytes: Buffer): Encoding | null {
  const from = bytes.findIndex((byte) => byte > 0x7f);
  if (from < 0) return 'utf-8';
  const near = bytes.subarray(from, from + SAMPLE_BYTES);
  return encodingOfText(evidenceBytes(near) < EVIDENCE_BYTES ? bytes.subarray(from) : near);
}

function enough(bytes: Buffer): boolean {
  return bytes.length >= EVIDENCE_WITHIN_BYTES || evidenceBytes(bytes) >= EVIDENCE_BYTES;
}

function evidenceBytes(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length && count < EVIDENCE_BYTES; at++) if ((bytes[at] ?? 0) > 0x7f) count++;
  return count;
}

import { TextDecoder } from 'node:util';
import { type Content, firstBytes } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { encodingOfStart } from '../text/encodings.ts';
import { encodingOfEvidence } from '../text/text-bytes.ts';
import { scanMarkup } from './markup.ts';
import { XmlFault, XmlScanner, type XmlSink } from './xml.ts';

/**
 * A sink that also takes elements of one kind from their bytes, where it finds them written as they nearly always are. What
 * one means must not depend on anything that the sink heard before it.
 */
export interface ElementLane extends XmlSink {
  /** The closing tag of these elements. Behind it the scanner that read an odd one gives way to the lane. */
  readonly closing: string;
  /**
   * Takes the elements between `from` and `end` that are plain and complete; returns where it stopped. After `end` come
   * 64 bytes of `<`, so that no loop runs over it and looking ahead needs no care.
   */
  take(bytes: Buffer, from: number, end: number): number;
}

const SLACK_BYTES = 64;
const SAMPLE_BYTES = 64 * 1024;
const PIECE_BYTES = 256 * 1024;
/** An element that is longer is left to the scanner, which needs not hold it whole. */
const ELEMENT_BYTES_MAX = 512 * 1024;

/**
 * Reads a document as `scanMarkup` does, to the same result: what the lane takes means what it would mean to the
 * scanner, which reads everything else, and the whole of a document that is not plainly UTF-8.
 */
export async function* scanPlainMarkup(
  place: Place,
  content: Content,
  lane: ElementLane,
  row: () => number,
): AsyncGenerator<void> {
  if (!isUtf8(await firstBytes(content, SAMPLE_BYTES))) return yield* scanMarkup(place, content, lane, row);
  const scanner = new LaneScanner(lane);
  try {
    for await (const chunk of content.passing?.() ?? content.chunks()) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        place.options.signal?.throwIfAborted();
        scanner.write(chunk.subarray(at, at + PIECE_BYTES));
        yield;
      }
    }
    scanner.flush();
    yield;
    scanner.end();
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    if (error.kind === 'dtd') throw errorAt(place, 'xml_with_dtd', {}, error);
    throw errorAt(place, 'workbook_broken', { row: row() }, error);
  }
}

/** Whether a document says that it is UTF-8, and its first bytes do not speak against it. */
function isUtf8(start: Buffer): boolean {
  const declaration = start.toString('latin1', 0, 256);
  if (!/^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding=["']utf-8["']/i.test(declaration)) return false;
  return (encodingOfStart(start)?.encoding ?? encodingOfEvidence(start)) === 'utf-8';
}

/** Parts a document between a lane and an `XmlScanner`. */
class LaneScanner {
  readonly #lane: ElementLane;
  readonly #scanner: XmlScanner;
  readonly #decoder = new TextDecoder();
  readonly #closing: Buffer;
  readonly #bytes = Buffer.alloc(ELEMENT_BYTES_MAX + PIECE_BYTES + SLACK_BYTES);
  /** How many of the bytes are still to be read. */
  #length = 0;

  constructor(lane: ElementLane) {
    this.#lane = lane;
    this.#scanner = new XmlScanner(lane);
    this.#closing = Buffer.from(lane.closing);
  }

  /** Takes the next piece of the document, at most `PIECE_BYTES`. */
  write(piece: Buffer): void {
    const bytes = this.#bytes;
    const end = this.#length + piece.copy(bytes, this.#length);
    bytes.fill('<', end, end + SLACK_BYTES);
    let at = 0;
    while (at < end) {
      const isPlain = this.#scanner.idle;
      if (isPlain) at = this.#lane.take(bytes, at, end);
      const stop = this.#elementEnd(at, end);
      if (stop < 0 && isPlain && end - at <= ELEMENT_BYTES_MAX) break;
      this.#scan(at, stop < 0 ? end : stop);
      at = stop < 0 ? end : stop;
    }
    bytes.copyWithin(0, at, end);
    this.#length = end - at;
  }

  /** Reads what was held back for want of the rest of its element. */
  flush(): void {
    this.#scan(0, this.#length);
    this.#scanner.write(this.#decoder.decode());
  }

  /** Says that the document is over; throws if it cannot be. */
  end(): void {
    this.#scanner.end();
  }

  #scan(from: number, to: number): void {
    this.#scanner.write(this.#decoder.decode(this.#bytes.subarray(from, to), { stream: true }));
  }

  /** Where the next element ends, negative if that is not yet there. */
  #elementEnd(from: number, end: number): number {
    const at = this.#bytes.subarray(from, end).indexOf(this.#closing);
    return at < 0 ? -1 : from + at + this.#closing.length;
  }
}

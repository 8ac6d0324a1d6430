import type { Language } from '../../model/language.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { filePlace } from '../../reading/place.ts';
import type { Row } from '../../reading/table.ts';
import { cellDecoder } from '../../reading/text/cell-decoders.ts';
import { delimiterOf } from '../../reading/text/dialect.ts';
import { type Encoding, encodingOfStart } from '../../reading/text/encodings.ts';
import { RowScanner } from '../../reading/text/row-scanner.ts';
import { encodingOfEvidence } from '../../reading/text/text-bytes.ts';
import type { ResultCursor } from './cursor.ts';
import { TextPatcher } from './text-patcher.ts';

const SAMPLE_BYTES = 256 * 1024;

/** How a text file is annotated. */
export interface TextPlan {
  readonly cursor: ResultCursor;
  readonly language: Language;
  /** Whether the cells are those of the header row of an order table. */
  readonly isHeader: (cells: readonly string[]) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * A delimited text with the result columns added: same encoding, same bytes in every other cell, same line ends. Rows
 * are numbered by the scanner that read them when they were imported, so each result meets its own row.
 */
export async function* annotateText(chunks: AsyncIterable<Buffer>, plan: TextPlan): AsyncGenerator<Buffer> {
  const source = chunks[Symbol.asyncIterator]();
  const sample = await firstBytes(source);
  const found = encodingOfStart(sample);
  const encoding = found?.encoding ?? encodingOfEvidence(sample) ?? 'utf-8';
  const bom = found?.bom ?? 0;
  yield sample.subarray(0, bom);
  const rest = following(sample.subarray(bom), source);
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(sample));
  if (!encoding.startsWith('utf-16')) {
    yield* patched(rest, encoding, delimiter, plan);
    return;
  }
  for await (const piece of patched(toUtf8(rest, encoding), 'utf-8', delimiter, plan)) {
    yield fromUtf8(piece, encoding);
  }
}

async function* patched(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  delimiter: string,
  plan: TextPlan,
): AsyncGenerator<Buffer> {
  const place = filePlace('', { limits: DEFAULT_LIMITS });
  const scanner = new RowScanner(place, delimiter.charCodeAt(0));
  const patcher = new TextPatcher(encoding, delimiter, plan);
  const decoder = cellDecoder(encoding);
  let rest: Buffer = Buffer.alloc(0);
  const scan = async (bytes: Buffer, final: boolean): Promise<Buffer> => {
    plan.signal?.throwIfAborted();
    const length = rest.length + bytes.length;
    const window = Buffer.allocUnsafe(length + 1);
    rest.copy(window);
    bytes.copy(window, rest.length);
    const rows: Row[] = [];
    const ends: number[] = [];
    const first = scanner.rowNumber + 1;
    scanner.recordEnds = ends;
    const used = length === 0 ? 0 : scanner.scan(window, length, decoder, final, rows);
    await plan.cursor.reach(scanner.rowNumber);
    rest = Buffer.from(window.subarray(used, length));
    const piece = patcher.patch(window, ends, rows, first);
    if (patcher.header_found) scanner.select([]);
    return piece;
  };
  for await (const chunk of chunks) yield await scan(chunk, false);
  yield await scan(Buffer.alloc(0), true);
}

async function firstBytes(source: AsyncIterator<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; length < SAMPLE_BYTES; ) {
    const next = await source.next();
    if (next.done === true) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(pieces);
}

async function* following(first: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => source };
}

async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

function fromUtf8(piece: Buffer, encoding: Encoding): Buffer {
  const bytes = Buffer.from(piece.toString('utf8'), 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

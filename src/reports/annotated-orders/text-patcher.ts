import type { Language } from '../../model/language.ts';
import type { Row } from '../../reading/table.ts';
import type { Encoding } from '../../reading/text/encodings.ts';
import { COLUMN_COUNT, cellTexts, existingColumns, titlesIn } from './columns.ts';
import { encoderOf } from './encode.ts';
import { bodyEnd, cellStarts, delimitedCell } from './text-cells.ts';
import type { TextPlan } from './text-file.ts';

const QUOTE = 34;
const REMEMBERED_MAX = 20_000;

/** Adds the result columns to the records of a text, or writes them anew where they stand already. */
export class TextPatcher {
  header_found = false;
  readonly #plan: TextPlan;
  readonly #delimiter: string;
  readonly #encode: (text: string) => Buffer;
  readonly #language: Language;
  #columns = 0;
  #existing = -1;
  readonly #remembered = new Map<string, Buffer>();

  constructor(encoding: Encoding, delimiter: string, plan: TextPlan) {
    this.#plan = plan;
    this.#delimiter = delimiter;
    this.#encode = encoderOf(encoding);
    this.#language = encoding === 'big5' ? 'zh-TW' : plan.language;
  }

  /** The records of a window, which end at `ends` and are numbered from `first`. `rows` are those not blank. */
  patch(window: Buffer, ends: readonly number[], rows: readonly Row[], first: number): Buffer {
    const pieces: Buffer[] = [];
    let start = 0;
    let copied = 0;
    let at = 0;
    for (let index = 0; index < ends.length; index += 1) {
      const end = ends[index] ?? start;
      const row = rows[at];
      if (row !== undefined && row.number === first + index) {
        at += 1;
        const texts = this.#textsOf(row);
        if (texts !== null) {
          const body = bodyEnd(window, start, end);
          pieces.push(window.subarray(copied, start), ...this.#record(window, start, body, row, texts));
          copied = body;
        }
      }
      start = end;
    }
    pieces.push(window.subarray(copied, start));
    return Buffer.concat(pieces);
  }

  /** The texts of our columns in a record, null to leave it as it is. */
  #textsOf(row: Row): readonly string[] | null {
    if (!this.header_found) {
      if (!this.#plan.isHeader(row.cells)) return null;
      this.header_found = true;
      this.#columns = row.cells.length;
      this.#existing = existingColumns(row.cells);
      return titlesIn(this.#language);
    }
    const result = this.#plan.cursor.take(row.number);
    if (result !== null) return cellTexts(result);
    const stale = this.#existing >= 0 && row.cells.length === this.#columns;
    return stale ? new Array<string>(COLUMN_COUNT).fill('') : null;
  }

  #record(window: Buffer, start: number, body: number, row: Row, texts: readonly string[]): Buffer[] {
    const quoted = window[start] === QUOTE;
    if (this.#existing < 0 || row.cells.length <= this.#existing) {
      const width = this.#existing < 0 ? this.#columns : this.#existing;
      const missing = Math.max(0, width - row.cells.length);
      return [window.subarray(start, body), this.#added(texts, missing + 1, quoted)];
    }
    const starts = cellStarts(window, start, body, this.#delimiter.charCodeAt(0));
    const from = starts[this.#existing] ?? body;
    const to = (starts[this.#existing + COLUMN_COUNT] ?? body + 1) - 1;
    return [window.subarray(start, from), this.#added(texts, 0, quoted), window.subarray(to, body)];
  }

  /** Delimiters and our cells as bytes. Most rows have the same ones, so they are remembered. */
  #added(texts: readonly string[], delimiters: number, quoted: boolean): Buffer {
    const cells = texts.map((text) => delimitedCell(text, this.#delimiter, quoted));
    const text = this.#delimiter.repeat(delimiters) + cells.join(this.#delimiter);
    const known = this.#remembered.get(text);
    if (known !== undefined) return known;
    const bytes = this.#encode(text);
    if (this.#remembered.size < REMEMBERED_MAX) this.#remembered.set(text, bytes);
    return bytes;
  }
}

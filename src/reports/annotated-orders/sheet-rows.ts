/** A piece of a worksheet part: what stands between rows, or one row with its number as a spreadsheet shows it. */
export type SheetPiece =
  | { readonly is: 'other'; readonly xml: string }
  | { readonly is: 'row'; readonly xml: string; readonly number: number };

const ROW_NUMBER = /\sr\s*=\s*["'](\d+)["']/;

/**
 * Cuts a worksheet part into its rows, each byte in exactly one piece. The part comes and goes as Latin-1 text, one
 * character a byte, so that copying changes nothing; all marks looked for are ASCII.
 */
export class SheetRows {
  /** Prefix of the part's elements, with its colon; usually none. */
  prefix = '';
  #rest = '';
  #number = 0;
  #inside = false;

  /** The pieces that are complete with this text. */
  write(text: string): SheetPiece[] {
    this.#rest += text;
    const pieces: SheetPiece[] = [];
    if (!this.#inside && !this.#enter(pieces)) return pieces;
    let at = 0;
    for (;;) {
      const end = this.#rowEnd(at);
      if (end === null) break;
      if (end.start > at) pieces.push({ is: 'other', xml: this.#rest.slice(at, end.start) });
      const xml = this.#rest.slice(end.start, end.stop);
      this.#number = Math.max(this.#number + 1, numberOf(xml));
      pieces.push({ is: 'row', xml, number: this.#number });
      at = end.stop;
    }
    this.#rest = this.#rest.slice(at);
    return pieces;
  }

  /** What is left at the end of the part. */
  end(): SheetPiece[] {
    return this.#rest === '' ? [] : [{ is: 'other', xml: this.#rest }];
  }

  /** Everything up to the first row is one piece, in which the size and the columns of the sheet are declared. */
  #enter(pieces: SheetPiece[]): boolean {
    const tag = /<((?:\w+:)?)sheetData\b[^>]*>/.exec(this.#rest);
    if (tag === null) return false;
    this.prefix = tag[1] ?? '';
    const end = tag.index + tag[0].length;
    pieces.push({ is: 'other', xml: this.#rest.slice(0, end) });
    this.#rest = this.#rest.slice(end);
    this.#inside = true;
    return true;
  }

  #rowEnd(from: number): { start: number; stop: number } | null {
    const mark = `<${this.prefix}row`;
    let start = this.#rest.indexOf(mark, from);
    while (start >= 0 && !/[\s/>]/.test(this.#rest[start + mark.length] ?? ' ')) {
      start = this.#rest.indexOf(mark, start + 1);
    }
    const tagEnd = start < 0 ? -1 : this.#rest.indexOf('>', start);
    if (tagEnd < 0) return null;
    if (this.#rest[tagEnd - 1] === '/') return { start, stop: tagEnd + 1 };
    const close = `</${this.prefix}row>`;
    const stop = this.#rest.indexOf(close, tagEnd);
    return stop < 0 ? null : { start, stop: stop + close.length };
  }
}

function numberOf(xml: string): number {
  const tag = xml.slice(0, xml.indexOf('>'));
  return Number.parseInt(ROW_NUMBER.exec(tag)?.[1] ?? '0', 10);
}

/** A cell of a row: its column from 1, and its XML. */
export interface RowCell {
  readonly column: number;
  readonly xml: string;
}

/** Whether a cell holds anything: one with a style only does not. */
export function isFilled(cell: string): boolean {
  return /<(?:\w+:)?(?:v|is|f)[\s>/]/.test(cell);
}

import './buffer-slices.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { LaneOffer } from '../lane-offer.ts';
import { errorAt, type Place } from '../place.ts';
import type { OpenLane, Row, RowFault } from '../table.ts';
import { type CellDecoder, cellDecoder } from './cell-decoders.ts';
import { PlainRecord } from './plain-record.ts';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const BACKTICK = 96;

const FAULTS_KEPT = 1000;

/** The bytes end inside the record. */
const INCOMPLETE = -1;
/** A quoted cell does not end within the limits, or its quote does not close on its line where it must. */
const UNCLOSED = -2;

/**
 * Splits the bytes of a delimited text into rows of cells: the hottest loop of the program. It looks at bytes and
 * decodes only the cells that are wanted, which is sound because no byte of a character of UTF-8, GB18030 or Big5
 * equals a comma, a TAB, a semicolon, a quote, a line break or a NUL (a `|` may, so such files come as UTF-8).
 *
 * The dialect is that of real files: a cell is quoted only if a quote is its first byte; a quote inside one that is
 * neither doubled nor followed by the cell's end is text; a quote elsewhere is text; CRLF, LF or CR ends a row; a row
 * that starts with a backtick is WeChat's, and its cells part only where a comma is followed by a backtick, or by a quote
 * and a backtick, as a spreadsheet saves a cell with commas.
 */
export class RowScanner {
  /** Number of the last record scanned, blank ones included. */
  rowNumber = 0;
  /** Rows with undecodable cells among those scanned. */
  undecodableCount = 0;
  readonly faults: RowFault[] = [];
  /** Set to a list, it takes the place where each record scanned ends, line end included, blank records too. */
  recordEnds: number[] | null = null;
  /** Whether the last scan stopped because the next record is the lane's, not for want of bytes. */
  yielded = false;
  readonly #place: Place;
  #offer: LaneOffer | null = null;
  readonly #delimiter: number;
  /** Bytes that stop the search in an unquoted and in a quoted cell. */
  readonly #ends = new Uint8Array(256);
  readonly #quotedEnds = new Uint8Array(256);
  readonly #charactersMax: number;
  readonly #columnsMax: number;
  #wanted: Uint8Array | null = null;
  /** As many empty cells as the last row had. */
  #template: string[] = [];
  /** How many cells the last row had that was whole on one line and had several: what a swallowed row is known by. */
  #width = 0;

  #decoder: CellDecoder = cellDecoder('utf-8');
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  #final = false;
  /** Left behind by `#cells`: where the next record begins, whether any cell has a byte. */
  #next = 0;
  #solid = false;
  #nuls = false;
  /** Left behind by `#quotedCell`: the cell without its quotes, all its bytes or-ed, whether it holds quotes. */
  #from = 0;
  #stop = 0;
  #seen = 0;
  #quotes = false;
  /** Line breaks inside quoted cells of the record; whether one such line looks like a row of its own. */
  #breaks = 0;
  #dense = false;

  constructor(place: Place, delimiter: number) {
    this.#place = place;
    this.#delimiter = delimiter;
    this.#charactersMax = place.options.limits.cell_characters_max;
    this.#columnsMax = place.options.limits.columns_max;
    for (const byte of [0, LF, CR, delimiter]) this.#ends[byte] = 1;
    for (const byte of [0, LF, CR, QUOTE]) this.#quotedEnds[byte] = 1;
  }

  /** Only these columns are decoded from now on; the others come back as ''. */
  select(columns: readonly number[]): void {
    this.#wanted = new Uint8Array(this.#place.options.limits.columns_max + 1);
    for (const column of columns) this.#wanted[column] = 1;
  }

  /** Plain records are offered to the lane from now on. All bytes to scan lie in the memory of the kernel then. */
  offer(open: OpenLane, kernel: Kernel): void {
    const record = new PlainRecord(kernel, this.#delimiter, this.#charactersMax, this.#columnsMax);
    this.#offer = new LaneOffer(open, record);
  }

  /**
   * Scans the records in `bytes` from `from` up to `end` and adds the rows that are not blank to `rows`; those that the
   * lane takes are gone. Returns where the first record begins that it did not scan: one that is incomplete (with `final`
   * there is none), or one that the lane will take when the rows before it have been read. `bytes` must have room for
   * one more byte.
   */
  scan(bytes: Buffer, end: number, decoder: CellDecoder, final: boolean, rows: Row[], from = 0): number {
    this.#decoder = decoder;
    this.#offer?.decodeWith(decoder);
    this.#bytes = bytes;
    this.#end = end;
    this.#final = final;
    this.yielded = false;
    bytes[end] = LF;
    let at = from;
    while (at < end) {
      const taken = this.#laneTakes(at, rows.length > 0);
      if (taken > at) {
        at = taken;
        continue;
      }
      if (this.yielded) return at;
      const cells = this.#row(at);
      if (cells === null) break;
      this.rowNumber++;
      if (this.#solid) rows.push({ number: this.rowNumber, cells });
      if (this.#decoder.damaged) this.#noteUndecodable();
      at = this.#next;
      if (this.recordEnds !== null) this.recordEnds.push(at);
    }
    const { rows_max, row_bytes_max } = this.#place.options.limits;
    if (this.rowNumber > rows_max) throw errorAt(this.#place, 'too_many_rows', { limit: rows_max });
    if (end - at > row_bytes_max) throw this.#rowError('row_too_long', row_bytes_max);
    return at;
  }

  /**
   * Gives the record to the lane, if it reads it, with others alike behind it; returns where the next begins. Where it waits until
   * the rows before it have been read, `yielded` is set.
   */
  #laneTakes(at: number, waits: boolean): number {
    const offer = this.#offer;
    if (offer === null) return at;
    const row = this.rowNumber + 1;
    const alike = waits ? 0 : offer.takeAlike(at, this.#end, row);
    if (alike === 0 && !offer.isRead(at, this.#end, row)) return at;
    this.yielded = waits;
    if (waits) return at;
    this.rowNumber += alike > 0 ? alike : offer.take(row);
    this.#bytes = offer.record.bytes;
    this.#noteWidth(offer.record.count);
    return offer.record.next;
  }

  /** The cells of the record at `start`, `null` if it is not complete. */
  #row(start: number): string[] | null {
    this.#nuls = false;
    this.#breaks = 0;
    this.#dense = false;
    this.#decoder.damaged = false;
    const backticks = this.#bytes[start] === BACKTICK && this.#delimiter === COMMA;
    let cells = backticks ? this.#backtickCells(start) : this.#cells(start, true);
    if (typeof cells === 'number' || (this.#breaks > 0 && this.#swallowed(start, cells.length))) {
      if (cells === INCOMPLETE) return null;
      this.#decoder.damaged = false;
      cells = this.#cells(start, false);
      if (typeof cells === 'number') return null;
      this.#note('unclosed_quote');
    } else if (this.#breaks === 0) this.#noteWidth(cells.length);
    if (this.#nuls) cells = this.#withoutNuls(start, cells);
    if (cells.length !== this.#template.length) this.#template = new Array<string>(cells.length).fill('');
    return cells;
  }

  #noteWidth(cellCount: number): void {
    if (cellCount > 1) this.#width = cellCount;
  }

  /**
   * Whether a record of several lines is really a row with an unclosed quote and the rows after it. It is if the record has
   * not as many cells as rows have, and its first line alone has, or a line inside a cell has as many delimiters; or if
   * both are so.
   */
  #swallowed(start: number, cellCount: number): boolean {
    const isOdd = cellCount !== this.#width;
    if (isOdd === this.#dense) return isOdd;
    const next = this.#next;
    const first = this.#cells(start, false);
    this.#next = next;
    return typeof first !== 'number' && first.length === this.#width;
  }

  /** Splits one record. Without `multiline` it ends with its line, and a quote that does not close there is text. */
  #cells(start: number, multiline: boolean): string[] | number {
    const bytes = this.#bytes;
    const ends = this.#ends;
    const wanted = this.#wanted;
    const delimiter = this.#delimiter;
    const charactersMax = this.#charactersMax;
    const columnsMax = this.#columnsMax;
    const cells = this.#template.slice();
    let column = 0;
    let at = start;
    this.#solid = false;
    for (;;) {
      let from = at;
      let stop = INCOMPLETE;
      let seen = 0;
      let quotes = false;
      if (bytes[at] === QUOTE) {
        const next = this.#quotedCell(at, multiline);
        if (next === INCOMPLETE || (next === UNCLOSED && multiline)) return next;
        if (next >= 0) {
          at = next;
          from = this.#from;
          stop = this.#stop;
          seen = this.#seen;
          quotes = this.#quotes;
        }
      }
      if (stop === INCOMPLETE) {
        let byte = 0;
        do {
          byte = bytes[at++] ?? 0;
          seen |= byte;
        } while (ends[byte] === 0 || (byte === 0 && this.#metNul()));
        stop = --at;
      }
      if (column >= cells.length) cells.push('');
      if (stop > from) {
        this.#solid = true;
        if (wanted === null || wanted[column] === 1) cells[column] = this.#text(from, stop, seen, quotes);
        if (stop - from > charactersMax) this.#refuseLongCell(column, from, stop);
      }
      if (bytes[at] !== delimiter || at >= this.#end) break;
      at++;
      if (++column >= columnsMax) throw this.#rowError('too_many_columns', columnsMax);
    }
    if (cells.length > column + 1) cells.length = column + 1;
    return this.#endOfRow(at) ? cells : INCOMPLETE;
  }

  /** Steps over the line break at `at`. False when the bytes end before it is sure where the next record begins. */
  #endOfRow(at: number): boolean {
    const end = this.#end;
    if (at >= end || (this.#bytes[at] === CR && at + 1 >= end)) {
      this.#next = end;
      return this.#final;
    }
    this.#next = this.#bytes[at] === CR && this.#bytes[at + 1] === LF ? at + 2 : at + 1;
    return true;
  }

  #metNul(): boolean {
    this.#nuls = true;
    return true;
  }

  #text(from: number, stop: number, seen: number, quotes: boolean): string {
    const text =
      seen < 0x80 ? this.#bytes.latin1Slice(from, stop) : this.#decoder.decode(this.#bytes, from, stop);
    return quotes ? withoutQuotes(text) : text;
  }

  /** Finds the end of the quoted cell at `open` and returns where its delimiter or line break stands. */
  #quotedCell(open: number, multiline: boolean): number {
    const bytes = this.#bytes;
    const quotedEnds = this.#quotedEnds;
    let at = open + 1;
    let seen = 0;
    let byte = 0;
    do {
      byte = bytes[at++] ?? 0;
      seen |= byte;
    } while (quotedEnds[byte] === 0);
    const after = bytes[at] ?? 0;
    if (byte !== QUOTE || at >= this.#end || after === 0 || this.#ends[after] === 0) {
      return this.#oddQuotedCell(open, multiline);
    }
    this.#from = open + 1;
    this.#stop = at - 1;
    this.#seen = seen;
    this.#quotes = false;
    return at;
  }

  /** The same for a cell with line breaks, quotes, NULs, or blanks after its closing quote. */
  #oddQuotedCell(open: number, multiline: boolean): number {
    const bytes = this.#bytes;
    const bytesMax = this.#charactersMax * 4;
    this.#seen = 0;
    for (let at = open + 1; at < this.#end; at++) {
      const byte = bytes[at] ?? 0;
      this.#seen |= byte;
      if (byte === QUOTE) {
        const next = this.#afterQuote(at + 1);
        if (next !== UNCLOSED) return next === INCOMPLETE ? INCOMPLETE : this.#closeOddCell(open, next);
        if (bytes[at + 1] === QUOTE) at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        if (!multiline || ++this.#breaks > this.#place.options.limits.cell_lines_max) return UNCLOSED;
      } else if (byte === 0) {
        this.#nuls = true;
      }
      if (at - open > bytesMax) return UNCLOSED;
    }
    return this.#final ? UNCLOSED : INCOMPLETE;
  }

  #closeOddCell(open: number, next: number): number {
    this.#from = open + 1;
    this.#stop = next;
    this.#quotes = true;
    if (this.#breaks > 0 && this.#width > 0) this.#dense ||= this.#holdsRow(open, next);
    return next;
  }

  /** Where the cell ends if the quote before `at` closes it; `UNCLOSED` if that quote is text or the first of two. */
  #afterQuote(at: number): number {
    const bytes = this.#bytes;
    let next = at;
    while ((bytes[next] === SPACE || bytes[next] === TAB) && bytes[next] !== this.#delimiter) next++;
    if (next >= this.#end) return this.#final ? this.#end : INCOMPLETE;
    const byte = bytes[next] ?? 0;
    return byte !== 0 && this.#ends[byte] === 1 ? next : UNCLOSED;
  }

  /** Whether a line inside a cell has as many delimiters as the last row. */
  #holdsRow(from: number, stop: number): boolean {
    const delimiters = this.#width - 1;
    let count = -Infinity;
    for (let at = from; at < stop; at++) {
      const byte = this.#bytes[at];
      if (byte === LF || byte === CR) count = 0;
      else if (byte === this.#delimiter && ++count >= delimiters) return true;
    }
    return false;
  }

  /** WeChat's rows: every value starts with a backtick, and hardly any is quoted. */
  #backtickCells(start: number): string[] | number {
    const bytes = this.#bytes;
    const cells: string[] = [];
    for (let at = start; ; at++) {
      let from = at;
      let stop = bytes[at] === QUOTE ? this.#quotedCell(at, false) : UNCLOSED;
      const isQuoted = stop >= 0;
      if (stop === INCOMPLETE) return INCOMPLETE;
      if (isQuoted) [at, from, stop] = [stop, this.#from, this.#stop];
      else stop = at = this.#backtickCellEnd(at);
      const wanted = this.#wanted === null || this.#wanted[cells.length] === 1;
      if (stop - from > this.#charactersMax) this.#refuseLongCell(cells.length, from, stop);
      cells.push(wanted ? this.#text(from, stop, this.#seen, isQuoted && this.#quotes) : '');
      if (bytes[at] !== COMMA || at >= this.#end) {
        this.#solid = true;
        return this.#endOfRow(at) ? cells : INCOMPLETE;
      }
      if (cells.length >= this.#columnsMax) throw this.#rowError('too_many_columns', this.#columnsMax);
    }
  }

  /** Where the cell ends that begins at `from`: at the end of the line, or at a comma behind which a value begins. */
  #backtickCellEnd(from: number): number {
    const bytes = this.#bytes;
    this.#seen = 0;
    for (let at = from; ; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === LF || byte === CR) return at;
      if (byte === COMMA && bytes[bytes[at + 1] === QUOTE ? at + 2 : at + 1] === BACKTICK) return at;
      if (byte === 0) this.#nuls = true;
      this.#seen |= byte;
    }
  }

  #withoutNuls(start: number, cells: string[]): string[] {
    this.#note('nul_bytes');
    const record = this.#bytes.subarray(start, this.#next);
    this.#solid = record.some((byte) => byte !== QUOTE && this.#ends[byte] === 0);
    return cells.map((cell) => cell.replaceAll('\0', ''));
  }

  #note(code: RowFault['code']): void {
    if (this.faults.length < FAULTS_KEPT) this.faults.push({ row: this.rowNumber + 1, code });
  }

  #noteUndecodable(): void {
    this.undecodableCount++;
    if (this.faults.length < FAULTS_KEPT) this.faults.push({ row: this.rowNumber, code: 'undecodable' });
  }

  #refuseLongCell(column: number, from: number, stop: number): void {
    const limit = this.#charactersMax;
    if (this.#decoder.decode(this.#bytes, from, stop).length <= limit) return;
    throw errorAt(this.#place, 'cell_too_long', { row: this.rowNumber + 1, column: column + 1, limit });
  }

  #rowError(code: 'too_many_columns' | 'row_too_long', limit: number): Error {
    return errorAt(this.#place, code, { row: this.rowNumber + 1, limit });
  }
}

/** A quoted cell from after its opening quote to its end: the closing quote goes, doubled quotes become one. */
function withoutQuotes(text: string): string {
  const close = text.lastIndexOf('"');
  return text.slice(0, close).replaceAll('""', '"') + text.slice(close + 1);
}

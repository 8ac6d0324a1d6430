import { matches, word, words } from './byte-words.ts';
import { BEYOND_ASCII, MARKS, TEXT_END, textStart } from './plain-text.ts';
import { Utf8Texts } from './utf8-texts.ts';

const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const POINT = 46;
const SLASH = 47;
const ZERO = 48;
const LESS = 60;
const GREATER = 62;
const LETTER_C = 99;
const LETTER_S = 115;
const LETTER_W = 119;

/** Rows of more cells are left to the scanner, and so are longer numbers in attributes and columns beyond ZZZ. */
const CELLS_MAX = 1024;
const DIGITS_MAX = 9;
/** Numbers of more characters are left to `+text`. */
const DECIMAL_CHARACTERS_MAX = 17;
const LETTERS_MAX = 3;

/** What a cell holds, as its attribute `t` says. */
export const NUMBER = 0;
export const SHARED = 1;
export const INLINE = 2;
export const TEXT = 3;
export const BOOLEAN = 4;
export const MOMENT = 5;

/** Types of one letter. */
const LETTER_TYPES = new Int8Array(128).fill(-1);
LETTER_TYPES[110] = NUMBER;
LETTER_TYPES[LETTER_S] = SHARED;
LETTER_TYPES[101] = TEXT;
LETTER_TYPES[98] = BOOLEAN;
LETTER_TYPES[100] = MOMENT;

const ROW = word('<row');
const R_HEAD = word(' r="');
const S_HEAD = word(' s="');
const T_HEAD = word(' t="');
const ROW_END = word('</ro');
const C_END = word('</c>');
const V_END = word('</v>');
/** Three characters of a word. */
const V = word('<v>\0') >> 8;
const IS = word('<is>');
const T_IS_C_END = words('</t></is></c');
const STR = word('str"');
const INLINE_STR = words('inlineSt');
const R_END = word('r">\0') >> 16;

/**
 * A row of a worksheet that is written as nearly all are: `<row r="2">` of cells `<c r="A2" s="1" t="s"><v>12</v></c>`
 * or `<c r="A2" t="inlineStr"><is><t>…</t></is></c>`, with nothing between them. What it splits means the same to
 * the scanner; whatever it is not sure of is the scanner's.
 */
export class PlainRow {
  bytes: Buffer = Buffer.alloc(0);
  /** Number that the row states; 0: none. */
  number = 0;
  /** Where the markup behind the row begins. */
  next = 0;
  count = 0;
  /** By cell: its column as it states, -1 if it states none; its type, style (0: none), and raw text with its marks. */
  readonly column = new Int32Array(CELLS_MAX);
  readonly type = new Uint8Array(CELLS_MAX);
  readonly style = new Int32Array(CELLS_MAX);
  readonly from = new Int32Array(CELLS_MAX);
  readonly to = new Int32Array(CELLS_MAX);
  readonly marks = new Uint8Array(CELLS_MAX);
  /** By cell that holds a shared text: its index; -1 if that is not written in digits alone, nine at most. */
  readonly index = new Int32Array(CELLS_MAX);
  /**
   * By cell: where its tail stood when it was last read, which is what lies between reference and text; length 0: nowhere.
   * A cell is mostly written as the one above it, and then has its type and style, which are still there.
   */
  readonly #tail = new Int32Array(CELLS_MAX);
  readonly #tailLength = new Int32Array(CELLS_MAX);
  readonly #texts = new Utf8Texts();
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Left behind by `#digits`. */
  #value = 0;

  /** Looks at other bytes from now on, or at the same after they have changed. Behind them the slack of `ElementLane` must follow. */
  enter(bytes: Buffer): void {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#tailLength.fill(0);
    this.#texts.enter(bytes);
  }

  /** Splits the row at `start`, white space before it left out. False when it is not plain or not all before `end`. */
  split(start: number, end: number): boolean {
    const { bytes } = this;
    this.count = 0;
    let at = start;
    while ((bytes[at] ?? 0) <= SPACE && at < end) at++;
    if (at >= end || this.#view.getInt32(at) !== ROW) return false;
    at = this.#rowTag(at + 4);
    if (at > 0 && bytes[at - 2] !== SLASH) at = this.#cells(at, end);
    this.next = at;
    return at > 0 && at <= end;
  }

  /** The text of a cell, as written. */
  text(cell: number): string {
    const isAscii = ((this.marks[cell] ?? 0) & BEYOND_ASCII) === 0;
    return this.#texts.textOf(this.from[cell] ?? 0, this.to[cell] ?? 0, isAscii);
  }

  /** The number that a cell holds, as `+text` gives it; NaN if it is not written in digits alone, few enough to be exact. */
  decimal(cell: number): number {
    const { bytes } = this;
    const from = this.from[cell] ?? 0;
    const to = this.to[cell] ?? 0;
    if (to - from > DECIMAL_CHARACTERS_MAX || bytes[from] === POINT || bytes[to - 1] === POINT)
      return Number.NaN;
    let value = 0;
    let scale = 0;
    for (let at = from; at < to; at++) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        scale *= 10;
      } else if (digit === POINT - 48 && scale === 0) scale = 1;
      else return Number.NaN;
    }
    // Two numbers that a double holds exactly: their quotient is rounded once, as reading the digits is.
    return value > Number.MAX_SAFE_INTEGER ? Number.NaN : value / Math.max(scale, 1);
  }

  /** Reads the tag of the row from behind its name on; returns where it ends, -1 if it is not plain. */
  #rowTag(start: number): number {
    const { bytes } = this;
    this.number = 0;
    if (bytes[start] === GREATER) return start + 1;
    if (this.#view.getInt32(start) !== R_HEAD) return -1;
    let at = this.#digits(start + 4);
    this.number = this.#value;
    if (at < 0) return -1;
    for (let isQuoted = false; ; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === GREATER) return isQuoted ? -1 : at + 1;
      else if (byte === APOSTROPHE || byte === LESS) return -1;
    }
  }

  /** Reads the cells and the end of the row; returns where it ends, -1 if one is not plain. */
  #cells(start: number, end: number): number {
    const { bytes } = this;
    let at = start;
    while (bytes[at] === LESS && bytes[at + 1] === LETTER_C && at < end) {
      if (this.count === CELLS_MAX) return -1;
      at = this.#cell(at + 2);
      if (at < 0) return -1;
      this.count++;
    }
    const isEnd = at < end && this.#view.getInt32(at) === ROW_END;
    return isEnd && bytes[at + 4] === LETTER_W && bytes[at + 5] === GREATER ? at + 6 : -1;
  }

  /** Reads the cell from behind its name on; returns where it ends, -1 if it is not plain. */
  #cell(start: number): number {
    const { count } = this;
    const hasReference = this.#view.getInt32(start) === R_HEAD;
    const at = hasReference ? this.#reference(start + 4) : start;
    if (at < 0) return -1;
    const length = this.#tailLength[count] ?? 0;
    if (hasReference && length > 0 && this.#isSame(this.#tail[count] ?? 0, at, length)) {
      return this.#textAndEnd(at + length);
    }
    this.#tailLength[count] = 0;
    if (!hasReference) this.column[count] = -1;
    const next = this.#otherCell(at, hasReference);
    if (next > 0 && hasReference) {
      this.#tail[count] = at;
      this.#tailLength[count] = Math.max(0, (this.from[count] ?? 0) - at);
    }
    return next;
  }

  /** Whether the bytes at two places are the same, four at least. */
  #isSame(one: number, other: number, length: number): boolean {
    const view = this.#view;
    const last = length - 4;
    for (let at = 0; at < last; at += 4)
      if (view.getInt32(one + at) !== view.getInt32(other + at)) return false;
    return view.getInt32(one + last) === view.getInt32(other + last);
  }

  /** Reads the cell from behind its name or reference on. */
  #otherCell(start: number, hasReference: boolean): number {
    const { bytes, count } = this;
    let at = this.#attributes(start, hasReference);
    if (at < 0) return -1;
    this.from[count] = start;
    this.to[count] = start;
    if (bytes[at] === SLASH && bytes[at + 1] === GREATER) return at + 2;
    if (bytes[at++] !== GREATER) return -1;
    const first = this.#view.getInt32(at);
    if (first === C_END) return at + 4;
    const isInline = this.type[count] === INLINE;
    if (first === IS && isInline) {
      const text = textStart(this.#view, at + 4);
      return text < 0 ? -1 : this.#textAndEnd(text);
    }
    return first >> 8 === V && !isInline ? this.#textAndEnd(at + 3) : -1;
  }

  /** Notes the text from `start` on and reads the closing tags behind it. */
  #textAndEnd(start: number): number {
    const view = this.#view;
    const at = this.type[this.count] === SHARED ? this.#index(start) : this.#text(start);
    if (this.type[this.count] === INLINE) {
      return matches(view, at, T_IS_C_END) && this.bytes[at + 12] === GREATER ? at + 13 : -1;
    }
    return view.getInt32(at) === V_END && view.getInt32(at + 4) === C_END ? at + 8 : -1;
  }

  /** Notes the index from `start` on, or the text that stands in its place; returns where its end tag begins. */
  #index(start: number): number {
    const { bytes, count } = this;
    let at = start;
    let index = 0;
    let digit = (bytes[at] ?? 0) - ZERO;
    while (digit >= 0 && digit <= 9) {
      index = index * 10 + digit;
      digit = (bytes[++at] ?? 0) - ZERO;
    }
    const isIndex = bytes[at] === LESS && at > start && at <= start + DIGITS_MAX;
    this.index[count] = isIndex ? index : -1;
    if (!isIndex) return this.#text(start);
    this.from[count] = start;
    this.to[count] = at;
    this.marks[count] = 0;
    return at;
  }

  /** Notes the text from `start` on; returns where its end tag begins. */
  #text(start: number): number {
    const { bytes } = this;
    let at = start;
    let marks = 0;
    let mark = MARKS[bytes[at] ?? LESS] ?? TEXT_END;
    while (mark !== TEXT_END) {
      marks |= mark;
      mark = MARKS[bytes[++at] ?? LESS] ?? TEXT_END;
    }
    this.from[this.count] = start;
    this.to[this.count] = at;
    this.marks[this.count] = marks;
    return at;
  }

  /** Reads the attributes of a cell; returns where the first stands that it does not know, -1 if one is not plain. */
  #attributes(start: number, hasReference: boolean): number {
    const { count } = this;
    this.type[count] = NUMBER;
    this.style[count] = 0;
    let met = hasReference ? 1 : 0;
    let at = start;
    while (at > 0) {
      const head = this.#view.getInt32(at);
      const bit = head === R_HEAD ? 1 : head === T_HEAD ? 2 : head === S_HEAD ? 4 : 0;
      if (bit === 0) return at;
      if ((met & bit) !== 0) return -1;
      met |= bit;
      at = bit === 1 ? this.#reference(at + 4) : bit === 2 ? this.#cellType(at + 4) : this.#cellStyle(at + 4);
    }
    return at;
  }

  /** Reads a reference such as `AB12` with its quote. */
  #reference(start: number): number {
    const { bytes } = this;
    let at = start;
    let column = 0;
    let byte = bytes[at] ?? 0;
    while (byte >= 65 && byte <= 90) {
      column = column * 26 + byte - 64;
      byte = bytes[++at] ?? 0;
    }
    if (at === start || at > start + LETTERS_MAX) return -1;
    while (byte >= 48 && byte <= 57) byte = bytes[++at] ?? 0;
    this.column[this.count] = column - 1;
    return byte === QUOTE ? at + 1 : -1;
  }

  /** Reads the type of a cell with its quote. */
  #cellType(at: number): number {
    const { bytes } = this;
    if (bytes[at + 1] === QUOTE) {
      const type = LETTER_TYPES[bytes[at] ?? 0] ?? -1;
      return type < 0 ? -1 : this.#typed(type, at + 2);
    }
    if (this.#view.getInt32(at) === STR) return this.#typed(TEXT, at + 4);
    const isInline = matches(this.#view, at, INLINE_STR) && this.#view.getInt16(at + 8) === R_END;
    return isInline ? this.#typed(INLINE, at + 10) : -1;
  }

  #cellStyle(at: number): number {
    const next = this.#digits(at);
    this.style[this.count] = this.#value;
    return next;
  }

  #typed(type: number, next: number): number {
    this.type[this.count] = type;
    return next;
  }

  /** Reads a whole number with its quote. */
  #digits(start: number): number {
    const { bytes } = this;
    let at = start;
    let value = 0;
    let byte = bytes[at] ?? 0;
    while (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      byte = bytes[++at] ?? 0;
    }
    this.#value = value;
    return byte === QUOTE && at > start && at <= start + DIGITS_MAX ? at + 1 : -1;
  }
}

import '../text/buffer-slices.ts';
import { free } from '../free.ts';
import { errorAt, type Place } from '../place.ts';
import { matches, word, words } from '../text/byte-words.ts';
import { BEYOND_ASCII, ESCAPED, MARKS, TEXT_END, textStart } from '../text/plain-text.ts';
import { Utf8Texts } from '../text/utf8-texts.ts';
import type { ElementLane } from './plain-markup.ts';
import { ENTITY_CHARACTERS_MAX, unescapeXml } from './xml.ts';

/** Behind the texts, as `Utf8Texts` needs. */
const SLACK_BYTES = 4;
/** The place of a text is a number of 31 bits. */
const BYTES_MAX = 2 ** 31 - 1;

/** The texts that the cells of a workbook share, held as UTF-8 in one piece: a third of what strings would take. */
export class SharedStrings {
  readonly #place: Place;
  readonly #bytesMax: number;
  #bytes: Buffer = Buffer.allocUnsafeSlow(0);
  #length = 0;
  /** By text: twice the place where it begins, and 1 more if it is not ASCII. Behind the last: twice the place where that ends. */
  #starts = new Uint32Array(1024);
  #count = 0;
  readonly #texts = new Utf8Texts();
  /** Whether `#texts` looks at the bytes as they are. */
  #entered = false;
  /** Left behind by `copy`: where the text ends among the bytes, and its marks. */
  #copied = 0;
  #marks = 0;

  constructor(place: Place) {
    this.#place = place;
    this.#bytesMax = Math.min(place.options.limits.shared_strings_bytes_max, BYTES_MAX);
  }

  add(text: string): void {
    this.makeRoom(text.length * 3);
    const byteCount = this.#bytes.utf8Write(text, this.#length);
    this.#end(this.#length + byteCount, byteCount === text.length);
  }

  /** Makes room for texts of so many bytes in all. */
  makeRoom(byteCount: number): void {
    const room = this.#length + byteCount + SLACK_BYTES;
    if (room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(64 * 1024, room * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    free(this.#bytes);
    this.#bytes = larger;
    this.#entered = false;
  }

  /**
   * Copies the text in UTF-8 that begins at `from`, for which there must be room, for `keep` to add; returns where the tag
   * behind it begins, -1 if it is not written as it is meant.
   */
  copy(bytes: Buffer, from: number): number {
    const own = this.#bytes;
    let length = this.#length;
    let marks = 0;
    let at = from;
    let byte = bytes[at] ?? 0;
    let mark = MARKS[byte] ?? TEXT_END;
    while (mark !== TEXT_END) {
      marks |= mark;
      own[length++] = byte;
      byte = bytes[++at] ?? 0;
      mark = MARKS[byte] ?? TEXT_END;
    }
    this.#copied = length;
    this.#marks = marks;
    return (marks & ESCAPED) === 0 ? at : -1;
  }

  /** Adds the text that was copied last. */
  keep(): void {
    this.#end(this.#copied, (this.#marks & BEYOND_ASCII) === 0);
  }

  /** Refuses a text of so many characters as written, if no cell can hold it. */
  refuseLongText(characters: number): void {
    this.#refuseBeyond(this.#place.options.limits.cell_characters_max * ENTITY_CHARACTERS_MAX, characters);
  }

  #refuseBeyond(limit: number, length: number): void {
    if (length > limit) throw errorAt(this.#place, 'shared_strings_too_large', { limit });
  }

  #end(length: number, isAscii: boolean): void {
    this.#refuseBeyond(this.#bytesMax, length);
    if (this.#count + 1 >= this.#starts.length) {
      const longer = new Uint32Array(this.#starts.length * 2);
      longer.set(this.#starts);
      free(this.#starts);
      this.#starts = longer;
    }
    this.#starts[this.#count] = this.#length * 2 + (isAscii ? 0 : 1);
    this.#starts[++this.#count] = length * 2;
    this.#length = length;
    this.#entered = false;
  }

  /** The text at an index, `null` if there is none. */
  at(index: number): string | null {
    const start = this.#starts[index];
    const end = this.#starts[index + 1];
    if (!(index >= 0 && index < this.#count) || start === undefined || end === undefined) return null;
    if (!this.#entered) this.#texts.enter(this.#bytes);
    this.#entered = true;
    return this.#texts.textOf(start >>> 1, end >>> 1, (start & 1) === 0);
  }
}

const SI_START = word('<si>');
const T_SI_END = words('</t></si');
const GREATER = 62;

/** Listens to the part of shared strings, or takes the plain ones: runs are joined, phonetic guides left out. */
export class SharedStringsSink implements ElementLane {
  readonly closing = '</si>';
  listening = false;
  readonly #strings: SharedStrings;
  #raw = '';
  #phonetic = false;

  constructor(strings: SharedStrings) {
    this.#strings = strings;
  }

  open(name: string): void {
    if (name === 'si') this.#forget();
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 't') this.listening = !this.#phonetic;
  }

  close(name: string): void {
    if (name === 'si') {
      this.#strings.add(cellText(this.#raw));
      this.#forget();
    } else if (name === 'rPh') this.#phonetic = false;
    else if (name === 't') this.listening = false;
  }

  /** A text owes nothing to what came before it, and leaves nothing. */
  #forget(): void {
    this.listening = false;
    this.#phonetic = false;
    this.#raw = '';
  }

  text(piece: string): void {
    this.#raw += piece;
    this.#strings.refuseLongText(this.#raw.length);
  }

  take(bytes: Buffer, from: number, end: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = from;
    this.#strings.makeRoom(end - from);
    for (;;) {
      const next = at < end && view.getInt32(at) === SI_START ? this.#take(bytes, view, at + 4, end) : -1;
      if (next < 0) return at;
      at = next;
    }
  }

  /** Takes the text from behind its `<si>` on; returns where the next begins, -1 if this one is not plain. */
  #take(bytes: Buffer, view: DataView, at: number, end: number): number {
    const start = textStart(view, at);
    if (start < 0) return -1;
    const stop = this.#strings.copy(bytes, start);
    const isEnd = stop > 0 && matches(view, stop, T_SI_END) && bytes[stop + 8] === GREATER && stop + 9 <= end;
    if (!isEnd) return -1;
    this.#strings.keep();
    this.#forget();
    return stop + 9;
  }
}

/** The text of a cell: entities replaced, and the `_xHHHH_` of characters that XML cannot hold (ST_Xstring). */
export function cellText(raw: string): string {
  const text = unescapeXml(raw);
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

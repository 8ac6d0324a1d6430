import { matches, word, words } from './byte-words.ts';
import { errorAt, type Place } from './place.ts';
import type { ElementLane } from './plain-markup.ts';
import { ESCAPED, MARKS, TEXT_END, textOfUtf8, textStart } from './plain-text.ts';
import { ENTITY_CHARACTERS_MAX, unescapeXml } from './xml.ts';

/** As many texts are kept as strings, if they are not long: of those that share a slot, the last asked for. */
const RECENT_SLOTS = 4096;
const RECENT_BYTES_MAX = 256;

/** The texts that the cells of a workbook share, held as UTF-8 in one piece: a third of what strings would take. */
export class SharedStrings {
  readonly #place: Place;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #ends = new Float64Array(1024);
  #count = 0;
  readonly #recent = new Array<string>(RECENT_SLOTS).fill('');
  readonly #recentIndexes = new Float64Array(RECENT_SLOTS).fill(-1);

  constructor(place: Place) {
    this.#place = place;
  }

  add(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#end(this.#length + this.#bytes.write(text, this.#length));
  }

  /** Adds a text that is UTF-8 between `from` and `to`. */
  addUtf8(bytes: Buffer, from: number, to: number): void {
    this.#makeRoom(to - from);
    const own = this.#bytes;
    let length = this.#length;
    for (let at = from; at < to; at++) own[length++] = bytes[at] ?? 0;
    this.#end(length);
  }

  #makeRoom(byteCount: number): void {
    const room = this.#length + byteCount;
    if (room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(64 * 1024, room * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  /** Refuses a text of so many characters as written, if no cell can hold it. */
  refuseLongText(characters: number): void {
    this.#refuseBeyond(this.#place.options.limits.cell_characters_max * ENTITY_CHARACTERS_MAX, characters);
  }

  #refuseBeyond(limit: number, length: number): void {
    if (length > limit) throw errorAt(this.#place, 'shared_strings_too_large', { limit });
  }

  #end(length: number): void {
    this.#length = length;
    this.#refuseBeyond(this.#place.options.limits.shared_strings_bytes_max, length);
    if (this.#count + 1 >= this.#ends.length) {
      const longer = new Float64Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends[++this.#count] = length;
  }

  /** The text at an index, `null` if there is none. */
  at(index: number): string | null {
    const slot = index % RECENT_SLOTS;
    if (this.#recentIndexes[slot] === index) return this.#recent[slot] ?? null;
    const from = this.#ends[index];
    const to = this.#ends[index + 1];
    if (!(index >= 0 && index < this.#count) || from === undefined || to === undefined) return null;
    const text = textOfUtf8(this.#bytes, from, to);
    if (to - from <= RECENT_BYTES_MAX) {
      this.#recentIndexes[slot] = index;
      this.#recent[slot] = text;
    }
    return text;
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
    let stop = start;
    let marks = 0;
    let mark = MARKS[bytes[stop] ?? 0] ?? TEXT_END;
    while (mark !== TEXT_END) {
      marks |= mark;
      mark = MARKS[bytes[++stop] ?? 0] ?? TEXT_END;
    }
    const isEnd = matches(view, stop, T_SI_END) && bytes[stop + 8] === GREATER && stop + 9 <= end;
    if (!isEnd || (marks & ESCAPED) !== 0) return -1;
    this.#strings.addUtf8(bytes, start, stop);
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

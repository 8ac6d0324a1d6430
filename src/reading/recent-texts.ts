import './buffer-slices.ts';
import { textBeyondAscii } from './plain-text.ts';

const SLOTS = 4096;
const SLOT_WORDS = 16;
/** Longer ones are ids and times, which hardly come again, and are made by a copy. */
const ASCII_BYTES_MAX = 8;
const BYTES_MAX = SLOT_WORDS * 4;

/**
 * Makes text of the bytes of cells and keeps what it made lately: amounts, names and statuses come again and again, and
 * finding one takes a third of the time of making it. Each slot holds the last text that fell to it.
 */
export class RecentTexts {
  readonly #texts = new Array<string>(SLOTS).fill('');
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #words = new Int32Array(SLOTS * SLOT_WORDS);

  /** The text of UTF-8 between `from` and `to`. `view` looks at `bytes`, which go on for four bytes at least. */
  textOf(bytes: Buffer, view: DataView, from: number, to: number, isAscii: boolean): string {
    const length = to - from;
    if (isAscii && length > ASCII_BYTES_MAX) return bytes.latin1Slice(from, to);
    if (length > BYTES_MAX) return textBeyondAscii(bytes, from, to);
    const slot = slotOf(view, from, to);
    if (this.#lengths[slot] === length && this.#holds(slot, view, from, to)) return this.#texts[slot] ?? '';
    const text = isAscii ? bytes.latin1Slice(from, to) : textBeyondAscii(bytes, from, to);
    this.#keep(slot, view, from, to, text);
    return text;
  }

  #holds(slot: number, view: DataView, from: number, to: number): boolean {
    const words = this.#words;
    let word = slot * SLOT_WORDS;
    for (let at = from; at < to; at += 4) if (words[word++] !== wordAt(view, at, to)) return false;
    return true;
  }

  #keep(slot: number, view: DataView, from: number, to: number, text: string): void {
    const words = this.#words;
    let word = slot * SLOT_WORDS;
    for (let at = from; at < to; at += 4) words[word++] = wordAt(view, at, to);
    this.#lengths[slot] = to - from;
    this.#texts[slot] = text;
  }
}

/** The four bytes at `at`, zeros in place of those from `to` on. */
function wordAt(view: DataView, at: number, to: number): number {
  const beyond = at + 4 - to;
  const word = view.getInt32(at);
  return beyond > 0 ? (word >> (beyond * 8)) << (beyond * 8) : word;
}

function slotOf(view: DataView, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 4) hash = Math.imul(hash ^ wordAt(view, at, to), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}

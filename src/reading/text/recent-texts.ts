import { textBeyondAscii } from './plain-text.ts';

const SLOTS = 4096;
const SLOT_WORDS = 16;
const BYTES_MAX = SLOT_WORDS * 4;

/**
 * Makes text of bytes that are not all ASCII and keeps what it made lately: names and statuses come again and again, and
 * finding one takes a third of the time of making it. Each slot holds the last text that fell to it.
 */
export class RecentTexts {
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #texts = new Array<string>(SLOTS).fill('');
  readonly #lengths = new Uint8Array(SLOTS);
  readonly #words = new Int32Array(SLOTS * SLOT_WORDS);

  /** Looks at other bytes from now on. Behind their texts four more bytes must follow. */
  enter(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  textOf(from: number, to: number): string {
    const length = to - from;
    if (length > BYTES_MAX) return textBeyondAscii(this.#bytes, from, to);
    const slot = slotOf(this.#view, from, to);
    if (this.#lengths[slot] === length && this.#holds(slot, from, to)) return this.#texts[slot] ?? '';
    const text = textBeyondAscii(this.#bytes, from, to);
    this.#keep(slot, from, to, text);
    return text;
  }

  #holds(slot: number, from: number, to: number): boolean {
    const words = this.#words;
    const view = this.#view;
    let word = slot * SLOT_WORDS;
    for (let at = from; at < to; at += 4) if (words[word++] !== wordAt(view, at, to)) return false;
    return true;
  }

  #keep(slot: number, from: number, to: number, text: string): void {
    const words = this.#words;
    const view = this.#view;
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

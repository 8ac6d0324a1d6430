import { matches, word, words } from './byte-words.ts';
import './buffer-slices.ts';

/** Marks of a text: it has bytes beyond ASCII; it may have entities or characters written as `_xHHHH_`. */
export const BEYOND_ASCII = 1;
export const ESCAPED = 2;
/** The mark of what ends a text. */
export const TEXT_END = 128;

/** The marks of a text are those of its bytes, or-ed. A tag ends it. */
export const MARKS = new Uint8Array(256).fill(BEYOND_ASCII, 0x80);
for (const character of '&_') MARKS[character.charCodeAt(0)] = ESCAPED;
MARKS['<'.charCodeAt(0)] = TEXT_END;

const T = word('<t>\0') >> 8;
const PRESERVED_T = words('<t xml:space="preserve">');

/** Where the text begins whose tag `<t>` or `<t xml:space="preserve">` stands at `at`; -1 if neither does. */
export function textStart(view: DataView, at: number): number {
  if (view.getInt32(at) >> 8 === T) return at + 3;
  return matches(view, at, PRESERVED_T) ? at + 24 : -1;
}

/** UTF-16 units of a text that is not long. */
const units = new Uint16Array(256);
const unitBytes = Buffer.from(units.buffer);

/**
 * The text of bytes in UTF-8, as `toString` gives it in a third of the time for what cells hold: ASCII and characters of three
 * bytes. All others are left to `toString`.
 */
export function textBeyondAscii(bytes: Buffer, from: number, to: number): string {
  if (to - from > units.length) return bytes.toString('utf8', from, to);
  let count = 0;
  for (let at = from; at < to; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      units[count++] = byte;
      at++;
      continue;
    }
    const second = (bytes[at + 1] ?? 0) ^ 0x80;
    const third = (bytes[at + 2] ?? 0) ^ 0x80;
    const isPlain =
      byte > 0xe0 && byte < 0xf0 && byte !== 0xed && second < 0x40 && third < 0x40 && at + 2 < to;
    if (!isPlain) return bytes.toString('utf8', from, to);
    units[count++] = ((byte & 0x0f) << 12) | (second << 6) | third;
    at += 3;
  }
  return unitBytes.ucs2Slice(0, count * 2);
}

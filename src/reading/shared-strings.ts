import { errorAt, type Place } from './place.ts';
import { unescapeXml, type XmlSink } from './xml.ts';

/** The texts that the cells of a workbook share, held as UTF-8 in one piece: a third of what strings would take. */
export class SharedStrings {
  readonly #place: Place;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  #ends = new Float64Array(1024);
  #count = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  add(text: string): void {
    const limit = this.#place.options.limits.shared_strings_bytes_max;
    const room = this.#length + text.length * 3;
    if (room > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(64 * 1024, room * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
    if (this.#length > limit) throw errorAt(this.#place, 'shared_strings_too_large', { limit });
    if (this.#count + 1 >= this.#ends.length) {
      const longer = new Float64Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends[++this.#count] = this.#length;
  }

  /** The text at an index, `null` if there is none. */
  at(index: number): string | null {
    const from = this.#ends[index];
    const to = this.#ends[index + 1];
    if (!(index >= 0 && index < this.#count) || from === undefined || to === undefined) return null;
    return from === to ? '' : this.#bytes.toString('utf8', from, to);
  }
}

/** Listens to the part of shared strings: runs are joined, phonetic guides left out. */
export function sharedStringsSink(strings: SharedStrings): XmlSink {
  let raw = '';
  let phonetic = false;
  return {
    listening: false,
    open(name) {
      if (name === 'si') raw = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') this.listening = !phonetic;
    },
    close(name) {
      if (name === 'si') strings.add(cellText(raw));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') this.listening = false;
    },
    text(piece) {
      raw += piece;
    },
  } as XmlSink & { listening: boolean };
}

/** The text of a cell: entities replaced, and the `_xHHHH_` of characters that XML cannot hold (ST_Xstring). */
export function cellText(raw: string): string {
  const text = unescapeXml(raw);
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

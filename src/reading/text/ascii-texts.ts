import './buffer-slices.ts';

const BLOCK_BITS = 10;
const BLOCK_BYTES = 1 << BLOCK_BITS;
/** A block reaches so far into the next that texts which begin in it are whole; longer ones are made by themselves. */
const TEXT_BYTES_MAX = 256;
const SLOTS = 64;

/**
 * Makes text of bytes of ASCII: a string of a KiB first, and cells as parts of it, in a third of the time of making each by itself.
 * A part keeps its whole alive, which is why it is not larger: a cell that is kept costs no more than its row.
 */
export class AsciiTexts {
  #bytes: Buffer = Buffer.alloc(0);
  /** By slot: the last block that fell to it, -1: none yet, and its text. */
  readonly #blocks = new Int32Array(SLOTS).fill(-1);
  readonly #texts = new Array<string>(SLOTS).fill('');

  /** Looks at other bytes from now on, or at the same after they have changed. */
  enter(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#blocks.fill(-1);
  }

  textOf(from: number, to: number): string {
    if (to - from > TEXT_BYTES_MAX) return this.#bytes.latin1Slice(from, to);
    const block = from >> BLOCK_BITS;
    const start = block << BLOCK_BITS;
    return this.#textOfBlock(block, start).substring(from - start, to - start);
  }

  #textOfBlock(block: number, start: number): string {
    const slot = block % SLOTS;
    if (this.#blocks[slot] === block) return this.#texts[slot] ?? '';
    const end = Math.min(start + BLOCK_BYTES + TEXT_BYTES_MAX, this.#bytes.length);
    const text = this.#bytes.latin1Slice(start, end);
    this.#blocks[slot] = block;
    this.#texts[slot] = text;
    return text;
  }
}

import { AsciiTexts } from './ascii-texts.ts';
import { RecentTexts } from './recent-texts.ts';

/** Makes text of the bytes of cells in UTF-8, each in the way that is cheapest for it. */
export class Utf8Texts {
  readonly #ascii = new AsciiTexts();
  readonly #recent = new RecentTexts();

  /** Looks at other bytes from now on, or at the same after they have changed. Behind their texts four more bytes must follow. */
  enter(bytes: Buffer): void {
    this.#ascii.enter(bytes);
    this.#recent.enter(bytes);
  }

  textOf(from: number, to: number, isAscii: boolean): string {
    return isAscii ? this.#ascii.textOf(from, to) : this.#recent.textOf(from, to);
  }
}

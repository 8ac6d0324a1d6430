import { cutText } from '../reports/display-width.ts';
import type { Output } from './io.ts';

const EVERY_MS = 100;
const COLUMNS = 80;

/** One line that tells how far the work is. It is shown where a person looks and never in a pipe. */
export class Progress {
  readonly #output: Output;
  #shown = false;
  #last = Number.NEGATIVE_INFINITY;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Shows a line in place of the one before; lines that come too fast are left out unless `important`. */
  show(line: string, important = false): void {
    if (this.#output.isTTY !== true) return;
    const now = performance.now();
    if (!important && now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#shown = true;
    this.#output.write(`\r\u001b[K${cutText(line, (this.#output.columns || COLUMNS) - 1)}`);
  }

  /** Takes the line away before something else is written. */
  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#output.write('\r\u001b[K');
  }
}

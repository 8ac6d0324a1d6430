import { writeFile } from 'node:fs/promises';

/** Seconds per step, in the order of the steps. */
export class Stopwatch {
  readonly #seconds = new Map<string, number>();
  #step: string | null = null;
  #since = performance.now();

  /** Ends the step before and begins one. A step that comes again goes on. */
  begin(step: string): void {
    this.end();
    this.#step = step;
  }

  /** Ends the step. */
  end(): void {
    const now = performance.now();
    if (this.#step !== null) {
      this.#seconds.set(this.#step, (this.#seconds.get(this.#step) ?? 0) + (now - this.#since) / 1000);
    }
    this.#step = null;
    this.#since = now;
  }

  /** Writes `{step: seconds}` to a file. */
  async write(path: string): Promise<void> {
    this.end();
    const rounded = [...this.#seconds].map(([step, seconds]) => [step, Math.round(seconds * 1000) / 1000]);
    await writeFile(path, `${JSON.stringify(Object.fromEntries(rounded))}\n`);
  }
}

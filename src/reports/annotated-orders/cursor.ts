import type { AnnotatedRow } from './columns.ts';

/** Walks through the results of a table in step with its rows. Both come in order of the row number. */
export class ResultCursor {
  readonly #batches: AsyncIterator<readonly AnnotatedRow[]>;
  #rows: readonly AnnotatedRow[] = [];
  #at = 0;
  #done = false;

  constructor(rows: AsyncIterable<readonly AnnotatedRow[]>) {
    this.#batches = rows[Symbol.asyncIterator]();
  }

  /** Loads results until those up to a row are there. */
  async reach(row: number): Promise<void> {
    while (!this.#done && (this.#rows.at(-1)?.row_no ?? 0) < row) {
      const next = await this.#batches.next();
      if (next.done === true) this.#done = true;
      else if (next.value.length > 0) {
        this.#rows = [...this.#rows.slice(this.#at), ...next.value];
        this.#at = 0;
      }
    }
  }

  /** The result of a row that was reached, or null. Rows must be asked for in order. */
  take(row: number): AnnotatedRow | null {
    for (; this.#at < this.#rows.length; this.#at += 1) {
      const result = this.#rows[this.#at];
      if (result === undefined || result.row_no > row) return null;
      if (result.row_no === row) {
        this.#at += 1;
        return result;
      }
    }
    return null;
  }
}

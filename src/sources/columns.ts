import type { Refusal } from './source.ts';

/** A column found by header text, with the type of its cells. */
export interface Column<T> {
  /** Names that the header may have, the usual one first. */
  readonly headers: readonly string[];
  /** Whether the file is refused without it. */
  readonly required: boolean;
  readonly parse: (text: string) => T | CellFault;
}

/** A cell that cannot be read. One instance per code, compared by identity: this is a hot path. */
export class CellFault {
  readonly code: Refusal['code'];
  constructor(code: Refusal['code']) {
    this.code = code;
  }
}

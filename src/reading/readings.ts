/** What a reading of a table leans on: made anew for every reading but the first. */
export class Readings<T> {
  /** Of the reading under way, or of the first before it begins. */
  current: T;
  readonly #newOne: () => T;
  #hasBegun = false;

  constructor(newOne: () => T, first = newOne()) {
    this.#newOne = newOne;
    this.current = first;
  }

  /** Begins a reading; what the one before had is forgotten. */
  begin(): T {
    if (this.#hasBegun) this.current = this.#newOne();
    this.#hasBegun = true;
    return this.current;
  }
}

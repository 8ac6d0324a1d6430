/** Messages that are held back until it is known whether they are wanted, or until there are many. */
export class HeldMessages<M> {
  /** Whether they turned out not to be wanted: they are gone, and so is what is said later. */
  is_dropped = false;
  #held: M[] | null = [];
  readonly #max: number;
  readonly #post: (message: M) => void;

  /**
   * Posts all messages, and those to come, in order when the verdict is there, or as soon as there are more than `max`; drops them,
   * and those to come, when it fails.
   */
  constructor(verdict: Promise<unknown>, max: number, post: (message: M) => void) {
    this.#max = max;
    this.#post = post;
    verdict.then(
      () => this.#release(),
      () => {
        this.is_dropped = true;
      },
    );
  }

  say(message: M): void {
    if (this.is_dropped) return;
    if (this.#held === null) this.#post(message);
    else {
      this.#held.push(message);
      if (this.#held.length > this.#max) this.#release();
    }
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.#post(message);
  }
}

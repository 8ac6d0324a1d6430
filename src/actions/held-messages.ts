/** Messages that are held back until it is known whether they are wanted. */
export class HeldMessages<M> {
  /** Whether they turned out not to be wanted: they are gone, and so is what is said later. */
  is_dropped = false;
  #held: M[] | null = [];
  readonly #post: (message: M) => void;

  /** Posts all messages, and those to come, in order when the verdict is there; drops them when it fails. */
  constructor(verdict: Promise<unknown>, post: (message: M) => void) {
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
    else this.#held.push(message);
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.#post(message);
  }
}

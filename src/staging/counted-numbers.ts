const SLOTS_MIN = 16;

/**
 * How often each of some numbers of 64 bits occurs, and how often it may still be taken. A table of slots: 16 bytes each, of
 * which at most half are full.
 */
export class CountedNumbers {
  readonly #mask: number;
  readonly #numbers: BigInt64Array;
  /** One more than how often the number of a slot occurs; 0: the slot is free. */
  readonly #counts: Uint32Array;
  /** The same less how often it was taken. */
  readonly #left: Uint32Array;

  /** For at most so many different numbers. */
  constructor(numbersMax: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(numbersMax * 2, SLOTS_MIN)));
    this.#mask = slots - 1;
    this.#numbers = new BigInt64Array(slots);
    this.#counts = new Uint32Array(slots);
    this.#left = new Uint32Array(slots);
  }

  add(number: bigint): void {
    const slot = this.#slotOf(number);
    this.#numbers[slot] = number;
    this.#counts[slot] = Math.max(this.#counts[slot] ?? 0, 1) + 1;
    this.#left[slot] = this.#counts[slot] ?? 0;
  }

  /** Whether the number is still there; takes it once if it is. */
  take(number: bigint): boolean {
    if (!this.isLeft(number)) return false;
    const slot = this.#slotOf(number);
    this.#left[slot] = (this.#left[slot] ?? 0) - 1;
    return true;
  }

  isLeft(number: bigint): boolean {
    return (this.#left[this.#slotOf(number)] ?? 0) > 1;
  }

  /** Puts back all that was taken. */
  restore(): void {
    this.#left.set(this.#counts);
  }

  /** The slot where the number is, or would be. */
  #slotOf(number: bigint): number {
    let slot = hashOf(number) & this.#mask;
    while (this.#counts[slot] !== 0 && this.#numbers[slot] !== number) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

const whole = new BigInt64Array(1);
const halves = new Int32Array(whole.buffer);

function hashOf(number: bigint): number {
  whole[0] = number;
  const hash = Math.imul(halves[0] ?? 0, 0x9e3779b1) ^ Math.imul(halves[1] ?? 0, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

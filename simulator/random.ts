/** Seeded pseudo-random numbers. The same seed and stream give the same numbers on every machine. */
export class Random {
  private state = 0;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed >>> 0;
    this.restart(0);
  }

  /** Starts the sequence that belongs to `stream`, so that the n-th thing can be made without the ones before it. */
  restart(stream: number): void {
    const low = Math.imul((stream >>> 0) ^ 0x9e3779b9, 0x85ebca6b);
    const high = Math.imul(Math.floor(stream / 0x100000000) + 0x7f4a7c15, 0xc2b2ae35);
    this.state = (low ^ high ^ Math.imul(this.seed + 1, 0x27d4eb2f)) >>> 0;
    this.next();
  }

  /** The next of 2^32 equally likely whole numbers. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor((this.next() / 0x100000000) * limit);
  }

  /** A whole number in [from, to). */
  between(from: number, to: number): number {
    return from + this.below(Math.max(1, to - from));
  }

  /** True in `perTenThousand` of 10,000 cases. */
  chance(perTenThousand: number): boolean {
    return this.below(10_000) < perTenThousand;
  }

  /** One of the values, each as likely as the others. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** The same values in another order. */
  shuffled<T>(values: readonly T[]): T[] {
    const keyed = values.map((value) => ({ value, key: this.next() }));
    return keyed.sort((a, b) => a.key - b.key).map((entry) => entry.value);
  }
}

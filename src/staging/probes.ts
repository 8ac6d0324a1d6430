import { type CarriedSum, TERMS_MAX } from '../kernel/carried-sum.ts';
import type { Minor } from '../money/money.ts';

/** Between the probes of two columns: a sum of all the smaller ones is less than half of the next. */
const PROBE_BITS = 64n;
/** An amount beyond is made of probes. */
const AMOUNT_END = 1n << (PROBE_BITS - 1n);

/** Stands for the amount of a column while a fact is recorded, with the sign of the amount; 0 for 0. */
export function probeOf(column: number, minor: number): Minor {
  if (minor === 0) return 0n;
  const probe = 1n << (PROBE_BITS * BigInt(column + 1));
  return minor < 0 ? -probe : probe;
}

/** The probes of a record. `amounts` are the columns of amounts, with any amount of the sign that they have. */
export class Probes {
  readonly #amounts: readonly (readonly [column: number, probe: Minor])[];

  constructor(amounts: ReadonlyMap<number, number>) {
    const largest_first = [...amounts].sort(([one], [other]) => other - one);
    this.#amounts = largest_first.map(([column, minor]) => [column, probeOf(column, minor)]);
  }

  /** What amounts make up an amount: a sum of those of columns, or itself where it is the same in all rows; null for any other. */
  partsOf(value: Minor): CarriedSum | Minor | null {
    return this.#sumOf(value) ?? (magnitude(value) < AMOUNT_END ? value : null);
  }

  #sumOf(value: Minor): CarriedSum | null {
    const columns: number[] = [];
    const signs: (1 | -1)[] = [];
    let left = value;
    for (const [column, probe] of this.#amounts) {
      if (probe === 0n || magnitude(left) * 2n < magnitude(probe)) continue;
      const sign = left < 0n === probe < 0n ? 1 : -1;
      columns.push(column);
      signs.push(sign);
      left -= BigInt(sign) * probe;
      if (magnitude(left) * 2n >= magnitude(probe)) return null;
    }
    return left === 0n && columns.length > 0 && columns.length <= TERMS_MAX ? { columns, signs } : null;
  }
}

function magnitude(value: Minor): Minor {
  return value < 0n ? -value : value;
}

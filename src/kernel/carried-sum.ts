/** An amount as a sum of carried amounts, at most four, each added or taken away. */
export interface CarriedSum {
  readonly columns: readonly number[];
  readonly signs: readonly (1 | -1)[];
}

/** More amounts in one sum could pass what a float holds exactly. */
export const TERMS_MAX = 4;
const TERM_BITS = 16n;
const TAKEN_AWAY = 0x8000n;

/** A sum as the kernel reads it: sixteen bits for each term, its column plus one, the highest bit for one that is taken away. */
export function termsOf({ columns, signs }: CarriedSum): bigint {
  return columns.reduce((terms, column, at) => {
    const term = BigInt(column + 1) + (signs[at] === -1 ? TAKEN_AWAY : 0n);
    return terms + (term << (TERM_BITS * BigInt(at)));
  }, 0n);
}

import type { Kernel } from './kernel.ts';

const NUMBER_BYTES = 8;
const MOMENT_BYTES = 19;

/** What the facts of a stretch prove together. Moments are texts `YYYY-MM-DD HH:MM:SS`. */
export interface ProofStretch {
  readonly facts: number;
  readonly inflow: ProvedSum;
  readonly outflow: ProvedSum;
  readonly fee_minor: bigint;
  readonly top_at: string | null;
  readonly bottom_at: string | null;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly latest_at: string | null;
  readonly chain: ProvedChain;
  readonly account_no: string | null;
  readonly totals: readonly (readonly [of: string, ProvedSum])[];
}

/** Amounts and how many they are. */
export interface ProvedSum {
  readonly count: number;
  readonly minor: bigint;
}

/** Lines in file order, as `sources/parts/balance.ts` follows them. */
export interface ProvedChain {
  readonly lead: bigint;
  readonly first_moved: bigint;
  readonly first_balance: bigint | null;
  readonly first_row: number;
  readonly last_moved: bigint;
  readonly last_balance: bigint;
  readonly pending: bigint;
  readonly oldest_first: ProvedBreaks;
  readonly newest_first: ProvedBreaks;
}

/** Lines that do not follow from the one before. */
export interface ProvedBreaks {
  readonly count: number;
  readonly first_row: number | null;
}

/** The stretch in the memory of a kernel, with the names of its totals. */
export function stretchIn(kernel: Kernel, totals: readonly string[]): ProofStretch {
  const { bytes } = kernel;
  const start = kernel.place('FACTS');
  const numbers = new BigInt64Array(bytes.buffer, start, (kernel.place('TOP_AT') - start) / NUMBER_BYTES);
  const number = (name: string): bigint => numbers[(kernel.place(name) - start) / NUMBER_BYTES] ?? 0n;
  const count = (name: string): number => Number(number(name));
  const moment = (name: string): string | null => momentAt(bytes, kernel.place(name));
  const breaks = (lines: string, row: string): ProvedBreaks =>
    number(lines) === 0n ? NO_BREAKS : { count: count(lines), first_row: count(row) };
  return {
    facts: count('FACTS'),
    inflow: { count: count('INFLOW_COUNT'), minor: number('INFLOW') },
    outflow: { count: count('OUTFLOW_COUNT'), minor: number('OUTFLOW') },
    fee_minor: number('FEE'),
    top_at: moment('TOP_AT'),
    bottom_at: moment('BOTTOM_AT'),
    first_at: moment('FIRST_AT'),
    last_at: moment('LAST_AT'),
    latest_at: moment('LATEST_AT'),
    chain: {
      lead: number('LEAD'),
      first_moved: number('FIRST_MOVED'),
      first_balance: number('BALANCES') === 0n ? null : number('FIRST_BALANCE'),
      first_row: count('FIRST_ROW'),
      last_moved: number('LAST_MOVED'),
      last_balance: number('LAST_BALANCE'),
      pending: number('PENDING'),
      oldest_first: breaks('OLDEST_BREAKS', 'OLDEST_BREAK_ROW'),
      newest_first: breaks('NEWEST_BREAKS', 'NEWEST_BREAK_ROW'),
    },
    account_no: accountIn(kernel, count('ACCOUNT') - 1),
    totals: totals.map((of, at) => [of, totalIn(kernel, numbers, at)]),
  };
}

const NO_BREAKS: ProvedBreaks = { count: 0, first_row: null };

function momentAt(bytes: Buffer, at: number): string | null {
  return bytes[at] === 0 ? null : bytes.toString('latin1', at, at + MOMENT_BYTES);
}

function accountIn(kernel: Kernel, size: number): string | null {
  const from = kernel.place('ACCOUNT_TEXT');
  return size < 0 ? null : kernel.bytes.toString('utf8', from, from + size);
}

function totalIn(kernel: Kernel, numbers: BigInt64Array, which: number): ProvedSum {
  const at = (kernel.place('TOTALS') - kernel.place('FACTS')) / NUMBER_BYTES + which * 2;
  return { count: Number(numbers[at]), minor: numbers[at + 1] ?? 0n };
}

import type { Overview } from '../../../../src/server/contract/lists.ts';

/** A term of the equation. */
export type Bar = Overview['bars'][number];

/** A bar with the level at which it begins and ends. */
export interface Placed {
  readonly bar: Bar;
  readonly low: bigint;
  readonly high: bigint;
}

/** Places bars one after the other: the first and the last stand on zero, each between begins where the one before ended. */
export function placed(bars: readonly Bar[]): {
  readonly bars: readonly Placed[];
  readonly low: bigint;
  readonly high: bigint;
} {
  let level = 0n;
  const spans = bars.map((bar, index): Placed => {
    const isWhole = index === 0 || index === bars.length - 1;
    const from = isWhole ? 0n : level;
    const to = from + BigInt(bar.minor);
    level = to;
    return { bar, low: from < to ? from : to, high: from < to ? to : from };
  });
  const lows = spans.map(({ low }) => low);
  const highs = spans.map(({ high }) => high);
  return { bars: spans, low: least([0n, ...lows]), high: -least([0n, ...highs.map((high) => -high)]) };
}

function least(amounts: readonly bigint[]): bigint {
  let low = 0n;
  for (const amount of amounts) if (amount < low) low = amount;
  return low;
}

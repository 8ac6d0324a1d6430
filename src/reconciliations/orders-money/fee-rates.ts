import type { AuditedComponent } from '../../model/component.ts';
import type { Minor } from '../../money/money.ts';

/** What a rate is taken of: the receipt, the receipt less later refunds, or the receipt less shipping. */
export const FEE_BASES = ['receipts', 'net', 'goods'] as const;
export type FeeBase = (typeof FEE_BASES)[number];

/** How the platform rounds to the fen. */
export const ROUNDINGS = ['half_up', 'down', 'up'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** Bounds of `fee × 10000 − base × basis_points` for a fee that is right under a rounding. */
export const ROUNDING_BOUNDS: Readonly<Record<Rounding, readonly [low: Minor, high: Minor]>> = {
  half_up: [-5_000n, 5_000n],
  down: [-9_999n, 0n],
  up: [0n, 9_999n],
};

/** The rate that a shop pays for a component, as it was found or given. */
export interface ShopFeeRate {
  readonly shop: string;
  readonly component: AuditedComponent;
  readonly basis_points: bigint;
  readonly base: FeeBase;
  readonly rounding: Rounding;
  readonly given: boolean;
}

/** An order's fee and the amounts it may have been taken of. */
export interface FeeObservation {
  readonly fee_minor: Minor;
  readonly bases: Readonly<Record<FeeBase, Minor>>;
}

/** Whether a fee is what the rate says, to the fen. */
export function feeAgrees(
  rate: Pick<ShopFeeRate, 'basis_points' | 'rounding'>,
  feeMinor: Minor,
  baseMinor: Minor,
): boolean {
  const [low, high] = ROUNDING_BOUNDS[rate.rounding];
  const offset = feeMinor * 10_000n - baseMinor * rate.basis_points;
  return offset >= low && offset <= high;
}

/** The fee that a rate gives on a base, rounded as the platform rounds. */
export function feeAt(rate: Pick<ShopFeeRate, 'basis_points' | 'rounding'>, baseMinor: Minor): Minor {
  const exact = baseMinor * rate.basis_points;
  const added = rate.rounding === 'half_up' ? 5_000n : rate.rounding === 'up' ? 9_999n : 0n;
  return (exact + added) / 10_000n;
}

/** A rate that the seller gave for a shop. */
export type GivenShopRate = Pick<ShopFeeRate, 'shop' | 'component' | 'basis_points'>;

/** A given rate with the base and the rounding under which most orders agree with it. */
export function fittedRate(given: GivenShopRate, observations: readonly FeeObservation[]): ShopFeeRate {
  const fit = bestExplanation(observations, () => [given.basis_points]);
  return { ...given, base: fit?.base ?? 'receipts', rounding: fit?.rounding ?? 'half_up', given: true };
}

const ORDERS_MIN = 5;
/** Least share of the orders that must agree with a rate before it is called the shop's rate. */
const PREVAILING_SHARE = 0.6;
/** Least share at which a further rate counts as a rate of the shop too (a second category), not as an overcharge. */
const FURTHER_SHARE = 0.15;
const CANDIDATES_MAX = 12;

/**
 * The prevailing rate among the orders of one shop and component, with base and rounding that explain most orders,
 * followed by further rates that many orders agree with. Empty when no rate prevails: then nothing is audited.
 */
export function prevailingRates(
  shop: string,
  component: AuditedComponent,
  observations: readonly FeeObservation[],
): ShopFeeRate[] {
  const usable = observations.filter((each) => each.fee_minor > 0n && each.bases.receipts > 0n);
  if (usable.length < ORDERS_MIN) return [];
  const best = bestExplanation(usable);
  if (best === null || best.agreeing.size < usable.length * PREVAILING_SHARE) return [];
  const rates = [toRate(shop, component, best)];
  const rest = usable.filter((each) => !best.agreeing.has(each));
  const further = rest.length >= ORDERS_MIN ? bestExplanation(rest) : null;
  if (further !== null && further.agreeing.size >= Math.max(ORDERS_MIN, usable.length * FURTHER_SHARE)) {
    rates.push(toRate(shop, component, further));
  }
  return rates;
}

interface Explanation {
  readonly basisPoints: bigint;
  readonly base: FeeBase;
  readonly rounding: Rounding;
  readonly agreeing: ReadonlySet<FeeObservation>;
}

function toRate(shop: string, component: AuditedComponent, found: Explanation): ShopFeeRate {
  return {
    shop,
    component,
    basis_points: found.basisPoints,
    base: found.base,
    rounding: found.rounding,
    given: false,
  };
}

function bestExplanation(
  observations: readonly FeeObservation[],
  candidates = candidateRates,
): Explanation | null {
  let best: Omit<Explanation, 'agreeing'> | null = null;
  let most = -1;
  const fees = BigInt64Array.from(observations, (each) => each.fee_minor * 10_000n);
  for (const base of FEE_BASES) {
    const amounts = BigInt64Array.from(observations, (each) => each.bases[base]);
    for (const basisPoints of candidates(observations, base)) {
      const counts = countAgreeing(fees, amounts, basisPoints);
      for (const rounding of ROUNDINGS) {
        if (counts[rounding] <= most) continue;
        most = counts[rounding];
        best = { basisPoints, base, rounding };
      }
    }
  }
  if (best === null) return null;
  const { basisPoints: basis_points, base, rounding } = best;
  const agreeing = observations.filter((each) =>
    feeAgrees({ basis_points, rounding }, each.fee_minor, each.bases[base]),
  );
  return { ...best, agreeing: new Set(agreeing) };
}

/**
 * How many fees (times 10000) a rate on these amounts explains, by rounding. A hot loop: in 64 bits it takes a tenth of
 * the time of numbers of any size, and amounts of a table stay far below them.
 */
function countAgreeing(
  fees: BigInt64Array,
  amounts: BigInt64Array,
  basisPoints: bigint,
): Record<Rounding, number> {
  const [half_low, half_high] = ROUNDING_BOUNDS.half_up;
  const [down_low, down_high] = ROUNDING_BOUNDS.down;
  const [up_low, up_high] = ROUNDING_BOUNDS.up;
  const counts = { half_up: 0, down: 0, up: 0 };
  for (let at = 0; at < fees.length; at++) {
    const exact = BigInt.asIntN(64, (amounts[at] ?? 0n) * basisPoints);
    const offset = BigInt.asIntN(64, (fees[at] ?? 0n) - exact);
    if (offset < down_low || offset > up_high) continue;
    if (offset >= half_low && offset <= half_high) counts.half_up++;
    if (offset <= down_high) counts.down++;
    if (offset >= up_low) counts.up++;
  }
  return counts;
}

/** The rates nearest to what orders paid, most frequent first. Small orders blur a rate, so large ones are asked first. */
function candidateRates(observations: readonly FeeObservation[], base: FeeBase): bigint[] {
  const positive = observations.filter((each) => each.bases[base] > 0n);
  const large = positive.filter((each) => each.bases[base] >= 10_000n);
  const asked = large.length >= ORDERS_MIN ? large : positive;
  const counts = new Map<bigint, number>();
  for (const each of asked) {
    const nearest = (each.fee_minor * 10_000n + each.bases[base] / 2n) / each.bases[base];
    counts.set(nearest, (counts.get(nearest) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, CANDIDATES_MAX)
    .map(([rate]) => rate);
}

import type { SimulationMode } from './truth.ts';

/** What to simulate. */
export interface SimulationOptions {
  readonly orders: number;
  readonly seed: number;
  readonly out: string;
  /** Month, `2026-01`. */
  readonly from: string;
  readonly shops: number;
  readonly mode: SimulationMode;
  /** Order layout for all shops; null: chosen by the seed. */
  readonly layout: OrderLayout | null;
}

/** Layouts of 订单报表, formats.md §1.1. */
export const ORDER_LAYOUTS = ['a', 'b', 'c', 'd', 'e'] as const;
export type OrderLayout = (typeof ORDER_LAYOUTS)[number];

/** Orders that a simulation may have: the serial part of an order number has eight digits. */
export const ORDERS_MAX = 90_000_000;
/** Shops of one seller. */
export const SHOPS_MAX = 50;

/** Up to here the truth of every single order is written; beyond, counts, totals and exceptions. */
export const TRUTH_ORDERS_MAX = 1_000_000;

/** What is simulated when nothing is asked for. */
export const DEFAULT_OPTIONS = {
  orders: 2_000,
  seed: 1,
  from: '2026-01',
  shops: 1,
  mode: 'usual',
  layout: null,
} as const satisfies Omit<SimulationOptions, 'out'>;

/** Options with the defaults filled in. A number out of range throws a RangeError that names it. */
export function completeOptions(
  given: Partial<SimulationOptions> & Pick<SimulationOptions, 'out'>,
): SimulationOptions {
  const options = { ...DEFAULT_OPTIONS, ...given };
  assertWhole('orders', options.orders, 1, ORDERS_MAX);
  assertWhole('shops', options.shops, 1, Math.min(SHOPS_MAX, options.orders));
  assertWhole('seed', options.seed, 0, 2 ** 32 - 1);
  return options;
}

function assertWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  }
}

import type { Calendar, ShopPlan } from './plan.ts';
import { Random } from './random.ts';
import { DAY_SECONDS } from './wall-clock.ts';

/** What is made to go wrong with an order. `settlement_delay` is no exception: its money crosses the month's end. */
export const PLANTED_KINDS = [
  'missing_receipt',
  'order_outside_export',
  'short_by_refund',
  'short',
  'over',
  'duplicate_receipt',
  'missing_refund',
  'unexpected_refund',
  'closed_but_paid',
  'wrong_commission',
  'damaged_proved_by_lines',
  'damaged_proved_by_wallet',
  'damaged_lost',
  'settlement_delay',
  'old_refund_known',
  'old_refund_unknown',
] as const;
export type PlantedKind = (typeof PLANTED_KINDS)[number];

/** How often, in orders out of 10,000. */
const FREQUENCY: Readonly<Record<PlantedKind, number>> = {
  missing_receipt: 8,
  order_outside_export: 8,
  short_by_refund: 6,
  short: 8,
  over: 5,
  duplicate_receipt: 4,
  missing_refund: 5,
  unexpected_refund: 4,
  closed_but_paid: 4,
  wrong_commission: 8,
  damaged_proved_by_lines: 2,
  damaged_proved_by_wallet: 2,
  damaged_lost: 2,
  settlement_delay: 5,
  old_refund_known: 4,
  old_refund_unknown: 3,
};

/** Damaged numbers share six digits only; many of them could not be told apart even in principle. */
const DAMAGED_MAX = 25;
const LEAST = 4;

/** Which orders (by index) of a shop are planted with what. */
export type Planting = ReadonlyMap<number, PlantedKind>;

/**
 * Spreads the planted kinds over the month: every kind at least a few times from 2,000 orders on, more with more
 * orders. Kinds that need a settled order lie at least eight days before the end, delays close to it.
 */
export function plantExceptions(plan: ShopPlan, calendar: Calendar): Planting {
  const planted = new Map<number, PlantedKind>();
  const random = new Random(plan.seed ^ 0x5eed);
  const kinds = PLANTED_KINDS.filter((kind) => isPossible(kind, plan));
  const early = kinds.filter((kind) => kind !== 'settlement_delay');
  const late = kinds.filter((kind) => kind === 'settlement_delay');
  const index = (at: number) =>
    Math.floor((plan.orders * (at - calendar.ordersFrom)) / (calendar.to - calendar.ordersFrom));
  spread(planted, plan, random, early, index(calendar.from), index(calendar.to - 8 * DAY_SECONDS));
  const lateFrom = Math.max(calendar.from, calendar.to - 7 * DAY_SECONDS);
  spread(planted, plan, random, late, index(lateFrom), index(calendar.to - 4 * DAY_SECONDS));
  return planted;
}

/** Kinds that only 确认收货时间 and 退款金额 can show: without them the money might come later. */
const NEEDS_SETTLEMENT: ReadonlySet<PlantedKind> = new Set([
  'missing_receipt',
  'settlement_delay',
  'short_by_refund',
]);

function isPossible(kind: PlantedKind, plan: ShopPlan): boolean {
  if (NEEDS_SETTLEMENT.has(kind)) return plan.knows.settlement;
  if (kind === 'damaged_proved_by_lines') {
    return plan.damaged && plan.knows.paymentNo && plan.lines === 'new';
  }
  if (kind === 'damaged_proved_by_wallet') return plan.damaged && plan.knows.paymentNo;
  if (kind === 'damaged_lost') return plan.damaged;
  return plan.hard || !kind.startsWith('old_refund');
}

function spread(
  planted: Map<number, PlantedKind>,
  plan: ShopPlan,
  random: Random,
  kinds: readonly PlantedKind[],
  from: number,
  to: number,
): void {
  const wanted = kinds.flatMap((kind) => new Array<PlantedKind>(countOf(kind, plan.orders)).fill(kind));
  const room = Math.floor(Math.max(0, to - from) / 3);
  const order = random.shuffled(wanted).slice(0, room);
  const step = (to - from) / Math.max(1, order.length);
  order.forEach((kind, at) => {
    planted.set(from + Math.floor(at * step + (random.below(800) / 1000) * (step - 1)), kind);
  });
}

function countOf(kind: PlantedKind, orders: number): number {
  const share = Math.round((orders * FREQUENCY[kind]) / 10_000);
  const most = kind.startsWith('damaged') ? DAMAGED_MAX : Number.MAX_SAFE_INTEGER;
  return Math.min(most, Math.max(orders >= 1_000 ? LEAST : 1, share));
}

import type { OrderStatus } from '../src/model/facts.ts';
import type { OrderCase, RefundCase } from './order-case.ts';
import type { ShopPlan } from './plan.ts';
import type { WallSeconds } from './wall-clock.ts';

/** An order as an export made at `asOf` shows it. */
export interface OrderRow {
  life: OrderCase;
  asOf: WallSeconds;
}

/** One item of it. */
export interface OrderLineRow extends OrderRow {
  item: number;
}

/** A time that the export can know already. */
export function known(at: WallSeconds | null, asOf: WallSeconds): WallSeconds | null {
  return at !== null && at <= asOf ? at : null;
}

/** How far the order had come. */
export function statusAt({ life, asOf }: OrderRow): OrderStatus {
  if (known(life.closedAt, asOf) !== null) return 'cancelled';
  if (known(life.confirmedAt, asOf) !== null) return 'completed';
  if (known(life.paidAt, asOf) === null) return 'unpaid';
  return known(life.shippedAt, asOf) === null ? 'paid' : 'shipped';
}

/** Whether the export knows that the refund succeeded. */
export function isRefundKnown(refund: RefundCase, asOf: WallSeconds): boolean {
  return (
    refund.outcome === 'succeeded' && !refund.hiddenFromOrder && known(refund.completedAt, asOf) !== null
  );
}

/** 退款金额 */
export function refundAt({ life, asOf }: OrderRow): number {
  let sum = 0;
  for (const refund of life.refunds) if (isRefundKnown(refund, asOf)) sum += refund.amount;
  return sum;
}

/** 打款商家金额: what the seller is due on confirmation; `net` shops see refunds after the sale taken off. */
export function payoutAt(plan: ShopPlan, row: OrderRow): number | null {
  if (statusAt(row) !== 'completed') return null;
  let payout = row.life.paid + row.life.subsidy;
  for (const refund of row.life.refunds) {
    if (!isRefundKnown(refund, row.asOf)) continue;
    if (refund.stage === 'escrow' || plan.payout === 'net') payout -= refund.amount;
  }
  return payout;
}

/** Part of the known refunds that falls on one item: items are refunded from the first on. */
export function itemRefundAt(row: OrderLineRow): number {
  let rest = refundAt(row);
  for (let at = 0; at < row.item; at += 1) rest -= Math.min(rest, row.life.items[at]?.paid ?? 0);
  return Math.min(rest, row.life.items[row.item]?.paid ?? 0);
}

/** A number as a spreadsheet shows it after it took it for a number: six digits in csv, fifteen in a workbook. */
export function damagedNumber(
  digits: string,
  damage: 'scientific' | 'rounded',
  medium: 'csv' | 'xlsx',
): string {
  if (damage === 'rounded') return digits.slice(0, 15) + '0'.repeat(Math.max(0, digits.length - 15));
  const kept = medium === 'csv' ? 6 : 15;
  const rounded = roundDigits(digits, kept);
  const fraction = rounded.digits.slice(1).replace(/0+$/, '');
  const point = fraction === '' ? '' : `.${fraction}`;
  return `${rounded.digits.slice(0, 1)}${point}E+${digits.length - 1 + rounded.carried}`;
}

function roundDigits(digits: string, kept: number): { digits: string; carried: number } {
  const up = digits.charCodeAt(kept) >= 53 ? 1n : 0n;
  const rounded = (BigInt(digits.slice(0, kept)) + up).toString();
  return { digits: rounded.slice(0, kept), carried: rounded.length - kept };
}

/** Whether another key proves the damaged number of an order. */
export function damageOf(life: OrderCase): 'repairable' | 'lost' {
  return life.paymentNoDamaged ? 'lost' : 'repairable';
}

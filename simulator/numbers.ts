import type { ShopPlan } from './plan.ts';
import { compactDay, DAY_SECONDS, type WallSeconds } from './wall-clock.ts';

/** Distance between the leading digits of neighbouring orders; no divisor in common with 800,000. */
const STRIDE = 7_919;

function scramble(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15) ^ 0x2c1b3c6d, 0x297a2d39);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * The number of an order: six leading digits that differ between neighbours, eight digits of a serial, then digits
 * that are the buyer's. The last digit is never 0, so that a number cut to 15 digits is recognisably cut.
 */
export function orderNoOf(plan: ShopPlan, index: number): string {
  return numberOf(plan, index, 0);
}

/** The number of the n-th order line of an order with several; one line alone has the order's own number. */
export function orderLineNoOf(plan: ShopPlan, index: number, line: number, itemCount: number): string {
  return itemCount === 1 ? orderNoOf(plan, index) : numberOf(plan, index, line + 1);
}

/** The number of the order that took a deposit (特权订金). */
export function depositOrderNoOf(plan: ShopPlan, index: number): string {
  return numberOf(plan, index, 9);
}

function numberOf(plan: ShopPlan, index: number, branch: number): string {
  const serial = plan.serialFrom + index;
  const lead = 100_000 + ((serial * STRIDE + plan.seed) % 800_000);
  const tailDigits = plan.idDigits - 15;
  const buyer = scramble(serial ^ plan.seed);
  const tail = (buyer + branch * 7) % 10 ** tailDigits;
  return `${lead}${pad(serial, 8)}${pad(tail, tailDigits)}${((buyer + branch) % 9) + 1}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** 支付宝交易号 (28 digits) or, for money paid through WeChat, 微信支付单号 (28 digits from 4200). `part`: 0 main, 1 deposit. The last digit is never 0. */
export function paymentNoOf(
  plan: ShopPlan,
  index: number,
  paidAt: WallSeconds,
  wallet: 'alipay' | 'pooled',
  part: number,
): string {
  const serial = pad(plan.serialFrom + index, 9);
  const day = compactDay(Math.floor(paidAt / DAY_SECONDS));
  return wallet === 'alipay' ? `${day}22001400${part}0${serial}7` : `4200002${part}${day}00${serial}7`;
}

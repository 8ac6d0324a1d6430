import type { Minor } from '../money/money.ts';
import { type CaseLine, type CaseOrder, type CaseRefund, type KeyCase, NO_ROW } from './key-case.ts';

/**
 * The amounts of a key. `expected − refunded` is due to the wallet; `net` is what came.
 * discrepancy = net − due, so expected + discrepancy = received + fees + refunded (+ in transit + outside coverage).
 */
export interface Amounts {
  /** What the buyer paid; 0 for an order that was never paid. */
  readonly paid: Minor;
  /** paid, plus what the platform pays on the buyer's behalf. */
  readonly expected: Minor;
  /**
   * Refunds that the order export knows of (or, where it has no such column, the refund export), and those of the refund
   * export that the wallet does not show.
   */
  readonly refunded: Minor;
  /** Refunds that the refund export knows of. */
  readonly refunds_in_export: Minor;
  readonly due: Minor;
  readonly receipts: Minor;
  /** Refund lines of the wallet, positive. */
  readonly wallet_refunds: Minor;
  /** receipts − wallet_refunds. */
  readonly net: Minor;
  /** Positive = cost. */
  readonly fees: Minor;
}

/** Sums a key's facts and settles what is due under the reading of 打款商家金额 that the money agrees with. */
export function amountsOf(key: KeyCase): Amounts {
  const receipts = sumOf(key.lines, 'receipt');
  const walletRefunds = -sumOf(key.lines, 'refund');
  const net = receipts - walletRefunds;
  const fees = key.lines.reduce(
    (sum, line) => sum + line.fee_minor - (line.term === 'fee' ? line.amount_minor : 0n),
    0n,
  );
  const refundsInExport = total(key.refunds);
  const wallet = { receipts, wallet_refunds: walletRefunds, net, fees, refunds_in_export: refundsInExport };
  const adjusted = key.adjusted_minor;
  if (key.order === null) return { paid: 0n, expected: adjusted, refunded: 0n, due: adjusted, ...wallet };
  // Among the readings of the files that one is chosen that agrees with their money, not with what people moved: so a
  // transfer changes a key by exactly its amount.
  const inFiles = key.lines.filter((line) => line.batch_id !== NO_ROW.batch_id);
  const toldReceipts = sumOf(inFiles, 'receipt');
  const told = toldReceipts + sumOf(inFiles, 'refund');
  const known = key.order.refund_minor ?? refundsInExport;
  const isForfeit = toldReceipts > 0n && keepsDeposit(key.order, known, told);
  const paid = isForfeit || isPaid(key.order) ? key.order.paid_minor : 0n;
  const refunded = isForfeit ? known : refundedOf(key.order, paid, known, refundsInExport, told);
  const due = dueOf(key.order, paid, refunded, key.refunds, told) + adjusted;
  return { paid, refunded, due, expected: due + refunded, ...wallet };
}

/** Whether the buyer ever paid, as far as the export tells: what was refunded was paid, where no time of payment is held. */
export function isPaid(order: CaseOrder): boolean {
  if (order.paid_at !== null || (order.refund_minor ?? 0n) > 0n) return true;
  return order.status !== 'unpaid' && order.status !== 'cancelled';
}

function sumOf(lines: readonly CaseLine[], term: CaseLine['term']): Minor {
  return lines.reduce((sum, line) => (line.term === term ? sum + line.amount_minor : sum), 0n);
}

function total(refunds: readonly CaseRefund[]): Minor {
  return refunds.reduce((sum, refund) => sum + refund.refund_minor, 0n);
}

/** A presale whose balance was never paid: closed, and the wallet holds exactly what was paid and not given back. */
function keepsDeposit(order: CaseOrder, known: Minor, net: Minor): boolean {
  return (
    order.status === 'cancelled' &&
    isStaged(order) &&
    known < order.paid_minor &&
    net === order.paid_minor - known
  );
}

/** Whether the order was paid in stages: a presale. */
export function isStaged(order: CaseOrder): boolean {
  return order.stages !== null || order.deposit_order_no !== null;
}

function refundedOf(order: CaseOrder, paid: Minor, known: Minor, inExport: Minor, net: Minor): Minor {
  if (order.status === 'cancelled') return known > 0n && known < paid && net === paid - known ? known : paid;
  // Where the wallet gave back only what the order export knows, a further refund that succeeded is still owed.
  if (order.status === 'completed')
    return net > 0n && net === paid - known && inExport > known ? inExport : known;
  return known > inExport ? known : inExport;
}

/**
 * What is due to the wallet after all refunds that are known. 打款商家金额 is written by some exports after later
 * refunds were taken off and by others before. A reading that needs no subsidy is taken first, then the one that agrees
 * with the money that came. A payout of 0 beside money paid is a cell not filled yet.
 */
function dueOf(
  order: CaseOrder,
  paid: Minor,
  refunded: Minor,
  refunds: readonly CaseRefund[],
  net: Minor,
): Minor {
  const own = paid - refunded;
  const payout = order.payout_minor === 0n ? null : order.payout_minor;
  if (order.status !== 'completed' || payout === own) return own;
  if (payout === null) return own + subsidyLeft(order, refunded, net - own);
  const beforeLaterRefunds = payoutsBeforeLaterRefunds(paid, refunds);
  if (beforeLaterRefunds.some((amount) => amount === payout)) return own;
  if (net === payout) return payout;
  if (payout > own) {
    const later = refunded - escrowOf(refunds);
    return later > 0n && net === payout - later ? payout - later : payout;
  }
  return net === own ? own : payout;
}

/**
 * What the platform still pays after a refund took a share of the discounts that it bears: how much is told by the money
 * only, and never more than it said it would bear.
 */
function subsidyLeft(order: CaseOrder, refunded: Minor, beyond: Minor): Minor {
  const promised = order.subsidy_minor ?? 0n;
  return refunded > 0n && beyond > 0n && beyond <= promised ? beyond : 0n;
}

/** What the payout would be if some or all of the known refunds came after it. */
function payoutsBeforeLaterRefunds(paid: Minor, refunds: readonly CaseRefund[]): Minor[] {
  return [paid, paid - escrowOf(refunds), ...refunds.map((refund) => paid - refund.refund_minor)];
}

function escrowOf(refunds: readonly CaseRefund[]): Minor {
  return total(refunds.filter((refund) => refund.stage === 'escrow'));
}

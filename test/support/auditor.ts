import { type Component, termOf } from '../../src/model/component.ts';
import type { FactTypes, OrderFact, RefundFact, StatementLineFact, WallTime } from '../../src/model/facts.ts';
import type { Cause, ExceptionType, State } from '../../src/model/result.ts';
import type { Minor } from '../../src/money/money.ts';

/**
 * A small book as plain arrays. Every fact is meant to count: no two versions of one order, no repeated line, no
 * damaged number. All statements cover the same days.
 */
export interface AuditedBook {
  readonly orders: readonly FactTypes['orders'][];
  readonly orderLines: readonly FactTypes['order_lines'][];
  readonly refunds: readonly FactTypes['refunds'][];
  readonly statementLines: readonly FactTypes['statement_lines'][];
  /** What the statements cover: [from_at, to_at). */
  readonly coverage: { readonly from_at: WallTime; readonly to_at: WallTime };
  /** A buyer who confirms from this moment on may be paid after the coverage ends. */
  readonly settledUntil: WallTime;
  /** What a line is for. */
  readonly componentOf: (line: StatementLineFact) => Component;
}

/** The verdict on one key, in the terms of the equation. Fee variances are not judged here. */
export interface AuditedKey {
  readonly order_no: string;
  readonly state: State;
  readonly type: ExceptionType | null;
  readonly cause: Cause | null;
  readonly expected_minor: Minor;
  readonly received_minor: Minor;
  readonly fees_minor: Minor;
  readonly refunded_minor: Minor;
  readonly in_transit_minor: Minor;
  readonly outside_coverage_minor: Minor;
  readonly discrepancy_minor: Minor;
}

/** Everything about one key, gathered by looking through all facts. */
interface Gathered {
  readonly orderNo: string;
  readonly order: OrderFact | null;
  readonly refunds: readonly RefundFact[];
  readonly receipts: readonly Minor[];
  /** Positive. */
  readonly walletRefunds: readonly Minor[];
  readonly fees: Minor;
}

interface Opinion {
  readonly state: State;
  readonly type: ExceptionType | null;
  readonly cause: Cause | null;
  readonly inTransit: Minor;
  readonly outside: Minor;
}

/**
 * Judges a small book by the definitions alone: for each key it walks through all facts, with no index, no grouping
 * and no shortcut, so that it can be believed by reading it. Quadratic by intention.
 */
export function audit(given: AuditedBook): Map<string, AuditedKey> {
  const book = withOrderNos(given);
  const keys = new Set<string>();
  for (const order of book.orders) keys.add(order.order_no);
  for (const line of book.statementLines) {
    if (line.order_no !== null && termOf(book.componentOf(line)) !== 'own_account') keys.add(line.order_no);
  }
  return new Map([...keys].map((key) => [key, judge(book, gather(book, key))]));
}

/** The order that a number means: itself, the order of a sub-order, the order whose deposit was taken under it. */
export function orderNoOf(book: AuditedBook, named: string | null): string | null {
  if (named === null) return null;
  if (book.orders.some((order) => order.order_no === named)) return named;
  const line = book.orderLines.find((candidate) => candidate.order_line_no === named);
  if (line !== undefined) return line.order_no;
  const staged = book.orders.filter((order) => order.deposit_order_no === named);
  return staged.length === 1 ? (staged[0]?.order_no ?? named) : named;
}

/** The same book with every line and refund under the number of its order. */
function withOrderNos(book: AuditedBook): AuditedBook {
  return {
    ...book,
    refunds: book.refunds.map((refund) => ({
      ...refund,
      order_no: orderNoOf(book, refund.order_no) ?? refund.order_no,
    })),
    statementLines: book.statementLines.map((line) => ({
      ...line,
      order_no: orderNoOf(book, line.order_no),
    })),
  };
}

function gather(book: AuditedBook, orderNo: string): Gathered {
  const lines = book.statementLines.filter((line) => line.order_no === orderNo);
  const ofTerm = (term: string) => lines.filter((line) => termOf(book.componentOf(line)) === term);
  const feesInside = sum(lines.map((line) => line.fee_minor));
  return {
    orderNo,
    order: book.orders.find((order) => order.order_no === orderNo) ?? null,
    refunds: book.refunds.filter((refund) => refund.status === 'succeeded' && refund.order_no === orderNo),
    receipts: ofTerm('receipt').map((line) => line.amount_minor),
    walletRefunds: ofTerm('refund').map((line) => -line.amount_minor),
    fees: feesInside - sum(ofTerm('fee').map((line) => line.amount_minor)),
  };
}

function judge(book: AuditedBook, key: Gathered): AuditedKey {
  const net = netOf(key);
  const refunded = refundedOf(key);
  const due = dueOf(key);
  const opinion = opine(book, key, due, net);
  const expected = key.order === null ? 0n : due + refunded;
  return {
    order_no: key.orderNo,
    state: opinion.state,
    type: opinion.type,
    cause: opinion.cause,
    expected_minor: expected,
    received_minor: net - key.fees,
    fees_minor: key.fees,
    refunded_minor: refunded,
    in_transit_minor: opinion.inTransit,
    outside_coverage_minor: opinion.outside,
    discrepancy_minor: net + refunded + opinion.inTransit + opinion.outside - expected,
  };
}

/** What the buyer paid; nothing for an order that never was. */
function paidOf(order: OrderFact): Minor {
  const isUnpaid = order.paid_at === null && (order.status === 'unpaid' || order.status === 'cancelled');
  return isUnpaid ? 0n : order.paid_minor;
}

/** Refunds as the order export tells them; where it has no such column or is not settled yet, the refund export. */
function refundedOf(key: Gathered): Minor {
  if (key.order === null) return 0n;
  const inExport = sum(key.refunds.map((refund) => refund.refund_minor));
  if (key.order.status === 'cancelled') return paidOf(key.order);
  const told = key.order.refund_minor ?? inExport;
  return key.order.status === 'completed' || told > inExport ? told : inExport;
}

/**
 * What the wallet is due after all refunds: paid − refunded, plus what the platform adds. 打款商家金额 shows the
 * addition; it may or may not have refunds after the sale taken off. A reading that needs no addition is taken;
 * else the one that the money agrees with; else the one with the smaller addition.
 */
function dueOf(key: Gathered): Minor {
  if (key.order === null) return 0n;
  const own = paidOf(key.order) - refundedOf(key);
  const payout = key.order.payout_minor;
  if (key.order.status !== 'completed' || payout === null) return own;
  const later = key.refunds.filter((refund) => refund.stage !== 'escrow');
  const afterSale = sum(later.map((refund) => refund.refund_minor));
  const additions = [payout - own, payout - own - afterSale].filter((addition) => addition >= 0n);
  if (additions.length === 0 || additions.includes(0n)) return own;
  const agreeing = additions.find((addition) => own + addition === netOf(key));
  return own + (agreeing ?? additions.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? 0n);
}

function netOf(key: Gathered): Minor {
  return sum(key.receipts) - sum(key.walletRefunds);
}

function opine(book: AuditedBook, key: Gathered, due: Minor, net: Minor): Opinion {
  const { order } = key;
  if (order === null) return withoutOrder(key);
  const hasTrade = key.receipts.length + key.walletRefunds.length > 0;
  if (paidOf(order) === 0n || order.status === 'cancelled') {
    return hasTrade && net !== due ? exception('status_mismatch', 'closed_but_paid') : settled('not_due');
  }
  if (order.status !== 'completed' && !hasTrade) {
    return due === 0n ? settled('not_due') : { ...settled('in_transit'), inTransit: due };
  }
  if (key.receipts.length === 0 && isBefore(order, book.coverage.from_at)) {
    return { ...settled('outside_coverage'), outside: due - net };
  }
  if (!hasTrade && due === 0n) return settled('not_due');
  if (!hasTrade && order.delivered_at !== null && order.delivered_at >= book.settledUntil) {
    return { ...settled('in_transit'), cause: 'settlement_delay', inTransit: due };
  }
  if (!hasTrade) return exception('missing_receipt', 'unexplained');
  return net === due ? settled('matched') : discrepant(key, order, due, net);
}

function withoutOrder(key: Gathered): Opinion {
  if (sum(key.receipts) !== 0n) return exception('missing_order', 'order_outside_export');
  if (key.walletRefunds.length > 0) return exception('unexpected_refund', 'order_outside_export');
  return settled('outside_coverage');
}

function isBefore(order: OrderFact, from: WallTime): boolean {
  return order.delivered_at !== null && order.delivered_at < from;
}

function discrepant(key: Gathered, order: OrderFact, due: Minor, net: Minor): Opinion {
  if (net > due) return surplus(key, net - due);
  const short = due - net;
  const inExport = sum(key.refunds.map((refund) => refund.refund_minor));
  const unknown = inExport - (order.refund_minor ?? inExport);
  if (unknown > 0n && short === unknown) return exception('amount_short', 'partial_refund');
  if (isSumOfSome(key.walletRefunds, short)) return exception('unexpected_refund', 'unexplained');
  return exception('amount_short', 'unexplained');
}

function surplus(key: Gathered, over: Minor): Opinion {
  const isRepeat = key.receipts.some(
    (amount, at) =>
      amount > 0n &&
      over % amount === 0n &&
      over / amount < BigInt(key.receipts.length) &&
      key.receipts.indexOf(amount) < at,
  );
  if (isRepeat) return exception('duplicate_receipt', 'unexplained');
  const refunds = key.refunds.map((refund) => refund.refund_minor);
  if (isSumOfSome(refunds, over) || over === refundedOf(key)) {
    return exception('missing_refund', 'unexplained');
  }
  return exception('amount_over', 'unexplained');
}

/** Whether some of the amounts add up to the total. Tries every choice. */
function isSumOfSome(amounts: readonly Minor[], total: Minor): boolean {
  if (total === 0n) return true;
  const [first, ...rest] = amounts;
  if (first === undefined) return false;
  return isSumOfSome(rest, total) || isSumOfSome(rest, total - first);
}

function settled(state: State): Opinion {
  return { state, type: null, cause: null, inTransit: 0n, outside: 0n };
}

function exception(type: ExceptionType, cause: Cause): Opinion {
  return { state: 'exception', type, cause, inTransit: 0n, outside: 0n };
}

function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

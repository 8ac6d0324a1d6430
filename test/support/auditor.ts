import { addHours } from '../../src/calendar/wall-time.ts';
import { type Term, termOf } from '../../src/model/component.ts';
import type { OrderFact, RefundFact } from '../../src/model/facts.ts';
import type { Cause, ExceptionType, State } from '../../src/model/result.ts';
import type { Minor } from '../../src/money/money.ts';
import { standing } from './audited-coverage.ts';
import { type AuditedBook, type KeyedLine, keyLine, refundHome } from './audited-keys.ts';

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

/** The book with every line and refund under the key of its order. */
interface KeyedBook extends AuditedBook {
  readonly keyed: readonly KeyedLine[];
}

/** Everything about one key, gathered by looking through all facts. */
interface Gathered {
  readonly key: string;
  readonly order: OrderFact | null;
  readonly refunds: readonly RefundFact[];
  readonly receipts: readonly Minor[];
  /** Positive. */
  readonly walletRefunds: readonly Minor[];
  readonly fees: Minor;
  readonly links: readonly KeyedLine['link'][];
  readonly receiptLinks: readonly KeyedLine['link'][];
  readonly isAmbiguous: boolean;
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
  const book: KeyedBook = {
    ...given,
    refunds: given.refunds.map((refund) => ({ ...refund, order_no: refundHome(given, refund.order_no) })),
    keyed: given.statementLines.flatMap((line) => keyLine(given, line)),
  };
  const keys = new Set([...book.orders.map((order) => order.order_no), ...book.keyed.map(({ key }) => key)]);
  return new Map([...keys].map((key) => [key, judge(book, gather(book, key))]));
}

function gather(book: KeyedBook, key: string): Gathered {
  const lines = book.keyed.filter((each) => each.key === key);
  const ofTerm = (term: Term): KeyedLine[] =>
    lines.filter(({ line }) => termOf(book.componentOf(line)) === term);
  const amountsOf = (term: Term): Minor[] => ofTerm(term).map(({ line }) => line.amount_minor);
  return {
    key,
    order: book.orders.find((order) => order.order_no === key) ?? null,
    refunds: book.refunds.filter((refund) => refund.status === 'succeeded' && refund.order_no === key),
    receipts: amountsOf('receipt'),
    walletRefunds: amountsOf('refund').map((amount) => -amount),
    fees: sum(lines.map(({ line }) => line.fee_minor)) - sum(amountsOf('fee')),
    links: lines.map(({ link }) => link),
    receiptLinks: ofTerm('receipt').map(({ link }) => link),
    isAmbiguous: lines.some(({ candidates }) => candidates > 1),
  };
}

function judge(book: KeyedBook, key: Gathered): AuditedKey {
  const net = netOf(key);
  const refunded = refundedOf(key);
  const due = dueOf(key);
  const opinion = opine(book, key, due, net);
  const expected = key.order === null ? 0n : due + refunded;
  return {
    order_no: key.key,
    state: opinion.state === 'exception' && key.isAmbiguous ? 'ambiguous' : opinion.state,
    type: opinion.type,
    cause: opinion.cause ?? explanationOf(key, opinion.state, expected),
    expected_minor: expected,
    received_minor: net - key.fees,
    fees_minor: key.fees,
    refunded_minor: refunded,
    in_transit_minor: opinion.inTransit,
    outside_coverage_minor: opinion.outside,
    discrepancy_minor: net + refunded + opinion.inTransit + opinion.outside - expected,
  };
}

/** What makes a settled key other than plain. */
function explanationOf(key: Gathered, state: State, expected: Minor): Cause | null {
  if (key.order === null || (state !== 'matched' && state !== 'in_transit')) return null;
  if (state === 'matched' && expected > paidOf(key)) return 'platform_subsidy';
  const inParts = key.receipts.length > 1 || key.receiptLinks.includes('presale_deposit');
  if (isStaged(key.order) && (inParts || isForfeit(key))) return 'presale_deposit';
  return state === 'matched' && key.links.includes('sub_order') ? 'sub_order' : null;
}

function isStaged(order: OrderFact): boolean {
  return order.stages !== null || order.deposit_order_no !== null;
}

/** A presale whose balance was never paid: closed, and the wallet holds what was paid and not given back. */
function isForfeit(key: Gathered): boolean {
  const { order } = key;
  if (order === null || order.status !== 'cancelled' || !isStaged(order)) return false;
  const refunded = order.refund_minor ?? sum(key.refunds.map((refund) => refund.refund_minor));
  const kept = order.paid_minor - refunded;
  return sum(key.receipts) > 0n && kept > 0n && netOf(key) === kept;
}

/** What the buyer paid; nothing for an order that never was. */
function paidOf(key: Gathered): Minor {
  if (key.order === null) return 0n;
  const { paid_at, status, paid_minor, refund_minor } = key.order;
  const wasRefunded = refund_minor !== null && refund_minor > 0n;
  const isUnpaid = paid_at === null && !wasRefunded && (status === 'unpaid' || status === 'cancelled');
  return isUnpaid && !isForfeit(key) ? 0n : paid_minor;
}

/** Refunds as the order export tells them; where it has no such column or is not settled yet, the refund export. */
function refundedOf(key: Gathered): Minor {
  if (key.order === null) return 0n;
  const inExport = sum(key.refunds.map((refund) => refund.refund_minor));
  const told = key.order.refund_minor ?? inExport;
  const paid = paidOf(key);
  if (key.order.status === 'cancelled') {
    const keepsRest = told > 0n && told < paid && netOf(key) === paid - told;
    return keepsRest || isForfeit(key) ? told : paid;
  }
  if (key.order.status === 'completed') {
    const isOwed = netOf(key) > 0n && netOf(key) === paid - told && inExport > told;
    return isOwed ? inExport : told;
  }
  return told > inExport ? told : inExport;
}

/**
 * What the wallet is due after all refunds. 打款商家金额 is the platform's word, but it may or may not have refunds after
 * the sale taken off: where it is what the buyer paid less some of the refunds, it adds nothing. 0.00 is not filled yet.
 */
function dueOf(key: Gathered): Minor {
  if (key.order === null) return 0n;
  const paid = paidOf(key);
  const own = paid - refundedOf(key);
  const payout = key.order.payout_minor;
  if (key.order.status !== 'completed') return own;
  if (payout === null || payout === 0n) return own + subsidyLeft(key, netOf(key) - own);
  const amounts = key.refunds.map((refund) => refund.refund_minor);
  const escrow = sum(
    key.refunds.filter(({ stage }) => stage === 'escrow').map((refund) => refund.refund_minor),
  );
  if ([own, paid, paid - escrow, ...amounts.map((amount) => paid - amount)].includes(payout)) return own;
  const net = netOf(key);
  if (payout < own) return net === own ? own : payout;
  const afterSale = refundedOf(key) - escrow;
  return afterSale > 0n && net === payout - afterSale ? net : payout;
}

/** Of a discount that the platform bears a refund takes a share; what is left of it is what came beyond the price. */
function subsidyLeft(key: Gathered, beyond: Minor): Minor {
  const promised = key.order?.subsidy_minor ?? 0n;
  return refundedOf(key) > 0n && beyond > 0n && beyond <= promised ? beyond : 0n;
}

function netOf(key: Gathered): Minor {
  return sum(key.receipts) - sum(key.walletRefunds);
}

function opine(book: KeyedBook, key: Gathered, due: Minor, net: Minor): Opinion {
  const { order } = key;
  if (order === null) return withoutOrder(key, net);
  const hasTrade = key.receipts.length + key.walletRefunds.length > 0;
  if (net === due) return settled(hasTrade || due !== 0n ? 'matched' : 'not_due');
  if (order.status === 'unpaid' || order.status === 'cancelled') {
    const kept = order.status === 'cancelled' && sum(key.receipts) > 0n;
    return exception('status_mismatch', kept ? 'closed_but_paid' : 'unexplained');
  }
  if (order.status !== 'completed') {
    return net >= 0n && net < due
      ? { ...settled('in_transit'), inTransit: due - net }
      : discrepant(key, order, due, net);
  }
  const later =
    sum(key.receipts) === 0n ? unreceived(book, order, due - net) : unseenRefund(book, key, order, net - due);
  return later ?? (hasTrade ? discrepant(key, order, due, net) : exception('missing_receipt', 'unexplained'));
}

function withoutOrder(key: Gathered, net: Minor): Opinion {
  const known = sum(key.refunds.map((refund) => refund.refund_minor));
  if (net === 0n) return settled('outside_coverage');
  const cause = key.key.startsWith('?') ? 'unexplained' : 'order_outside_export';
  if (sum(key.receipts) !== 0n) return exception('missing_order', cause);
  if (known > 0n && known === -net) return { ...settled('outside_coverage'), outside: -net };
  return exception('unexpected_refund', cause);
}

/** Confirmed and nothing came: elsewhere, later, or missing. Without the time of confirmation all of its life must be covered. */
function unreceived(book: KeyedBook, order: OrderFact, rest: Minor): Opinion | null {
  const at = order.delivered_at;
  if (at === null) {
    const moments = [order.paid_at ?? order.created_at, book.exportedAt].filter((moment) => moment !== null);
    const isCovered =
      moments.length > 0 && moments.every((moment) => standing(book, order, moment) === 'covered');
    return isCovered ? null : { ...settled('outside_coverage'), outside: rest };
  }
  switch (standing(book, order, at)) {
    case 'covered':
      return null;
    case 'later':
      return { ...settled('in_transit'), cause: 'settlement_delay', inTransit: rest };
    case 'outside':
      return { ...settled('outside_coverage'), outside: rest };
  }
}

/** The surplus is refunds of a time that no statement shows. */
function unseenRefund(book: KeyedBook, key: Gathered, order: OrderFact, surplus: Minor): Opinion | null {
  if (surplus <= 0n) return null;
  const late = key.refunds.filter(
    (refund) => refund.completed_at !== null && standing(book, order, refund.completed_at) !== 'covered',
  );
  const standings = late.map((refund) => standing(book, order, refund.completed_at ?? ''));
  const onlyOrderKnows = key.refunds.length === 0 && surplus === refundedOf(key) && book.exportedAt !== null;
  const exportIsLate =
    onlyOrderKnows && standing(book, order, addHours(book.exportedAt ?? '', -36)) === 'later';
  if (!exportIsLate && (late.length === 0 || sum(late.map((refund) => refund.refund_minor)) !== surplus))
    return null;
  return exportIsLate || standings[0] === 'later'
    ? { ...settled('in_transit'), inTransit: -surplus, cause: delayOf(book, order) }
    : { ...settled('outside_coverage'), outside: -surplus };
}

function delayOf(book: KeyedBook, order: OrderFact): Cause | null {
  return order.delivered_at !== null && standing(book, order, order.delivered_at) === 'later'
    ? 'settlement_delay'
    : null;
}

function discrepant(key: Gathered, order: OrderFact, due: Minor, net: Minor): Opinion {
  if (net > due) return surplus(key, net - due);
  const short = due - net;
  const inExport = sum(key.refunds.map((refund) => refund.refund_minor));
  const unknown = order.refund_minor === null ? 0n : inExport - refundedOf(key);
  const amounts = key.refunds.map((refund) => refund.refund_minor);
  if (unknown > 0n && (short === unknown || isSumOfSome(amounts, short))) {
    return exception('amount_short', 'partial_refund');
  }
  const isKnown = short <= inExport - refundedOf(key);
  if (!isKnown && isSumOfSome(key.walletRefunds, short)) return exception('unexpected_refund', 'unexplained');
  return exception('amount_short', 'unexplained');
}

function surplus(key: Gathered, over: Minor): Opinion {
  const isRepeat = key.receipts.some((amount) => {
    const times = key.receipts.filter((other) => other === amount).length;
    return amount > 0n && over % amount === 0n && over / amount < BigInt(times);
  });
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

import type { World } from './life.ts';
import { FIRST_FEE, type OrderCase, type OrderVerdict } from './order-case.ts';

/** Whether an order export proves the order: it is in it, and its number can be read or proved. */
export function isProved(life: OrderCase): boolean {
  return life.inExport && life.planted !== 'damaged_lost';
}

/** The truth about one order. Throws if its equation does not close: that would be a fault of the simulator. */
export function judgeOrder({ calendar }: World, life: OrderCase): OrderVerdict {
  const verdict: OrderVerdict = {
    state: 'matched',
    cause: null,
    expected: 0,
    received: 0,
    fees: 0,
    refunded: 0,
    inTransit: 0,
    outside: 0,
    discrepancy: life.discrepancy,
  };
  for (const line of life.lines) {
    const isFee = line.kind >= FIRST_FEE;
    if (line.at < calendar.from) verdict.outside += isFee ? 0 : line.amount;
    else if (line.at >= calendar.to) verdict.inTransit += isFee ? 0 : line.amount;
    else {
      verdict.received += line.amount;
      if (isFee) verdict.fees -= line.amount;
    }
  }
  if (isProved(life)) addExpectations(life, verdict);
  verdict.state = stateOf(life, verdict);
  if (verdict.state === 'exception') verdict.cause = life.exception?.cause ?? null;
  else if (verdict.state === 'in_transit')
    verdict.cause = life.confirmedAt === null ? null : 'settlement_delay';
  assertCloses(life, verdict);
  return verdict;
}

function addExpectations(life: OrderCase, verdict: OrderVerdict): void {
  if (life.paidAt === null) return;
  // What the platform adds shows in 打款商家金额 only, which is empty until the buyer confirms.
  verdict.expected = life.paid + (life.confirmedAt === null ? 0 : life.subsidy);
  for (const refund of life.refunds) {
    if (refund.outcome === 'succeeded' && !refund.hiddenFromOrder) verdict.refunded += refund.amount;
  }
  const isOpen = life.confirmedAt === null && life.closedAt === null;
  if (isOpen) verdict.inTransit = verdict.expected - verdict.refunded;
}

function stateOf(life: OrderCase, verdict: OrderVerdict): OrderVerdict['state'] {
  if (life.exception !== null) return 'exception';
  if (life.paidAt === null) return 'not_due';
  if (life.closedAt !== null) return 'not_due';
  if (verdict.inTransit !== 0) return 'in_transit';
  return verdict.outside === 0 ? 'matched' : 'outside_coverage';
}

function assertCloses(life: OrderCase, verdict: OrderVerdict): void {
  const left = verdict.expected + verdict.discrepancy;
  const right = verdict.received + verdict.fees + verdict.refunded + verdict.inTransit + verdict.outside;
  if (left !== right) {
    throw new Error(`simulator: order ${life.orderNo} (${life.planted}) does not close: ${left} <> ${right}`);
  }
}

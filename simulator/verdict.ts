import type { World } from './life.ts';
import { FIRST_FEE, LINE, type OrderCase, type OrderVerdict } from './order-case.ts';
import { isInGap } from './plan.ts';

/** Whether an order export proves the order: it is in it, and its number can be read or proved. */
export function isProved(life: OrderCase): boolean {
  return life.inExport && life.planted !== 'damaged_lost';
}

/** The truth about one order. Throws if its equation does not close: that would be a fault of the simulator. */
export function judgeOrder(world: World, life: OrderCase): OrderVerdict {
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
    if (isSeen(world, line.at)) {
      verdict.received += line.amount;
      if (isFee) verdict.fees -= line.amount;
    } else if (line.at >= world.calendar.to) verdict.inTransit += isFee ? 0 : line.amount;
    else verdict.outside += isFee ? 0 : line.amount;
  }
  if (isProved(life)) addExpectations(life, verdict);
  else setAgainstSeen(verdict);
  verdict.state = stateOf(world, life, verdict);
  verdict.cause = causeOf(world, life, verdict.state);
  assertCloses(life, verdict);
  return verdict;
}

/** Whether a statement holds the moment. */
function isSeen({ plan, calendar }: World, at: number): boolean {
  return at >= calendar.from && at < calendar.to && !isInGap(plan, at);
}

/** Nothing is expected of an order that no export holds: what is seen of it is an exception or of other days. */
function setAgainstSeen(verdict: OrderVerdict): void {
  verdict.inTransit = 0;
  verdict.outside = verdict.discrepancy - verdict.received - verdict.fees;
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

function stateOf(world: World, life: OrderCase, verdict: OrderVerdict): OrderVerdict['state'] {
  if (life.exception !== null) return 'exception';
  if (life.paidAt === null) return 'not_due';
  if (life.depositKept) return 'matched';
  if (life.closedAt !== null) return 'not_due';
  if (verdict.inTransit !== 0) return 'in_transit';
  if (verdict.outside !== 0) return 'outside_coverage';
  // Sold and refunded whole before the month: no statement shows it, and nothing is due.
  return life.lines.length > 0 && seenTrade(world, life).length === 0 ? 'not_due' : 'matched';
}

/** Why it is so; a matched order may need no reason. */
function causeOf(world: World, life: OrderCase, state: OrderVerdict['state']): OrderVerdict['cause'] {
  if (state === 'exception') return life.exception?.cause ?? null;
  if (state === 'in_transit') return life.confirmedAt === null ? null : 'settlement_delay';
  return state === 'matched' ? explanationOf(world, life) : null;
}

/** What makes a tie other than plain: the first that holds, as docs/simulator.md lists them. */
function explanationOf(world: World, life: OrderCase): OrderVerdict['cause'] {
  const { plan } = world;
  if (life.subsidy > 0) return 'platform_subsidy';
  if (life.depositKept) return 'presale_deposit';
  const seen = life.lines.filter(({ at }) => isSeen(world, at));
  const told = plan.knows.stages || life.depositOrderNo !== null;
  if (life.deposit > 0 && told && seen.some(({ kind }) => isDeposit(kind))) return 'presale_deposit';
  // The 聚合账户 v1 names the order beside the sub-order.
  if (life.wallet === 'pooled' && plan.pooled === 'v1') return null;
  return seen.some(({ kind }) => kind === LINE.commissionOfLine) ? 'sub_order' : null;
}

function isDeposit(kind: number): boolean {
  return kind === LINE.deposit || kind === LINE.depositElsewhere;
}

function seenTrade(world: World, life: OrderCase): OrderCase['lines'] {
  return life.lines.filter(({ at, kind }) => kind < FIRST_FEE && isSeen(world, at));
}

function assertCloses(life: OrderCase, verdict: OrderVerdict): void {
  const left = verdict.expected + verdict.discrepancy;
  const right = verdict.received + verdict.fees + verdict.refunded + verdict.inTransit + verdict.outside;
  if (left !== right) {
    throw new Error(`simulator: order ${life.orderNo} (${life.planted}) does not close: ${left} <> ${right}`);
  }
}

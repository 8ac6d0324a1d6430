import fc from 'fast-check';
import { addDays, addHours } from '../../src/calendar/wall-time.ts';
import type { FactTypes, StatementLineFact, WallTime } from '../../src/model/facts.ts';
import type { Minor } from '../../src/money/money.ts';
import type { AuditedBook } from '../support/audited-keys.ts';
import { SUBJECTS } from '../support/scenarios.ts';
import type { WrittenBook } from '../support/write-facts.ts';

import {
  type CoveragePlan,
  coveragePlan,
  type LineKind,
  type NoisePlan,
  type OrderPlan,
  orderPlan,
} from './order-plans.ts';

/** A book of a few orders, for the auditor and for the tables alike. */
export interface SmallBook extends AuditedBook, WrittenBook {}

/** Random small books. */
export const smallBooks: fc.Arbitrary<SmallBook> = fc
  .tuple(fc.array(orderPlan, { minLength: 1, maxLength: 12 }), coveragePlan)
  .map(([plans, coverage]) => toBook(plans, coverage));

/** A random book, and the same book with one more order that shares no number with the others. */
export const booksAndMore: fc.Arbitrary<{ without: SmallBook; within: SmallBook }> = fc
  .tuple(fc.array(orderPlan, { minLength: 1, maxLength: 10 }), orderPlan, coveragePlan)
  .map(([plans, more, coverage]) => {
    const apart = { ...more, shop: '丙店', payment: more.payment === 'shared' ? null : more.payment };
    return { without: toBook(plans, coverage), within: toBook([...plans, apart], coverage) };
  });

/** The same facts in another order, beside earlier versions of orders and lines that later exports replaced. */
export function retold(book: SmallBook, seed: number): SmallBook {
  const earlier = new Set<object>();
  const withEarlier = <T extends object>(facts: readonly T[], changes: Partial<T>): T[] => {
    const old = facts.filter((_, at) => at % 2 === 0).map((fact) => ({ ...fact, ...changes }));
    for (const fact of old) earlier.add(fact);
    return shuffled([...facts, ...old], seed);
  };
  return {
    ...book,
    orders: withEarlier(book.orders, { status: 'paid', delivered_at: null, payout_minor: null }),
    orderLines: shuffled(book.orderLines, seed),
    refunds: withEarlier(book.refunds, { status: 'pending' }),
    statementLines: withEarlier(book.statementLines, {}),
    statements: book.statements.toReversed(),
    isLive: (fact) => !earlier.has(fact),
  };
}

function shuffled<T>(facts: readonly T[], seed: number): T[] {
  const [order = []] = fc.sample(fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }), {
    seed,
    numRuns: 1,
  });
  return order.flatMap((at) => facts.slice(at, at + 1));
}

const START: WallTime = '2026-01-01 00:00:00';

function toBook(plans: readonly OrderPlan[], coverage: CoveragePlan): SmallBook {
  const stretches = (account_id: string, days: readonly (readonly number[])[]) =>
    days.map(([from = 0, to = 0]) => ({
      account_id,
      from_at: addDays(START, from),
      to_at: addDays(START, to),
    }));
  const { moved } = coverage;
  const statements = [
    ...stretches('alipay:1', coverage.alipay),
    ...stretches('pooled:', coverage.pooled),
    ...(moved === null ? [] : stretches('alipay:2', [[moved, 31]])),
  ];
  const maker = new Maker(statements, moved === null ? null : addDays(START, moved));
  for (const [at, plan] of plans.entries()) maker.add(plan, at + 1);
  return {
    ...maker.facts,
    statements,
    exportedAt: coverage.exported === null ? null : addHours(addDays(START, coverage.exported), 9),
    kindOf: (line) => maker.kinds.get(line.line_no ?? '') ?? 'unknown',
    componentOf: (line) => SUBJECTS[maker.kinds.get(line.line_no ?? '') ?? 'unknown'][1],
    isLive: () => true,
  };
}

/** Turns plans into facts. Lines of days that no statement holds are not written, as in life. */
class Maker {
  readonly facts: {
    orders: FactTypes['orders'][];
    orderLines: FactTypes['order_lines'][];
    refunds: FactTypes['refunds'][];
    statementLines: StatementLineFact[];
  } = { orders: [], orderLines: [], refunds: [], statementLines: [] };
  readonly kinds = new Map<string, LineKind>();
  private readonly statements: AuditedBook['statements'];

  private readonly moved_at: WallTime | null;

  constructor(statements: AuditedBook['statements'], moved_at: WallTime | null) {
    this.statements = statements;
    this.moved_at = moved_at;
  }

  add(plan: OrderPlan, at: number): void {
    const order = orderOf(plan, at);
    const refunds = refundsOf(plan, at, order);
    const told = sum(refunds.filter(({ status }) => status === 'succeeded').map((each) => each.refund_minor));
    const escrow = sum(movedIn(refunds, 'escrow').map((each) => each.refund_minor));
    const told_minor = toldBy(plan, told, order.paid_minor);
    const payout_minor = payoutOf(plan, order.paid_minor, told, escrow);
    if (plan.exported) {
      this.facts.orders.push({ ...order, refund_minor: told_minor, payout_minor });
      this.facts.orderLines.push(orderLineOf(`S${at}`, order.order_no));
    }
    this.facts.refunds.push(...refunds);
    this.addMoney(plan, at, order, refunds, escrow);
    plan.noise.forEach((noise, nth) => {
      const account = nth % 2 === 0 ? 'alipay:1' : 'pooled:';
      this.line(
        plan,
        at,
        order,
        addHours(addDays(START, noise.day), 12),
        noise.amount,
        noise.kind,
        account,
        noise.naming,
      );
    });
  }

  private addMoney(
    plan: OrderPlan,
    at: number,
    order: FactTypes['orders'],
    refunds: readonly FactTypes['refunds'][],
    escrow: Minor,
  ): void {
    const account = plan.payment === 'wechat' ? 'pooled:' : 'alipay:1';
    const opened = order.delivered_at ?? order.paid_at;
    const isSettled = order.status === 'completed' || plan.twist === 'kept';
    if (opened === null || !isSettled || plan.twist === 'no_receipt') return;
    const moment = addHours(opened, plan.hoursLate % 24);
    const subsidy = plan.payout === 'subsidised' ? 500n : 0n;
    const due = order.paid_minor + subsidy - escrow + DEVIATION[plan.twist];
    const parts = plan.twist === 'in_parts' ? [due / 5n, due - due / 5n] : [due];
    if (plan.twist === 'twice') parts.push(due);
    for (const part of parts) this.line(plan, at, order, moment, Number(part), 'sale', account, plan.naming);
    const fee = -Math.floor((Number(due) * plan.feeShare) / 10_000);
    if (fee !== 0)
      this.line(
        plan,
        at,
        order,
        moment,
        fee,
        'commission',
        account,
        plan.naming === 'order' ? 'sub' : plan.naming,
      );
    if (plan.twist === 'strange_refund') this.line(plan, at, order, moment, -700, 'refund', account, 'order');
    for (const refund of plan.twist === 'no_refund' ? [] : movedIn(refunds, 'after_sale')) {
      const completed = refund.completed_at ?? moment;
      this.line(plan, at, order, completed, -Number(refund.refund_minor), 'refund', account, plan.naming);
    }
  }

  private line(
    plan: OrderPlan,
    at: number,
    order: FactTypes['orders'],
    happened_at: WallTime,
    amount: number,
    kind: LineKind,
    account: string,
    naming: NoisePlan['naming'],
  ): void {
    const isMoved = this.moved_at !== null && happened_at >= this.moved_at && account === 'alipay:1';
    const account_no = isMoved ? 'alipay:2' : account;
    const isCovered = this.statements.some(
      (each) => each.account_id === account_no && each.from_at <= happened_at && happened_at < each.to_at,
    );
    if (!isCovered || amount === 0) return;
    const line_no = `L${at}-${this.facts.statementLines.length}`;
    const numbers: Readonly<Record<NoisePlan['naming'], string | null>> = {
      order: order.order_no,
      sub: `S${at}`,
      other: `X${at}`,
      deposit: `D${at}`,
      payment: null,
      nothing: null,
    };
    this.kinds.set(line_no, kind);
    this.facts.statementLines.push({
      account_no,
      line_no,
      transaction_no: naming === 'nothing' ? null : order.payment_no,
      order_no: numbers[naming],
      key_rule: null,
      happened_at,
      amount_minor: BigInt(amount),
      fee_minor: kind === 'sale' ? BigInt(plan.feeInside) : 0n,
      balance_minor: null,
      subject: { entry_type: '', description: '', memo: '' },
    });
  }
}

const DEVIATION: Readonly<Record<OrderPlan['twist'], Minor>> = {
  none: 0n,
  no_receipt: 0n,
  twice: 0n,
  no_refund: 0n,
  strange_refund: 0n,
  in_parts: 0n,
  kept: 0n,
  short: -3n,
  over: 250n,
};

function orderOf(plan: OrderPlan, at: number): FactTypes['orders'] {
  const created = addHours(addDays(START, plan.createdDay), 10);
  const isUnpaid = plan.status === 'unpaid' || (plan.status === 'cancelled' && plan.neverPaid);
  const isKept = plan.status === 'cancelled' && plan.twist === 'kept';
  const confirmed = plan.status === 'completed' && plan.confirmedAfterHours !== null;
  const payments = { alipay: `20A${at}`, wechat: `42W${at}`, shared: '20SHARED' };
  return {
    order_no: `O${at}`,
    shop: plan.shop,
    payment_no: plan.payment === null || isUnpaid ? null : payments[plan.payment],
    status: plan.status,
    status_text: '',
    created_at: created,
    paid_at: isUnpaid ? null : created,
    delivered_at: confirmed ? addHours(created, plan.confirmedAfterHours ?? 0) : null,
    paid_minor: BigInt(isUnpaid && !isKept ? 0 : plan.paid),
    shipping_minor: plan.paid === 12_000 ? 1_000n : null,
    refund_minor: null,
    payout_minor: null,
    subsidy_minor: plan.paid === 12_000 ? 500n : null,
    deposit_order_no: plan.deposit && plan.stages ? `D${at}` : null,
    stages: plan.stages ? '阶段1' : null,
    sub_order_nos: null,
    close_reason: null,
    tracking_no: null,
    carrier: null,
    shipped_at: null,
  };
}

function refundsOf(plan: OrderPlan, at: number, order: FactTypes['orders']): FactTypes['refunds'][] {
  if (order.paid_at === null) return [];
  let rest = order.paid_minor;
  return plan.refunds.flatMap((refund, nth) => {
    const wanted = { whole: rest, part: 3_000n, small: 700n }[refund.amount];
    const refund_minor = wanted < rest ? wanted : rest;
    if (refund_minor === 0n) return [];
    if (refund.status === 'succeeded') rest -= refund_minor;
    const from = refund.stage === 'escrow' ? order.paid_at : (order.delivered_at ?? order.paid_at);
    return [
      {
        refund_no: `R${at}-${nth}`,
        order_no: refund.bySub ? `S${at}` : order.order_no,
        payment_no: null,
        status: refund.status,
        status_text: '',
        kind_text: null,
        refund_minor,
        stage: refund.stage,
        requested_at: null,
        completed_at: refund.afterHours === null || from === null ? null : addHours(from, refund.afterHours),
        return_tracking_no: null,
        return_carrier: null,
      },
    ];
  });
}

function movedIn(refunds: readonly FactTypes['refunds'][], stage: 'escrow' | 'after_sale') {
  return refunds.filter((each) => each.status === 'succeeded' && (each.stage ?? 'after_sale') === stage);
}

function toldBy(plan: OrderPlan, told: Minor, paid: Minor): Minor | null {
  if (plan.refundColumn === null) return null;
  if (plan.refundColumn === 'nothing') return 0n;
  return plan.refundColumn === 'more' && told + 700n < paid ? told + 700n : told;
}

function payoutOf(plan: OrderPlan, paid: Minor, told: Minor, escrow: Minor): Minor | null {
  if (plan.payout === null || plan.status !== 'completed') return null;
  return {
    own: paid - told,
    gross: paid - escrow,
    paid,
    subsidised: paid - escrow + 500n,
    less: paid - told > 400n ? paid - told - 400n : paid - told,
    zero: 0n,
  }[plan.payout];
}

function orderLineOf(order_line_no: string, order_no: string): FactTypes['order_lines'] {
  return {
    order_no,
    order_line_no,
    payment_no: null,
    status_text: '',
    title: null,
    sku: null,
    quantity: null,
    paid_minor: null,
    refund_minor: null,
    tracking_no: null,
    carrier: null,
    shipped_at: null,
  };
}

function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

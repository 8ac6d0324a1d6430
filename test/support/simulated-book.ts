import { payoutAt, refundAt, statusAt } from '../../simulator/export-view.ts';
import { priceTable, titlesOf } from '../../simulator/goods.ts';
import { liveOrder, newCase, type World } from '../../simulator/life.ts';
import { orderLineNoOf } from '../../simulator/numbers.ts';
import { completeOptions, type OrderLayout } from '../../simulator/options.ts';
import { LINE, type LineKind, type OrderCase, type OrderVerdict } from '../../simulator/order-case.ts';
import { planCalendar, planShops } from '../../simulator/plan.ts';
import { plantExceptions } from '../../simulator/planting.ts';
import { Random } from '../../simulator/random.ts';
import { settleOrder } from '../../simulator/settlement.ts';
import { judgeOrder } from '../../simulator/verdict.ts';
import { wallText } from '../../simulator/wall-clock.ts';
import type { Component } from '../../src/model/component.ts';
import type { FactTypes } from '../../src/model/facts.ts';
import type { ExceptionType } from '../../src/model/result.ts';
import type { AuditedBook } from './audited-keys.ts';

/** Components of the simulator's lines. */
const COMPONENT_OF: Readonly<Record<LineKind, Component>> = {
  [LINE.receipt]: 'sale',
  [LINE.deposit]: 'sale',
  [LINE.depositElsewhere]: 'sale',
  [LINE.subsidy]: 'subsidy',
  [LINE.receiptByPayment]: 'sale',
  [LINE.refund]: 'refund',
  [LINE.refundFromDeposit]: 'refund',
  [LINE.commission]: 'commission',
  [LINE.commissionOfLine]: 'commission',
  [LINE.commissionBack]: 'commission',
  [LINE.baseFee]: 'platform_service_fee',
  [LINE.baseFeeByPayment]: 'platform_service_fee',
  [LINE.points]: 'points',
  [LINE.pointsBack]: 'points',
  [LINE.affiliate]: 'affiliate_commission',
  [LINE.affiliateBack]: 'affiliate_commission',
  [LINE.instalment]: 'instalment_fee',
  [LINE.freightInsurance]: 'return_shipping_insurance',
  [LINE.experience]: 'programme_fee',
  [LINE.donation]: 'donation',
  [LINE.merchantFee]: 'processing_fee',
  [LINE.withdrawal]: 'withdrawal',
  [LINE.fundIn]: 'own_transfer',
  [LINE.fundOut]: 'own_transfer',
  [LINE.securityDeposit]: 'security_deposit',
  [LINE.advertisingTopUp]: 'advertising_top_up',
  [LINE.loan]: 'loan',
  [LINE.loanRepaid]: 'loan',
  [LINE.stranger]: 'sale',
};

/** A simulated shop as facts, and the truth about each of its orders. */
export interface SimulatedBook {
  readonly book: AuditedBook;
  readonly truth: ReadonlyMap<string, OrderVerdict & { readonly type: ExceptionType | null }>;
}

interface Facts {
  orders: FactTypes['orders'][];
  orderLines: FactTypes['order_lines'][];
  refunds: FactTypes['refunds'][];
  statementLines: FactTypes['statement_lines'][];
}

/**
 * A shop's month without files: the facts that its exports would give, each once. No number is damaged.
 */
export function simulatedBook(orders: number, seed: number, layout: OrderLayout): SimulatedBook {
  const options = completeOptions({ orders, seed, layout, out: '' });
  const calendar = planCalendar(options.from);
  const [shop] = planShops(options);
  if (shop === undefined) throw new Error('no shop');
  const plan = { ...shop, pooled: 'none', damaged: false } as const;
  const world: World = {
    plan,
    calendar,
    planting: plantExceptions(plan, calendar),
    prices: priceTable(new Random(plan.seed)),
    titles: titlesOf(false),
  };
  const facts: Facts = { orders: [], orderLines: [], refunds: [], statementLines: [] };
  const truth = new Map<string, OrderVerdict & { type: ExceptionType | null }>();
  const components = new Map<string, Component>();
  const random = new Random(plan.seed);
  const life = newCase();
  for (let index = 0; index < orders; index += 1) {
    liveOrder(world, random, index, life);
    settleOrder(world, random, life);
    truth.set(life.orderNo, { ...judgeOrder(world, life), type: life.exception?.type ?? null });
    if (life.inExport) addOrder(world, life, facts);
    addLines(world, life, facts, components);
  }
  const book: AuditedBook = {
    ...facts,
    statements: [
      { account_id: plan.accountNo, from_at: wallText(calendar.from), to_at: wallText(calendar.to) },
    ],
    exportedAt: wallText(calendar.ordersExportedAt),
    componentOf: (line) => components.get(line.line_no ?? '') ?? 'unclassified',
  };
  return { book, truth };
}

function addOrder({ plan, calendar }: World, life: OrderCase, facts: Facts): void {
  const row = { life, asOf: calendar.ordersExportedAt };
  const payout = payoutAt(plan, row);
  const text = (at: number | null) => (at === null || at > row.asOf ? null : wallText(at));
  facts.orders.push({
    order_no: life.orderNo,
    shop: plan.name,
    payment_no: null,
    status: statusAt(row),
    status_text: '',
    created_at: wallText(life.createdAt),
    paid_at: text(life.paidAt),
    delivered_at: text(life.confirmedAt),
    paid_minor: BigInt(life.paidAt === null ? 0 : life.paid),
    shipping_minor: BigInt(life.shipping),
    refund_minor: BigInt(refundAt(row)),
    payout_minor: payout === null ? null : BigInt(payout),
    subsidy_minor: null,
    deposit_order_no: life.depositOrderNo,
    stages: plan.knows.stages && life.deposit > 0 ? '阶段1' : null,
    sub_order_nos: null,
    close_reason: null,
    tracking_no: null,
    carrier: null,
    shipped_at: null,
  });
  for (let item = 0; item < life.itemCount; item += 1) facts.orderLines.push(lineFact(plan, life, item));
  life.refunds.forEach((refund, at) => {
    facts.refunds.push({
      refund_no: `${life.orderNo}-${at}`,
      order_no: refund.namesLine ? orderLineNoOf(plan, life.index, 0, life.itemCount) : life.orderNo,
      payment_no: null,
      status: refund.outcome,
      status_text: '',
      kind_text: null,
      refund_minor: BigInt(refund.amount),
      stage: refund.stage,
      requested_at: wallText(refund.requestedAt),
      completed_at: refund.completedAt === null ? null : wallText(refund.completedAt),
      return_tracking_no: null,
      return_carrier: null,
    });
  });
}

function lineFact(plan: World['plan'], life: OrderCase, item: number): FactTypes['order_lines'] {
  return {
    order_no: life.orderNo,
    order_line_no: orderLineNoOf(plan, life.index, item, life.itemCount),
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

function addLines(
  { plan, calendar }: World,
  life: OrderCase,
  facts: Facts,
  components: Map<string, Component>,
): void {
  life.lines.forEach((line, slot) => {
    if (line.at < calendar.from || line.at >= calendar.to) return;
    const line_no = `${life.orderNo}-${slot}`;
    components.set(line_no, COMPONENT_OF[line.kind]);
    const isOfLine = line.kind === LINE.commissionOfLine;
    const named = isOfLine ? orderLineNoOf(plan, life.index, 0, life.itemCount) : life.orderNo;
    facts.statementLines.push({
      account_no: plan.accountNo,
      line_no,
      transaction_no: null,
      order_no: line.kind === LINE.depositElsewhere ? life.depositOrderNo : named,
      key_rule: null,
      happened_at: wallText(line.at),
      amount_minor: BigInt(line.amount),
      fee_minor: 0n,
      balance_minor: null,
      subject: { entry_type: '', description: '', memo: '' },
    });
  });
}

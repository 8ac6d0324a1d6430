import { COUNTER_NAMES } from '../../model/case-names.ts';
import { AUDITED_COMPONENTS, type Component, termOf } from '../../model/component.ts';
import { evidenceAt } from '../../model/evidence.ts';
import { inEveryLanguage, listed, say, type Text } from '../../model/language.ts';
import { COMPONENT_NAMES } from '../../model/names.ts';
import type { FeeRate } from '../../model/run.ts';
import { absolute, formatMinor, type Minor } from '../../money/money.ts';
import type { StepRow } from '../../store/cases/cases.ts';
import type { TransferLegRow } from '../../store/cases/transfers.ts';
import type { OrderRow } from '../../store/orders/order-page.ts';
import type { StoryRow } from '../../store/orders/stories.ts';
import { asText, type NameOfUser, stepName, THE_PROGRAM } from '../cases/case-words.ts';
import type { PageEvent } from './order-story.ts';

/** The rate of a fee in hundredths of a percent, and the rate that the shop usually pays, null where none is known. */
export interface RateTold {
  readonly basis_points: number;
  readonly usual_basis_points: number | null;
}

const NAMES = {
  placed: { 'zh-CN': '下单', 'zh-TW': '下單', en: 'placed' },
  paid: { 'zh-CN': '买家付款', 'zh-TW': '買家付款', en: 'paid' },
  delivered: { 'zh-CN': '确认收货', 'zh-TW': '確認收貨', en: 'confirmed' },
  told_again: {
    'zh-CN': '同一份报表的另一行',
    'zh-TW': '同一份報表的另一列',
    en: 'another row of the same export',
  },
  told_packed: {
    'zh-CN': '按主订单导出的一行，子订单另有明细',
    'zh-TW': '依主訂單匯出的一列，子訂單另有明細',
    en: 'a row for the whole order; its sub-orders are told one by one',
  },
  told_before: { 'zh-CN': '较早的订单报表', 'zh-TW': '較早的訂單報表', en: 'an earlier order export' },
  refund: { 'zh-CN': '退款', 'zh-TW': '退款', en: 'refund' },
  line: { 'zh-CN': '资金流水', 'zh-TW': '收支明細', en: 'wallet line' },
  transfer: { 'zh-CN': '手工匹配或调账', 'zh-TW': '手動配對或調帳', en: 'matched or adjusted by hand' },
} as const satisfies Record<string, Text>;

const SAYS = {
  payout: {
    'zh-CN': '平台写明打款 {payout} 元',
    'zh-TW': '平台寫明撥款 {payout} 元',
    en: 'the platform says that {payout} is paid out',
  },
  no_payout: { 'zh-CN': '买家确认收货', 'zh-TW': '買家確認收貨', en: 'the buyer confirmed' },
  paid: { 'zh-CN': '买家付了 {paid} 元', 'zh-TW': '買家付了 {paid} 元', en: 'the buyer paid {paid}' },
} as const satisfies Record<string, Text>;

const BLANK = {
  number: null,
  amount_minor: null,
  component: null,
  component_name: null,
  rate: null,
  evidence: null,
  live: true,
} as const;

/**
 * That other rows told the order too: of earlier exports, of the same one, which repeats it for each article, or of one by
 * order, which steps aside for the sub-orders.
 */
export function toldBesides(rows: readonly OrderRow[]): PageEvent[] {
  const counts = rows.find(({ live }) => live);
  const nameOf = ({ file, sheet, sub_order_nos }: OrderRow): Text => {
    if (sub_order_nos !== null && !counts?.sub_order_nos) return NAMES.told_packed;
    return file === counts?.file && sheet === counts.sheet ? NAMES.told_again : NAMES.told_before;
  };
  return rows
    .filter(({ live }) => !live)
    .map((row) => ({
      ...BLANK,
      at: row.created_at ?? row.paid_at,
      what: 'order',
      name: nameOf(row),
      number: row.payment_no,
      says: asText(row.status_text),
      amount_minor: row.paid_minor,
      evidence: evidenceAt(row),
      live: false,
    }));
}

/** What the live row of the order tells: when it was placed, paid and confirmed. */
export function orderEvents(order: OrderRow | null): PageEvent[] {
  if (order === null) return [];
  const evidence = evidenceAt(order);
  const { created_at, paid_at, delivered_at, paid_minor, payout_minor } = order;
  const placed = { ...BLANK, what: 'order', evidence };
  return [
    { ...placed, at: created_at, name: NAMES.placed, says: asText(order.status_text) },
    ...(paid_at === null
      ? []
      : [
          {
            ...placed,
            what: 'payment',
            at: paid_at,
            name: NAMES.paid,
            number: order.payment_no,
            says: filled(SAYS.paid, { paid: formatMinor(paid_minor) }),
            amount_minor: paid_minor,
          },
        ]),
    ...(delivered_at === null
      ? []
      : [
          {
            ...placed,
            what: 'delivery',
            at: delivered_at,
            name: NAMES.delivered,
            says:
              payout_minor === null
                ? SAYS.no_payout
                : filled(SAYS.payout, { payout: formatMinor(payout_minor) }),
            amount_minor: payout_minor,
          },
        ]),
  ];
}

/** Refunds and wallet lines; fees with their rate. */
export function factEvents(
  facts: readonly StoryRow[],
  order: OrderRow | null,
  rates: readonly FeeRate[],
): PageEvent[] {
  const bases = basesOf(facts, order);
  return facts
    .filter((fact) => fact.what === 'refund' || fact.what === 'statement_line')
    .map((fact) => ({
      at: fact.at_time,
      what: fact.what,
      name:
        fact.what === 'refund'
          ? NAMES.refund
          : fact.component === null
            ? NAMES.line
            : COMPONENT_NAMES[fact.component],
      number: fact.number,
      says: listed([fact.words, fact.what === 'refund' ? fact.note : null].filter((word) => word !== null)),
      amount_minor: fact.amount_minor,
      component: fact.component,
      component_name: fact.component === null ? null : COMPONENT_NAMES[fact.component],
      rate: fact.what === 'statement_line' && fact.live ? rateOf(fact, bases, rates) : null,
      evidence: evidenceAt(fact),
      live: fact.live,
    }));
}

/** What a fee may be a share of: all receipts, receipts less refunds, receipts less shipping. */
function basesOf(facts: readonly StoryRow[], order: OrderRow | null): Minor[] {
  const trade = facts.filter(
    (fact) => fact.what === 'statement_line' && fact.live && fact.component !== null,
  );
  const sum = (term: 'receipt' | 'refund'): Minor =>
    trade.reduce(
      (all, fact) => (termOf(fact.component as Component) === term ? all + (fact.amount_minor ?? 0n) : all),
      0n,
    );
  const receipts = sum('receipt');
  return [receipts, receipts + sum('refund'), receipts - (order?.shipping_minor ?? 0n)].filter(
    (base) => base > 0n,
  );
}

function rateOf(fact: StoryRow, bases: readonly Minor[], rates: readonly FeeRate[]): RateTold | null {
  const { component, amount_minor } = fact;
  if (component === null || amount_minor === null || amount_minor >= 0n) return null;
  if (!AUDITED_COMPONENTS.some((audited) => audited === component)) return null;
  const usual = rates.find((rate) => rate.component === component)?.basis_points ?? null;
  const found = bases.map((base) => basisPointsOf(absolute(amount_minor), base));
  const [first] = found;
  if (first === undefined) return null;
  return { basis_points: found.find((rate) => rate === usual) ?? first, usual_basis_points: usual };
}

/** A share of a base in hundredths of a percent, rounded half up. */
function basisPointsOf(part: bigint, base: bigint): number {
  const points = (part * 20_000n + base) / (2n * base);
  return Number(points);
}

/** What people and the program did about the order's cases. */
export function stepEvents(steps: readonly StepRow[], nameOfUser: NameOfUser): PageEvent[] {
  return steps.map((step) => ({
    ...BLANK,
    at: step.made_at,
    what: 'decision',
    name: stepName(step.what),
    says: listed([
      step.made_by === null ? THE_PROGRAM : nameOfUser(step.made_by),
      ...(step.note === null ? [] : [step.note]),
      ...(step.file === null ? [] : [step.file]),
    ]),
    live: !step.undone,
  }));
}

/** Money that was moved by hand to or from the order. */
export function legEvents(
  legs: readonly TransferLegRow[],
  orderNo: string,
  nameOfUser: NameOfUser,
): PageEvent[] {
  return legs
    .filter((leg) => leg.match_key === orderNo)
    .map((leg) => ({
      ...BLANK,
      at: leg.made_at,
      what: 'transfer',
      name: NAMES.transfer,
      says: listed([
        ...(leg.made_by === null ? [THE_PROGRAM] : [nameOfUser(leg.made_by)]),
        ...(leg.counter === null ? [] : [COUNTER_NAMES[leg.counter as keyof typeof COUNTER_NAMES]]),
        ...legs
          .filter((each) => each.transfer_id === leg.transfer_id && each.match_key !== orderNo)
          .map((each) => each.match_key),
        ...(leg.note === null ? [] : [leg.note]),
      ]),
      amount_minor: leg.kind === 'link' ? null : leg.amount_minor,
      live: leg.undone_at === null,
    }));
}

function filled(text: Text, values: Readonly<Record<string, string>>): Text {
  return inEveryLanguage((language) => say(text, language, values));
}

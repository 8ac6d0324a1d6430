import fc from 'fast-check';
import type { OrderStatus } from '../../src/model/facts.ts';
import { SUBJECTS } from '../support/scenarios.ts';

/** What a line is for, as scenario files say it. */
export type LineKind = keyof typeof SUBJECTS;

/** What is drawn for one order; {@link toBook} makes facts of it. Few values, so that amounts coincide. */
export interface OrderPlan {
  readonly shop: string | null;
  readonly payment: 'alipay' | 'wechat' | 'shared' | null;
  readonly status: OrderStatus;
  readonly neverPaid: boolean;
  readonly paid: number;
  readonly createdDay: number;
  readonly confirmedAfterHours: number | null;
  readonly refunds: readonly RefundPlan[];
  readonly refundColumn: 'told' | 'nothing' | 'more' | null;
  readonly payout: 'own' | 'gross' | 'paid' | 'subsidised' | 'less' | 'zero' | null;
  readonly stages: boolean;
  readonly deposit: boolean;
  readonly exported: boolean;
  readonly twist:
    | 'none'
    | 'no_receipt'
    | 'twice'
    | 'short'
    | 'over'
    | 'no_refund'
    | 'strange_refund'
    | 'in_parts'
    | 'kept';
  readonly naming: 'order' | 'sub' | 'payment' | 'other' | 'nothing';
  readonly hoursLate: number;
  readonly feeShare: number;
  readonly feeInside: number;
  readonly noise: readonly NoisePlan[];
}

/** A refund of it. */
export interface RefundPlan {
  readonly amount: 'whole' | 'part' | 'small';
  readonly stage: 'escrow' | 'after_sale' | null;
  readonly status: 'succeeded' | 'closed' | 'pending';
  readonly afterHours: number | null;
  readonly bySub: boolean;
}

/** A line that has nothing to do with the order's life. */
export interface NoisePlan {
  readonly kind: LineKind;
  readonly amount: number;
  readonly naming: OrderPlan['naming'] | 'deposit';
  readonly day: number;
}

const hours = fc.constantFrom(0, 1, 5, 23, 24, 30, 72, 200);
const naming = fc.oneof(
  { weight: 6, arbitrary: fc.constant('order' as const) },
  { weight: 3, arbitrary: fc.constantFrom('sub', 'payment', 'other', 'nothing') },
);

const refundPlan: fc.Arbitrary<RefundPlan> = fc.record({
  amount: fc.constantFrom('whole', 'part', 'part', 'small'),
  stage: fc.constantFrom('escrow', 'after_sale', 'after_sale', null),
  status: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'closed', 'pending'),
  afterHours: fc.option(hours, { freq: 8 }),
  bySub: fc.boolean(),
});

const noisePlan: fc.Arbitrary<NoisePlan> = fc.record({
  kind: fc.constantFrom(...(Object.keys(SUBJECTS) as LineKind[])),
  amount: fc.constantFrom(-9_900, -3_000, -1, 1, 3_000, 9_900),
  naming: fc.oneof(naming, fc.constant('deposit' as const)),
  day: fc.integer({ min: 0, max: 30 }),
});

/** Random orders. */
export const orderPlan: fc.Arbitrary<OrderPlan> = fc.record({
  shop: fc.constantFrom('甲店', '甲店', '乙店', null),
  payment: fc.constantFrom('alipay', 'alipay', 'wechat', 'shared', null),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant('completed' as const) },
    { weight: 4, arbitrary: fc.constantFrom('unpaid', 'paid', 'shipped', 'cancelled', 'cancelled') },
  ),
  neverPaid: fc.boolean(),
  paid: fc.constantFrom(5_000, 9_900, 9_900, 12_000),
  createdDay: fc.integer({ min: -3, max: 30 }),
  confirmedAfterHours: fc.option(hours, { freq: 9 }),
  refunds: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(refundPlan, { maxLength: 2 }) },
  ),
  refundColumn: fc.constantFrom('told', 'told', 'told', 'nothing', 'more', null),
  payout: fc.constantFrom('own', 'own', 'gross', 'gross', 'paid', 'subsidised', 'less', 'zero', null),
  stages: fc.boolean(),
  deposit: fc.boolean(),
  exported: fc.oneof(
    { weight: 9, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  twist: fc.oneof(
    { weight: 3, arbitrary: fc.constant('none' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'no_receipt',
        'twice',
        'short',
        'over',
        'no_refund',
        'strange_refund',
        'in_parts',
        'kept',
      ),
    },
  ),
  naming,
  hoursLate: hours,
  feeShare: fc.constantFrom(0, 200, 500, 500, 500),
  feeInside: fc.constantFrom(0, 0, 0, 6),
  noise: fc.array(noisePlan, { maxLength: 1 }),
});

/** Days that the statements of the two wallets hold, counted from 1 January. A second stretch leaves a gap. */
export const coveragePlan = fc.record({
  alipay: fc.constantFrom(
    [[0, 31]],
    [[0, 31]],
    [[3, 28]],
    [
      [0, 10],
      [14, 31],
    ],
    [
      [0, 10],
      [10, 31],
    ],
  ),
  pooled: fc.constantFrom(
    [[0, 31]],
    [[0, 31]],
    [[0, 20]],
    [],
    [
      [5, 9],
      [20, 31],
    ],
  ),
  exported: fc.constantFrom<(number | null)[]>(31, 31, 33, 40, null),
  /** The day from which Alipay money comes into a second account, whose statement begins then. */
  moved: fc.constantFrom<(number | null)[]>(null, null, null, 6, 14),
});
/** Drawn days. */
export type CoveragePlan = typeof coveragePlan extends fc.Arbitrary<infer T> ? T : never;

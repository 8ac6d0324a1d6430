import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactTypes } from '../../src/model/facts.ts';
import type { AuditedBook } from './audited-keys.ts';
import { type AuditedKey, audit } from './auditor.ts';
import { simulatedBook } from './simulated-book.ts';

for (const [layout, seed] of [
  ['c', 1],
  ['d', 2],
  ['e', 3],
  ['d', 4],
] as const) {
  test(`auditor and simulator agree on every order of a month (${layout}, seed ${seed})`, () => {
    const { book, truth } = simulatedBook(600, seed, layout);
    const verdicts = audit(book);
    assert.deepEqual([...verdicts.keys()].sort(), [...truth.keys()].sort());
    for (const [orderNo, truly] of truth) {
      const judged = verdicts.get(orderNo);
      const isFeeVariance = truly.type === 'fee_variance';
      assert.deepEqual(
        judged,
        {
          order_no: orderNo,
          state: isFeeVariance ? 'matched' : truly.state,
          type: isFeeVariance ? null : truly.type,
          cause: isFeeVariance ? null : truly.cause,
          expected_minor: BigInt(truly.expected),
          received_minor: BigInt(truly.received),
          fees_minor: BigInt(truly.fees),
          refunded_minor: BigInt(truly.refunded),
          in_transit_minor: BigInt(truly.inTransit),
          outside_coverage_minor: BigInt(truly.outside),
          discrepancy_minor: BigInt(truly.discrepancy),
        },
        orderNo,
      );
    }
  });
}

const ORDER: FactTypes['orders'] = {
  order_no: '1000000000000000001',
  shop: null,
  payment_no: null,
  status: 'completed',
  status_text: '',
  created_at: '2026-01-02 10:00:00',
  paid_at: '2026-01-02 10:01:00',
  delivered_at: '2026-01-09 10:00:00',
  paid_minor: 13_09_00n,
  shipping_minor: null,
  refund_minor: 300_00n,
  payout_minor: null,
  subsidy_minor: null,
  deposit_order_no: null,
  stages: null,
  sub_order_nos: null,
  close_reason: null,
  tracking_no: null,
  carrier: null,
  shipped_at: null,
};

const REFUND: FactTypes['refunds'] = {
  refund_no: '1',
  order_no: ORDER.order_no,
  payment_no: null,
  status: 'succeeded',
  status_text: '',
  kind_text: null,
  refund_minor: 300_00n,
  stage: 'after_sale',
  requested_at: null,
  completed_at: '2026-01-12 10:00:00',
  return_tracking_no: null,
  return_carrier: null,
};

/** Judges one order with these wallet lines: receipts positive, refunds negative. */
function judgeOne(order: Partial<FactTypes['orders']>, amounts: readonly bigint[]): AuditedKey | undefined {
  const lines = amounts.map((amount_minor, at) => ({
    account_no: 'alipay:1',
    line_no: String(at),
    transaction_no: null,
    order_no: ORDER.order_no,
    key_rule: null,
    happened_at: '2026-01-10 10:00:00',
    amount_minor,
    fee_minor: 0n,
    balance_minor: null,
    subject: { entry_type: '', description: '', memo: '' },
  }));
  const book: AuditedBook = {
    orders: [{ ...ORDER, ...order }],
    orderLines: [],
    refunds: [REFUND],
    statementLines: lines,
    statements: [{ account_id: 'alipay:1', from_at: '2026-01-01 00:00:00', to_at: '2026-02-01 00:00:00' }],
    exportedAt: null,
    componentOf: (line) => (line.amount_minor < 0n ? 'refund' : 'sale'),
  };
  return audit(book).get(ORDER.order_no);
}

test('both readings of the payout tie a refund after the sale', () => {
  for (const payout_minor of [1009_00n, 1309_00n, null]) {
    const judged = judgeOne({ payout_minor }, [1309_00n, -300_00n]);
    assert.equal(judged?.state, 'matched');
    assert.equal(judged?.expected_minor, 1309_00n);
    assert.equal(judged?.discrepancy_minor, 0n);
  }
});

test('a payout above what was paid is the platform’s addition', () => {
  const judged = judgeOne({ payout_minor: 1319_00n, refund_minor: 0n }, [1319_00n]);
  assert.equal(judged?.state, 'matched');
  assert.equal(judged?.expected_minor, 1319_00n);
});

test('each type is told by the money', () => {
  const cases: [Partial<FactTypes['orders']>, bigint[], string, bigint][] = [
    [{}, [], 'missing_receipt', -1009_00n],
    [{}, [1309_00n], 'missing_refund', 300_00n],
    [{}, [1309_00n, -300_00n, -5_00n], 'unexpected_refund', -5_00n],
    [{}, [1309_00n, 1309_00n, -300_00n], 'duplicate_receipt', 1309_00n],
    [{}, [1308_97n, -300_00n], 'amount_short', -3n],
    [{}, [1309_01n, -300_00n], 'amount_over', 1n],
    [{ status: 'cancelled', refund_minor: 1309_00n }, [1309_00n], 'status_mismatch', 1309_00n],
  ];
  for (const [order, amounts, type, discrepancy] of cases) {
    const judged = judgeOne(order, amounts);
    assert.equal(judged?.type, type);
    assert.equal(judged?.discrepancy_minor, discrepancy, type);
  }
});

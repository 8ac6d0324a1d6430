import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountsOf } from '../amounts.ts';
import type { DamagedOrder, KeyCase } from '../key-case.ts';
import type { CaseView, DiagnosisContext } from '../view.ts';
import { damagedId } from './damaged-id.ts';

/** Money of 90.00 for an order that no export holds, beside one damaged row whose digits agree. */
function viewOf(row: Pick<DamagedOrder, 'amounts_minor' | 'is_nearly_whole'>): CaseView {
  const key: KeyCase = {
    match_key: '3612345678901230026',
    order: null,
    lines: [
      {
        batch_id: 1n,
        row_no: 6,
        account_id: 'alipay:1',
        line_no: 'L1',
        transaction_no: null,
        happened_at: '2026-01-10 12:00:00',
        amount_minor: 9000n,
        fee_minor: 0n,
        fee_component: 'processing_fee',
        component: 'sale',
        term: 'receipt',
        link_rule: null,
      },
    ],
    refunds: [],
    adjusted_minor: 0n,
    candidates: [],
  };
  const damaged = { batch_id: 2n, row_no: 3, damaged_no: '3.61235E+18', ...row };
  const context: DiagnosisContext = {
    standing: () => 'covered',
    damagedLike: () => [damaged],
    orders_until: null,
  };
  return { key, amounts: amountsOf(key), context };
}

const SOME_DIGITS = [
  ['what the buyer paid is the money', [9000n], true],
  ['what the platform pays out is the money', [8000n, 9000n], true],
  ['another amount: the orders of a month share these digits', [5500n], false],
  ['no amount is known', [], false],
] as const;

for (const [says, amounts_minor, holds] of SOME_DIGITS) {
  test(`a few digits left: ${says}`, () => {
    assert.equal(damagedId.holds(viewOf({ amounts_minor, is_nearly_whole: false }), null), holds);
  });
}

test('nearly all digits left: the row is this order whatever the money', () => {
  assert.equal(damagedId.holds(viewOf({ amounts_minor: [5500n], is_nearly_whole: true }), null), true);
});

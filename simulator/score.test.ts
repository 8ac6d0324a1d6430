import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyLineOf, precision, printScore, recall, score } from './score.ts';
import type { Truth } from './truth.ts';

const EQUATION = {
  expected_minor: 100_00,
  received_minor: 90_00,
  fees_minor: 5_00,
  refunded_minor: 0,
  in_transit_minor: 0,
  outside_coverage_minor: 0,
  discrepancy_minor: -5_00,
  closes: true,
};

const TRUTH: Truth = {
  version: 1,
  seed: 1,
  mode: 'usual',
  orders_count: 3,
  period: { from: '2026-01-01', to: '2026-01-31' },
  shops: [],
  files: [],
  equation: EQUATION,
  states: { matched: 1, in_transit: 0, outside_coverage: 0, not_due: 0, exception: 2, ambiguous: 0 },
  settlement_delays: [],
  exceptions: [
    {
      order_no: '1001',
      type: 'amount_short',
      cause: 'unexplained',
      expected_minor: 100,
      actual_minor: 97,
      discrepancy_minor: -3,
    },
    {
      order_no: '1002',
      type: 'missing_receipt',
      cause: 'unexplained',
      expected_minor: 497,
      actual_minor: 0,
      discrepancy_minor: -497,
    },
  ],
};

test('the truth itself scores perfect, with amounts as numbers or as text', () => {
  assert.ok(score(TRUTH, TRUTH).perfect);
  const asText = TRUTH.exceptions.map((one) => ({
    ...one,
    discrepancy_minor: String(one.discrepancy_minor),
  }));
  assert.ok(score(TRUTH, { ...TRUTH, exceptions: asText }).perfect);
});

test('missed, false, misnamed and inexact findings are told apart', () => {
  const card = score(TRUTH, {
    equation: { ...EQUATION, fees_minor: 5_01 },
    states: { ...TRUTH.states, matched: 2, exception: 1 },
    exceptions: [
      { order_no: '1001', type: 'amount_short', cause: 'partial_refund', discrepancy_minor: -4 },
      { order_no: '1003', type: 'amount_over', cause: 'unexplained', discrepancy_minor: 1 },
    ],
  });
  assert.deepEqual(card.types.get('amount_short'), { right: 1, wrong: 0, missed: 0 });
  assert.deepEqual(card.types.get('missing_receipt'), { right: 0, wrong: 0, missed: 1 });
  assert.deepEqual(card.types.get('amount_over'), { right: 0, wrong: 1, missed: 0 });
  assert.deepEqual(card.causes.get('amount_short/unexplained'), { right: 0, wrong: 0, missed: 1 });
  assert.deepEqual(card.causes.get('amount_short/partial_refund'), { right: 0, wrong: 1, missed: 0 });
  assert.deepEqual(card.amounts, { exact: 0, inexact: 1 });
  assert.deepEqual(card.equation.get('fees_minor'), { truth: '500', found: '501' });
  assert.deepEqual(card.states.get('matched'), { right: 1, wrong: 1, missed: 0 });
  assert.deepEqual(card.states.get('exception'), { right: 1, wrong: 0, missed: 1 });
  assert.equal(card.perfect, false);
  assert.match(printScore(card), /missing_receipt\/unexplained +0 +0 +1 +100 % +0 %/);
});

test('one finding does not answer for two', () => {
  const twice = [...TRUTH.exceptions, ...TRUTH.exceptions.slice(0, 1)];
  assert.deepEqual(score(TRUTH, { ...TRUTH, exceptions: twice }).types.get('amount_short'), {
    right: 1,
    wrong: 1,
    missed: 0,
  });
});

test('of two findings of one type the one of the right amount answers', () => {
  const other = { order_no: '1001', type: 'amount_short', cause: 'unexplained', discrepancy_minor: -9 };
  const card = score(TRUTH, { ...TRUTH, exceptions: [...TRUTH.exceptions, other] });
  assert.deepEqual(card.amounts, { exact: 2, inexact: 0 });
  assert.equal(card.differences.length, 1);
});

test('keys are compared one by one when they are given: state, cause and terms', () => {
  const line = (key: string, state: string, fees: string) =>
    keyLineOf([key, state, '', '100', '95', fees, '0', '0', '0', '0']);
  const truth = new Map([
    ['1', line('1', 'matched', '5')],
    ['2', line('2', 'in_transit', '5')],
    ['4', line('4', 'matched', '5')],
  ]);
  const found = new Map([
    ['1', line('1', 'matched', '5')],
    ['2', line('2', 'matched', '5')],
    ['3', line('3', 'exception', '5')],
    ['4', line('4', 'matched', '6')],
  ]);
  const result = { ...TRUTH, exceptions: [] };
  const card = score(result, result, { truth, found });
  assert.deepEqual(card.states.get('matched'), { right: 2, wrong: 1, missed: 0 });
  assert.deepEqual(card.states.get('in_transit'), { right: 0, wrong: 0, missed: 1 });
  assert.deepEqual(card.keys, { compared: 3, differing: 1 });
  assert.deepEqual(
    card.differences.map(({ order_no, what }) => `${order_no} ${what}`),
    ['2 state', '3 state', '4 fees_minor'],
  );
  assert.equal(card.perfect, false);
  assert.ok(score(result, result, { truth, found: truth }).perfect);
});

test('precision and recall of nothing are whole', () => {
  const nothing = { right: 0, wrong: 0, missed: 0 };
  assert.equal(precision(nothing), 1);
  assert.equal(recall(nothing), 1);
  assert.equal(precision({ right: 3, wrong: 1, missed: 0 }), 0.75);
  assert.equal(recall({ right: 3, wrong: 0, missed: 1 }), 0.75);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyFinder } from '../rules/key-rules.ts';
import type { RowContext } from '../source.ts';
import { twoColumnAmount, walletLine } from './wallet-line.ts';

const CONTEXT: RowContext = { preamble: {}, file: 'x.csv', sheet: null, row: 2 };
const CELLS = {
  happened_at: '2024-08-01 09:00:05',
  transaction_no: '2024080122001400000000000010',
  entry_type: '其它',
  memo: '补单2618000000000100042',
};
const MONEY = { amount_minor: -100n, fee_minor: 0n, balance_minor: null };

test('an outflow counts against the inflow, whatever sign it is written with', () => {
  const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(minor, minor, fc.boolean(), (inflow, outflow, signed) => {
      assert.equal(twoColumnAmount(inflow, signed ? -outflow : outflow), inflow - outflow);
      assert.equal(twoColumnAmount(-inflow, outflow), -inflow - outflow);
    }),
  );
});

test('an empty cell is nothing, two are no amount', () => {
  assert.equal(twoColumnAmount(500n, null), 500n);
  assert.equal(twoColumnAmount(null, -500n), -500n);
  assert.equal(twoColumnAmount(0n, 0n), 0n);
  assert.equal(twoColumnAmount(null, null), null);
});

test('the key rules of the book speak when the import brings them', () => {
  assert.equal(walletLine('alipay', null, CELLS, MONEY, CONTEXT).order_no, null);
  const rule = {
    id: 'mine',
    channel: 'alipay',
    field: 'memo',
    pattern: '^补单(\\d+)$',
    names: 'order_no',
  } as const;
  const fact = walletLine('alipay', null, CELLS, MONEY, { ...CONTEXT, findKey: keyFinder([rule]) });
  assert.deepEqual([fact.order_no, fact.key_rule], ['2618000000000100042', 'mine']);
  assert.deepEqual(fact.subject, { entry_type: '其它', description: '', memo: '补单#' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../model/language.ts';
import { exceptionSays } from './says.ts';
import { SENTENCES } from './sentences.ts';

const VALUES = {
  order_no: '3612345678901230026',
  expected: '99.00',
  actual: '98.00',
  gap: '1.00',
  percent: '1.01',
  status: '交易关闭',
  at: '2026-01-10 09:00:01',
  on: '2026-01-10',
  receipt_count: '2',
  receipt: '99.00',
  refunded: '0.00',
  refund: '1.00',
  candidates: '3612345678901230034, 3612345678901230042',
  damaged_no: '3.61235E+18',
  until: '2026-01-31',
  component: 'commission',
  rate: '5.00',
};

test('every sentence is whole, with all its values and without those that may be unknown', () => {
  for (const code of Object.keys(SENTENCES)) {
    for (const language of LANGUAGES) {
      for (const values of [VALUES, { ...VALUES, percent: '', candidates: '' }]) {
        const says = exceptionSays({ explanation: { code, values } }, language);
        assert.doesNotMatch(says, /[{}[\]]|（）|\(\)|（%|\( ?%|[:：][.。]| {2}/, `${code}: ${says}`);
      }
    }
  }
});

const UNDATED = [
  ['missing_receipt.unexplained', '订单已确认收货，应到账 99.00 元'],
  ['missing_refund.unexplained', '退款已成功，钱包却没有扣款'],
] as const;

for (const [code, start] of UNDATED) {
  test(`${code} without a day`, () => {
    const says = exceptionSays({ explanation: { code, values: { ...VALUES, on: '' } } }, 'zh-CN');
    assert.ok(says.startsWith(start), says);
  });
}

test('money that may be of several orders names them', () => {
  const says = exceptionSays({ explanation: { code: 'missing_order.unexplained', values: VALUES } }, 'zh-CN');
  assert.match(says, /不能确定是哪个订单的。可能是：3612345678901230034, 3612345678901230042。$/);
});

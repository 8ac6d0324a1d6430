import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totalsFooter } from './stated-totals.ts';

const COUNTS: readonly (readonly [text: string | null, count: number | null | 'refused'])[] = [
  ['12', 12],
  [' 12 ', 12],
  ['`20.0', 20],
  ['1,204', 1204],
  ['0', 0],
  ['', null],
  [null, null],
  ['1234567890', 'refused'],
  ['99999999999999999999', 'refused'],
  ['3.5', 'refused'],
  ['3e2', 'refused'],
  ['12笔', 'refused'],
  ['-1', 'refused'],
  ['两', 'refused'],
];

for (const [text, expected] of COUNTS) {
  test(`the count ${text} is ${expected}`, () => {
    const found = totalsFooter([{ of: 'inflow', name: '收入', count: text, sum: '1.00' }]);
    const refusal = { code: 'not_a_quantity', column: '收入', value: text };
    const footer = { totals: [{ of: 'inflow', count: expected, sum_minor: 100n }] };
    assert.deepEqual(found, expected === 'refused' ? refusal : footer);
  });
}

test('count and sum of one total may stand apart, and one that cannot be read refuses the footer', () => {
  const count = { of: 'net', name: '笔数', count: '3', sum: null };
  const sum = { of: 'net', name: '金额', count: null, sum: '-1.50' };
  assert.deepEqual(totalsFooter([count, sum]), { totals: [{ of: 'net', count: 3, sum_minor: -150n }] });
  assert.deepEqual(totalsFooter([count, { ...sum, sum: '一元' }]), {
    code: 'not_an_amount',
    column: '金额',
    value: '一元',
  });
});

test('the time of the export goes along', () => {
  assert.deepEqual(totalsFooter([], '2026-01-31 09:00:00'), {
    totals: [],
    exported_at: '2026-01-31 09:00:00',
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysHeld, type StatementSpan } from './account-coverage.ts';

const AUGUST: StatementSpan = {
  account_id: 'alipay:1',
  source_id: 'alipay-statement',
  from_at: '2026-08-01 00:00:00',
  to_at: '2026-09-01 00:00:00',
  first_at: '2026-08-01 09:00:00',
  last_at: '2026-08-20 12:00:00',
  receipt: { totals: [], rows_refused: 0, running_balance: 'ok', opening_minor: 0n, closing_minor: 500n },
};
const SEPTEMBER: StatementSpan = {
  ...AUGUST,
  from_at: '2026-09-01 00:00:00',
  to_at: '2026-10-01 00:00:00',
  first_at: '2026-09-02 09:00:00',
  last_at: '2026-09-29 12:00:00',
  receipt: { ...AUGUST.receipt, opening_minor: 500n, closing_minor: 900n },
};

const total = { of: 'inflow', stated_minor: 900n, read_minor: 500n, agrees: false };

function held(...spans: readonly StatementSpan[]): string[] {
  return daysHeld(spans).map(({ from_at, to_at }) => `${from_at} ${to_at}`);
}

const CLAIMED = '2026-08-01 00:00:00 2026-09-01 00:00:00';
const ROWS = '2026-08-01 09:00:00 2026-08-20 12:00:00';

for (const [says, receipt, wanted] of [
  ['nothing contradicts it', {}, CLAIMED],
  ['more rows are counted than there are', { totals: [{ ...total, stated_count: 9, read_count: 5 }] }, ROWS],
  [
    'the rows that lack were refused',
    { totals: [{ ...total, stated_count: 9, read_count: 5 }], rows_refused: 4 },
    CLAIMED,
  ],
  ['a sum without a count differs', { totals: [{ ...total, stated_count: null, read_count: 5 }] }, ROWS],
  ['its balances do not follow', { running_balance: 'broken' }, ROWS],
] as const) {
  test(`a statement where ${says}`, () => {
    assert.deepEqual(held({ ...AUGUST, receipt: { ...AUGUST.receipt, ...receipt } }), [wanted]);
  });
}

test('a closing balance that is not the next opening tells that rows are missing between', () => {
  assert.equal(held(AUGUST, SEPTEMBER)[0], CLAIMED);
  const later = { ...SEPTEMBER, receipt: { ...SEPTEMBER.receipt, opening_minor: 700n } };
  assert.deepEqual(held(later, AUGUST), ['2026-09-02 09:00:00 2026-09-29 12:00:00', ROWS]);
  const another = { ...later, account_id: 'alipay:2' };
  assert.equal(held(AUGUST, another)[0], CLAIMED);
});

test('a statement without any of its rows covers nothing', () => {
  const receipt = { ...AUGUST.receipt, totals: [{ ...total, stated_count: 9, read_count: 0 }] };
  assert.deepEqual(held({ ...AUGUST, first_at: null, last_at: null, receipt }), []);
});

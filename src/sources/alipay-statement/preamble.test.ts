import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alipayAccount, alipayFooter, alipayPreamble } from './preamble.ts';

const LINES = [
  ['#支付宝账务明细查询'],
  ['#账号：[20881020304050600156]'],
  ['#起始日期：[2024年08月01日 00:00:00]   终止日期：[2024年09月01日 00:00:00]'],
];

test('account and days stand above the header, padded or not', () => {
  const told = {
    account_no: '2088102030405060',
    from_at: '2024-08-01 00:00:00',
    to_at: '2024-09-01 00:00:00',
  };
  assert.deepEqual(alipayPreamble(LINES, 'x.csv'), told);
  const padded = LINES.map((cells) => ['', ...cells, '', '', '']);
  assert.deepEqual(alipayPreamble(padded, 'x.csv'), told);
});

test('an end of 23:59:59 is the last moment covered', () => {
  const lines = [['#起始日期:[2024-08-01 00:00:00] 终止日期:[2024-08-31 23:59:59]']];
  assert.deepEqual(alipayPreamble(lines, 'x.csv'), {
    from_at: '2024-08-01 00:00:00',
    to_at: '2024-09-01 00:00:00',
  });
});

/** file name → what it tells */
const NAMES: readonly (readonly [string, object])[] = [
  ['x.csv', {}],
  ['zip/2088102030405060_20240901_账务明细.csv', { account_no: '2088102030405060' }],
  ['2088102030405060-20240901-1-账务组合查询.xls', { account_no: '2088102030405060' }],
  ['20881020304050600156_20240901_账务明细.csv', { account_no: '2088102030405060' }],
  ['店_202412_汇总.csv', { from_at: '2024-12-01 00:00:00', to_at: '2025-01-01 00:00:00' }],
  ['店_202402_汇总.csv', { from_at: '2024-02-01 00:00:00', to_at: '2024-03-01 00:00:00' }],
  ['店_202413_汇总.csv', {}],
];

for (const [name, told] of NAMES) {
  test(`the name ${name} tells ${JSON.stringify(told)}`, () =>
    assert.deepEqual(alipayPreamble([], name), told));
}

test('only account numbers are shortened to partner numbers', () => {
  assert.equal(alipayAccount('20881020304050600156'), '2088102030405060');
  assert.equal(alipayAccount('2088102030405060'), '2088102030405060');
  assert.equal(alipayAccount('62260000000000000000'), '62260000000000000000');
});

/** footer line → totals */
const FOOTERS: readonly (readonly [readonly string[], object | null])[] = [
  [['#支出合计：7笔，共-1311.39元', '', ''], { of: 'outflow', count: 7, sum_minor: -131139n }],
  [['', '#收入合计：2笔，共1408.00元'], { of: 'inflow', count: 2, sum_minor: 140800n }],
  [['#收入合计：1200笔，共1', '408', '000.00元'], { of: 'inflow', count: 1200, sum_minor: 140800000n }],
  [['#支出合计：0笔，共0.00元'], { of: 'outflow', count: 0, sum_minor: 0n }],
  [['#------账务明细列表结束------'], null],
];

for (const [cells, total] of FOOTERS) {
  test(`the footer ${cells.join(',')} is read`, () => {
    assert.deepEqual(alipayFooter(cells), { totals: total === null ? [] : [total] });
  });
}

test('a count or a sum that is none is refused by the name of the total', () => {
  assert.deepEqual(alipayFooter(['#支出合计：99999999999999999999笔，共-1.00元']), {
    code: 'not_a_quantity',
    column: '支出合计',
    value: '99999999999999999999',
  });
  assert.deepEqual(alipayFooter(['#收入合计：1笔，共1.005元']), {
    code: 'too_precise',
    column: '收入合计',
    value: '1.005',
  });
});

test('the time of the export stands below, and a line is no footer', () => {
  assert.deepEqual(alipayFooter(['#导出时间：[2024年09月02日 09:00:00]', '']), {
    totals: [],
    exported_at: '2024-09-02 09:00:00',
  });
  assert.equal(alipayFooter(['1810000000000000011', '#支出合计：7笔，共-1311.39元']), null);
});

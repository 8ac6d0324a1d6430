import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bankPreamble } from './preamble.ts';

/** lines above the table → what they tell */
const PREAMBLES: readonly (readonly [readonly (readonly string[])[], object])[] = [
  [
    [
      ['# 招商银行交易记录'],
      ['# 导出时间: [2026-02-01 09:30:00]'],
      ['# 账    号: [一卡通:6214********1234 示例分行]'],
      ['# 币    种: [人民币]'],
      ['# 起始日期: [20260101]   终止日期: [20260131]'],
    ],
    {
      account_no: '6214********1234',
      currency: 'CNY',
      from_at: '2026-01-01 00:00:00',
      to_at: '2026-02-01 00:00:00',
      exported_at: '2026-02-01 09:30:00',
    },
  ],
  [
    [
      ['币　　种：', '人民币'],
      ['账　　号：', '6217 0000 0000 1234'],
    ],
    { account_no: '6217000000001234', currency: 'CNY' },
  ],
  [
    [['查詢期間', '(自 2026/01/01 至 2026/01/31)'], ['111111111111 活存'], ['幣別：TWD']],
    {
      account_no: '111111111111',
      currency: 'TWD',
      from_at: '2026-01-01 00:00:00',
      to_at: '2026-02-01 00:00:00',
    },
  ],
  [
    [['账号', '6217920000005678', '账户类型', '借记卡', '日期范围', '2026/01/01-2026/01/31']],
    { account_no: '6217920000005678', from_at: '2026-01-01 00:00:00', to_at: '2026-02-01 00:00:00' },
  ],
  [[['账户：6228000000000008888']], { account_no: '6228000000000008888' }],
  [[['查询账号[ Inquirer account number ]', '688800000000']], { account_no: '688800000000' }],
  [
    [
      ['总笔数[ Total number ]', '2'],
      ['借方发生总额[ Total debit amount ]', '300.00'],
      ['贷方发生总额', '1,000.00'],
    ],
    {
      totals: [
        { of: 'net', count: 2, sum_minor: null },
        { of: 'outflow', count: null, sum_minor: 30000n },
        { of: 'inflow', count: null, sum_minor: 100000n },
      ],
    },
  ],
  [[['账户名称：示例公司'], ['2026年1月']], {}],
  [[], {}],
];

for (const [lines, told] of PREAMBLES) {
  test(`the lines ${lines.join(' / ')} tell ${Object.keys(told).join(', ') || 'nothing'}`, () =>
    assert.deepEqual(bankPreamble(lines), told));
}

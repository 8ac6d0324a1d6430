import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOfShops, standingOf, type WalletClass } from './coverage.ts';

const AT = '2026-03-10 12:00:00';
const MONTH = { from_at: '2026-03-01 00:00:00', to_at: '2026-04-01 00:00:00' };
const WEEK = { from_at: '2026-03-01 00:00:00', to_at: '2026-03-08 00:00:00' };

function standing(
  accounts: Parameters<typeof coverageOfShops>[1],
  reached: readonly string[],
  walletClass: WalletClass,
): string {
  const links = reached.map((account_id) => ({ shop: '店', account_id }));
  const coverage = coverageOfShops(['店'], accounts, links, () => 60);
  return standingOf(coverage, '店', walletClass, AT);
}

const ALIPAY = { account_id: 'alipay:1', ...MONTH };
const POOLED = { account_id: 'alipay-pooled:店', ...MONTH };

const CASES = [
  ['its wallet is loaded', [ALIPAY], ['alipay:1'], 'alipay', 'covered'],
  ['paid through WeChat, and only Alipay is loaded', [ALIPAY], ['alipay:1'], 'wechat', 'outside'],
  [
    'paid through Alipay, and only the pooled account is loaded',
    [POOLED],
    ['alipay-pooled:店'],
    'alipay',
    'outside',
  ],
  [
    'no money of the kind was seen, but such an account is loaded',
    [ALIPAY, POOLED],
    ['alipay:1'],
    'wechat',
    'covered',
  ],
  [
    'not known how it was paid: every wallet of the shop must cover it',
    [ALIPAY, { ...POOLED, ...WEEK }],
    [],
    '',
    'later',
  ],
  ['a wallet that ends before', [{ ...ALIPAY, ...WEEK }], ['alipay:1'], 'alipay', 'later'],
] as const;

for (const [says, accounts, reached, walletClass, wanted] of CASES) {
  test(says, () => assert.equal(standing(accounts, reached, walletClass), wanted));
}

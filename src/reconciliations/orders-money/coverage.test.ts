import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addHours } from '../../calendar/wall-time.ts';
import { coverageOfShops, standingOf, standingsOf, WALLET_CLASSES, type WalletClass } from './coverage.ts';

const AT = '2026-03-10 12:00:00';
const MONTH = { from_at: '2026-03-01 00:00:00', to_at: '2026-04-01 00:00:00' };
const WEEK = { from_at: '2026-03-01 00:00:00', to_at: '2026-03-08 00:00:00' };

function standing(
  accounts: Parameters<typeof coverageOfShops>[1],
  reached: readonly string[],
  walletClass: WalletClass,
): string {
  const links = reached.map((account_id) => ({
    shop: '店',
    account_id,
    receipts: 20,
    first_at: MONTH.from_at,
    last_at: AT,
  }));
  const coverage = coverageOfShops(['店'], accounts, links, () => 60);
  return standingOf(coverage, '店', walletClass, AT);
}

const ALIPAY = { account_id: 'alipay:1', ...MONTH };
const JD = { account_id: 'jd:1', ...MONTH };
const POOLED = { account_id: 'alipay-pooled:店', ...MONTH };

const CASES = [
  ['its wallet is loaded', [ALIPAY], ['alipay:1'], 'alipay', 'covered'],
  ['paid through WeChat, and only Alipay is loaded', [ALIPAY], ['alipay:1'], 'wechat', 'outside'],
  ['paid through WeChat, and only the account of another platform is loaded', [JD], [], 'wechat', 'outside'],
  ['of a platform that settles all its orders in one account', [JD], ['jd:1'], '', 'covered'],
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

const FIRST_HALF = { account_id: 'alipay:1', from_at: '2026-03-01 00:00:00', to_at: '2026-03-16 00:00:00' };
const SECOND_HALF = { account_id: 'alipay:2', from_at: '2026-03-16 00:00:00', to_at: '2026-04-01 00:00:00' };
const HANDED_OVER = [
  { account_id: 'alipay:1', receipts: 5, first_at: '2026-03-02 09:00:00', last_at: '2026-03-15 20:00:00' },
  { account_id: 'alipay:2', receipts: 5, first_at: '2026-03-16 08:00:00', last_at: '2026-03-30 21:00:00' },
];

/** Standings of moments of a shop whose money went from one Alipay account to another. */
function standings(
  moments: readonly string[],
  accounts = [FIRST_HALF, SECOND_HALF],
  links = HANDED_OVER,
): string[] {
  const coverage = coverageOfShops(
    ['店'],
    accounts,
    links.map((link) => ({ shop: '店', ...link })),
    () => 60,
  );
  return moments.map((at) => standingOf(coverage, '店', 'alipay', at));
}

test('an account that took over is asked from then on, the one that gave way until then', () => {
  const moments = ['2026-03-10 12:00:00', '2026-03-20 12:00:00', '2026-03-31 23:30:00'];
  assert.deepEqual(standings(moments), ['covered', 'covered', 'later']);
});

test('about the handover itself both accounts are asked', () => {
  const moments = [
    '2026-03-15 18:59:59',
    '2026-03-15 19:30:00',
    '2026-03-16 07:59:59',
    '2026-03-16 08:00:00',
  ];
  assert.deepEqual(standings(moments), ['covered', 'outside', 'outside', 'covered']);
  const both = [FIRST_HALF, { ...FIRST_HALF, ...MONTH }, { ...SECOND_HALF, ...MONTH }];
  assert.deepEqual(standings(moments, both), ['covered', 'covered', 'covered', 'covered']);
});

test('accounts that receive side by side, or too seldom to tell, are asked throughout', () => {
  const moments = ['2026-03-10 12:00:00', '2026-03-20 12:00:00'];
  const seldom = HANDED_OVER.map((link) => ({ ...link, receipts: 4 }));
  assert.deepEqual(standings(moments, undefined, seldom), ['outside', 'outside']);
  const beside = HANDED_OVER.map((link) => ({ ...link, first_at: '2026-03-02 09:00:00' }));
  assert.deepEqual(standings(moments, undefined, beside), ['outside', 'outside']);
});

test('stretches of a standing say of every moment what is said of it alone', () => {
  const accounts = [
    { account_id: 'alipay:1', ...WEEK },
    { account_id: 'alipay:1', from_at: '2026-03-10 00:00:00', to_at: '2026-03-20 00:00:00' },
    { ...POOLED, ...MONTH },
  ];
  const coverage = coverageOfShops(['店', '铺'], accounts, [], () => 24 * 60);
  const standings = standingsOf(coverage);
  for (let hour = 0; hour < 45 * 24; hour += 6) {
    const at = addHours('2026-02-20 00:00:00', hour);
    for (const walletClass of WALLET_CLASSES) {
      const of = standings.filter(({ shop, wallet_class }) => shop === '店' && wallet_class === walletClass);
      const [found, ...others] = of.filter(({ from_at, to_at }) => at >= from_at && at < to_at);
      assert.equal(found?.standing ?? 'outside', standingOf(coverage, '店', walletClass, at), at);
      assert.deepEqual(others, []);
    }
  }
});

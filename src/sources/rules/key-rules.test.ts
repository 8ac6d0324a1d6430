import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BUILT_IN_KEY_RULES } from './built-in-key-rules.ts';
import { findOrderNo, type KeyFields, keyFinder } from './key-rules.ts';

const EMPTY: KeyFields = {
  channel: 'alipay',
  base_order_no: '',
  merchant_order_no: '',
  entry_type: '',
  description: '',
  memo: '',
  title: '',
};
const O = '2618000000000000042';

/** One line per rule: the rule that must decide, the cells, and the order found (null: names none). */
const SPOKEN: readonly (readonly [rule: string, cells: Partial<KeyFields>, order_no: string | null])[] = [
  ['own-type', { entry_type: '提现', base_order_no: O }, null],
  ['own-purchase', { description: '0160001|交易付款-消费付款', base_order_no: O }, null],
  ['own-memo', { entry_type: '转账', memo: '余利宝-基金申购', base_order_no: O }, null],
  ['own-title', { entry_type: '转账', title: '万相台无界版自动充值', base_order_no: O }, null],
  ['own-mybank', { merchant_order_no: 'ZZMYBK20240801', base_order_no: O }, null],
  ['base-order-no', { base_order_no: O, merchant_order_no: 'T200P2618000000000000059' }, O],
  ['merchant-t-p', { merchant_order_no: `T200P${O}`, memo: '订单号：2618000000000000059' }, O],
  ['merchant-t-p', { merchant_order_no: `T50060NP${O}` }, O],
  ['merchant-cae-point', { merchant_order_no: `CAE_POINT_${O}_1` }, O],
  ['merchant-cae', { merchant_order_no: `CAE_CHARITY_${O}` }, O],
  ['merchant-hjcae', { merchant_order_no: `HJCAE==301==7==${O}` }, O],
  ['merchant-hjcom', { merchant_order_no: `HJCOM==301==7==${O}` }, O],
  ['merchant-gxfz', { merchant_order_no: `GXFZ_8_${O}` }, O],
  ['title-insd', { merchant_order_no: 'BTC_BIZORDERID77', title: `保险INSD${O}` }, O],
  ['merchant-donation', { merchant_order_no: `GY_12_${O}`, memo: '公益宝贝捐赠=A=B' }, O],
  ['memo-label', { memo: `支付宝转账小额打款-关联订单号：${O}` }, O],
  ['memo-label', { memo: `消费者体验提升计划服财务费_订单号${O}` }, O],
  [
    'memo-label',
    { memo: `代扣款（扣款用途：商家集运物流服务费，运单号：773300112233445，交易单号：${O}）` },
    O,
  ],
  ['memo-label', { memo: `代扣款（扣款用途：淘宝联盟佣金代扣 tradeid:${O} memberid:12 fee:1.20）` }, O],
  ['memo-t-p', { memo: `花呗支付服务费[T200P${O}]` }, O],
  ['memo-t-p', { memo: `售后退款-商品(15码)-T200P${O}` }, O],
  ['memo-brackets', { memo: `天猫佣金（类目）{${O}}扣款` }, O],
  ['memo-brackets', { memo: `基础软件服务费(${O})扣款` }, O],
  ['memo-brackets', { memo: `品牌新享-首单拉新计划(KY_ITEM)（${O}）扣款` }, O],
  ['memo-brackets', { memo: `淘宝客佣金代扣款[${O}]` }, O],
  ['memo-points', { memo: `代扣返点积分${O}` }, O],
  ['memo-points', { memo: `代扣交易退回积分${O}`, merchant_order_no: `CAE_POINT_${O}_RETURNGIVE` }, O],
  [
    'memo-parcel',
    { memo: '代扣款（扣款用途：商家集运物流服务费，运单号：773300112233445）' },
    '773300112233445',
  ],
  ['memo-parcel', { memo: '商家集运物流费 运单号: YT0000000000018' }, 'YT0000000000018'],
  [
    'wechat-merchant',
    { channel: 'wechat', entry_type: 'SUCCESS', merchant_order_no: 'MP20240801_17' },
    'MP20240801_17',
  ],
  ['douyin-order-no', { channel: 'douyin', base_order_no: O }, O],
  ['weixin-store-order-no', { channel: 'weixin-store', base_order_no: O }, O],
  ['youzan-order-no', { channel: 'youzan', base_order_no: 'E20260801000000000042' }, 'E20260801000000000042'],
  [
    'youzan-related-order-no',
    { channel: 'youzan', base_order_no: '2026080100042', merchant_order_no: 'E20260801000000000042' },
    'E20260801000000000042',
  ],
  ['taobao-deposit-order-no', { channel: 'taobao-deposit', base_order_no: O }, O],
  ['jd-order-no', { channel: 'jd', base_order_no: '3553498017448001' }, '3553498017448001'],
  [
    'xiaohongshu-order-no',
    { channel: 'xiaohongshu', base_order_no: 'P700000000000000101' },
    'P700000000000000101',
  ],
  ['kuaishou-order-no', { channel: 'kuaishou', base_order_no: '2616300000000101' }, '2616300000000101'],
  ['pdd-order-no', { channel: 'pdd', base_order_no: '260605-100000000000101' }, '260605-100000000000101'],
];

/** Lines that name no order although they hold a number. */
const SILENT: readonly (readonly [why: string, cells: Partial<KeyFields>])[] = [
  ['nothing there', {}],
  ['a base order number of a platform document', { base_order_no: 'FP301_2618000000000000042' }],
  ['a base order number with letters', { base_order_no: 'LW2618000000000000042' }],
  ['20 digits as base order number', { base_order_no: `${O}7` }],
  ['20 digits after T200P', { merchant_order_no: `T200P${O}7` }],
  ['a payment number of 28 digits', { merchant_order_no: '2024080122001400000000000042' }],
  ['20 digits in brackets', { memo: `淘宝客佣金代扣款[${O}7]` }],
  ['28 digits after a label', { memo: '交易单号：2024080122001400000000000042' }],
  ['a tracking number of 13 digits in brackets', { memo: '运单号（7733001122334）' }],
  ['more than a parcel number after its label', { memo: '运单号：2024080122001400000000000042' }],
  ['returned points name the order in the memo only', { merchant_order_no: `CAE_POINT_${O}_RETURNGIVE` }],
  ['three parts, but no donation', { merchant_order_no: `GY_12_${O}`, memo: '其他' }],
  ['INSD in an ordinary title', { title: `INSD${O}` }],
  ['a WeChat payment number', { channel: 'wechat', entry_type: '交易', merchant_order_no: `4200001234${O}` }],
  ["a refund's own number", { channel: 'wechat', entry_type: '退款', merchant_order_no: 'REF20240801' }],
];

function cells(some: Partial<KeyFields>): KeyFields {
  return { ...EMPTY, ...some };
}

for (const [rule, some, order_no] of SPOKEN) {
  test(`${rule} decides ${JSON.stringify(some)}`, () => {
    const found = findOrderNo(cells(some));
    assert.deepEqual(found, order_no === null ? null : { order_no, rule });
  });
}

test('a rule that names nothing is what keeps the number from being taken', () => {
  for (const [rule, some, order_no] of SPOKEN) {
    if (order_no !== null) continue;
    const others = keyFinder(BUILT_IN_KEY_RULES.filter(({ id }) => id !== rule));
    assert.equal(others(cells(some))?.rule, 'base-order-no', rule);
  }
});

test('every built-in rule has a line', () => {
  const spoken = new Set(SPOKEN.map(([rule]) => rule));
  const ids = BUILT_IN_KEY_RULES.map(({ id }) => id);
  assert.deepEqual([...new Set(ids)], ids);
  assert.deepEqual([...spoken].sort(), [...ids].sort());
});

for (const [why, some] of SILENT) {
  test(`names no order: ${why}`, () => assert.equal(findOrderNo(cells(some)), null));
}

test('a buyer may pay for something that is called like an own move', () => {
  const some = { entry_type: '交易付款', title: '充值卡', memo: '提现', merchant_order_no: `T200P${O}` };
  assert.equal(findOrderNo(cells(some))?.order_no, O);
});

test('rules of a channel cover its sub-channels only', () => {
  const memo = `基础软件服务费(${O})扣款`;
  assert.equal(findOrderNo(cells({ channel: 'alipay-pooled', memo }))?.rule, 'memo-brackets');
  assert.equal(findOrderNo(cells({ channel: 'wechat', memo })), null);
});

test('no number of 20 digits or more is ever an order, wherever it stands', () => {
  const place = fc.constantFrom<keyof KeyFields>('base_order_no', 'merchant_order_no', 'memo', 'title');
  const around = fc.constantFrom(
    ['T200P', ''],
    ['{', '}'],
    ['订单号：', ''],
    ['CAE_X_', ''],
    ['', ''],
    ['INSD', ''],
  );
  const number = fc.stringMatching(/^[1-9]\d{19,31}$/);
  fc.assert(
    fc.property(place, around, number, (field, [before, after], no) => {
      assert.equal(findOrderNo(cells({ [field]: `${before}${no}${after}` })), null);
    }),
  );
});

test('a rule decides as its pattern does, whatever short way is taken', () => {
  const patterns = [
    '^(\\d{2,4})$',
    '^(?:提|a-b|1)$',
    '^(?:提现|a)',
    '^a',
    '^a?',
    '^a|1',
    '^(?:a|)$',
    '^提\\d',
  ];
  const cell = fc.string({ unit: fc.constantFrom('1', '٣', 'a', '-', 'b', '提', '现', '\n'), maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...patterns), cell, (pattern, memo) => {
      const names = pattern.startsWith('^(\\d') ? 'order_no' : 'nothing';
      const whole = {
        id: 'whole',
        channel: '*',
        field: 'any',
        pattern: '([^]*)',
        names: 'order_no',
      } as const;
      const found = keyFinder([{ id: 'x', channel: '*', field: 'memo', pattern, names }, whole])(
        cells({ memo }),
      );
      const hit = memo === '' ? null : new RegExp(pattern).exec(memo);
      if (hit === null) assert.equal(found?.rule, 'whole');
      else assert.equal(found?.order_no, names === 'nothing' ? undefined : hit[1]);
    }),
    { numRuns: 2000 },
  );
});

/** fields → whether their digits decide nothing */
const BY_SHAPE: readonly (readonly [Partial<KeyFields>, boolean])[] = [
  [{ base_order_no: '3612345678901230018' }, true],
  [{ base_order_no: '3612345678901230018', merchant_order_no: 'T200P3612345678901230018' }, true],
  [{ base_order_no: '3612345678901230018', memo: '天猫佣金{3612345678901230018}扣款' }, true],
  [{ base_order_no: '3612345678901230018', title: '卖家版运费险INSD3612345678901230018' }, true],
  [{ merchant_order_no: 'BTC_BIZORDERID_1', title: '卖家版运费险INSD3612345678901230018' }, false],
  [{ merchant_order_no: 'T200P3612345678901230018' }, false],
  [{ memo: '天猫佣金{3612345678901230018}扣款' }, false],
  [{ entry_type: '提现' }, true],
  [{ channel: 'wechat', entry_type: '交易', merchant_order_no: 'MP20240802_1' }, true],
  [{ channel: 'wechat', entry_type: '交易', merchant_order_no: '2024080212345678' }, true],
  [{ channel: 'wechat', entry_type: '交易', merchant_order_no: '20240802123456789012' }, true],
  [{ channel: 'wechat', entry_type: '退款', merchant_order_no: 'MP20240802_1' }, true],
  [{ channel: 'wechat', entry_type: '交易', merchant_order_no: 'T200P3612345678901230018' }, false],
  [{}, true],
];

for (const [fields, expected] of BY_SHAPE) {
  test(`${JSON.stringify(fields)} is ${expected ? '' : 'not '}decided by shape`, () => {
    assert.equal(findOrderNo.isDecidedByShape?.({ ...EMPTY, ...fields }), expected);
  });
}

test('what is decided by shape is decided alike for all digits', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BY_SHAPE),
      fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
      ([fields], digits) => {
        const one = { ...EMPTY, ...fields };
        fc.pre(findOrderNo.isDecidedByShape?.(one) === true);
        const changed = (text: string) => text.replace(/\d/g, () => String(digits.next().value));
        const other = {
          ...one,
          base_order_no: changed(one.base_order_no),
          merchant_order_no: changed(one.merchant_order_no),
          memo: changed(one.memo),
          title: changed(one.title),
        };
        const [mine, theirs] = [findOrderNo(one), findOrderNo(other)];
        assert.equal(mine?.rule, theirs?.rule);
        for (const id of ['base_order_no', 'merchant_order_no'] as const)
          assert.equal(mine?.order_no === one[id], theirs?.order_no === other[id]);
      },
    ),
  );
});

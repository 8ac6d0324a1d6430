import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskDigits, masksTo } from './mask.ts';
import { subjectOf } from './subject.ts';

const O = '2618000000000000042';

/** entry type, description, memo, title → memo of the subject */
const MEMOS: readonly (readonly [string, string, string, string, string])[] = [
  ['交易付款', '', '', '纯棉毛巾', ''],
  ['交易付款', '', '', '花呗支付服务费', ''],
  ['交易退款', '', `售后退款-毛巾-加厚 3条-T200P${O}`, '退款-毛巾', '售后退款-…-T#P#'],
  ['其它', '', `保证金退款-毛巾T200P${O}`, '', '保证金退款-…-T#P#'],
  ['其它', '', `售后支付-毛巾-T50060NP${O}`, '', '售后支付-…-T#NP#'],
  ['收费', '', '', '花呗支付服务费', '花呗支付服务费'],
  ['收费', '', `花呗支付服务费[T200P${O}]`, '花呗支付服务费', '花呗支付服务费[T#P#]'],
  ['收费', '', `[T200P${O}]`, '花呗支付服务费', '花呗支付服务费 [T#P#]'],
  ['收费', '', '', '纯棉毛巾', ''],
  ['转账', '', '', '毛巾退款', ''],
  ['收费', '0030038|软件服务费-支付宝服务费', '', '花呗支付服务费', ''],
  ['其它', '', `天猫佣金（类目）{${O}}扣款`, '天猫佣金', '天猫佣金（类目）{#}扣款'],
];

for (const [type, description, memo, title, expected] of MEMOS) {
  test(`${type} ${memo} ${title} is the subject ${expected || '(no memo)'}`, () => {
    assert.deepEqual(subjectOf(type, description, memo, title), {
      entry_type: type,
      description,
      memo: expected,
    });
  });
}

test('thousands of products and orders make one subject', () => {
  const memos = new Set<string>();
  for (let n = 0; n < 2000; n++) {
    memos.add(
      subjectOf('交易退款', '', `售后退款-商品${n}号-款${n}-T200P${O.slice(4)}${n}`, `商品${n}`).memo,
    );
    memos.add(subjectOf('收费', '', '', `商品第${n}款`).memo);
  }
  assert.deepEqual([...memos], ['售后退款-…-T#P#', '']);
});

test('a text masks to what maskDigits makes of it and to nothing else', () => {
  const memo = fc.string({ unit: fc.constantFrom('1', '2', '#', '退', '-'), maxLength: 6 });
  fc.assert(
    fc.property(memo, memo, (one, other) => {
      assert.equal(masksTo(one, maskDigits(one)), true);
      assert.equal(masksTo(one, maskDigits(other)), maskDigits(one) === maskDigits(other));
    }),
  );
});

test('what was met before does not change a subject', () => {
  const word = fc.constantFrom('', '收费', '其它');
  const memo = fc.constantFrom('', '花呗支付服务费', '花呗支付服务费[1]', '退款-毛巾-T1P2', '9', '#');
  const line = fc.tuple(word, word, memo, fc.constantFrom('', '花呗支付服务费', '毛巾'));
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(line, ([type, description, memo, title]) => {
      const found = subjectOf(type, description, memo, title);
      assert.deepEqual([found.entry_type, found.description], [type, description]);
      const subject = JSON.stringify(found);
      const key = JSON.stringify([type, description, maskDigits(memo), title]);
      assert.equal(seen.get(key) ?? subject, subject);
      seen.set(key, subject);
    }),
    { numRuns: 1000 },
  );
});

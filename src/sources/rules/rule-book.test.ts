import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuideshangError } from '../../errors.ts';
import { classifySubject } from './fee-rules.ts';
import { keyFinder } from './key-rules.ts';
import { BUILT_IN_RULES, NO_RULES, parseRules, withBuiltIn } from './rule-book.ts';

const KEY = { id: 'k', channel: 'alipay', field: 'memo', pattern: '^补单(\\d{10,19})$', names: 'order_no' };
const FEE = {
  id: 'f',
  channel: '*',
  test: { field: 'memo', how: 'contains', value: '刷卡' },
  component: 'card_fee',
};

test("a book's own rules are tried before the built-in ones", () => {
  const rules = withBuiltIn(
    parseRules(
      JSON.stringify({
        key_rules: [KEY],
        fee_rules: [{ ...FEE, test: { field: 'description', how: 'starts_with', value: '0030003' } }],
      }),
    ),
  );
  const fields = { base_order_no: '', merchant_order_no: '', entry_type: '', description: '', title: '' };
  const memo = '补单2618000000000000042';
  assert.deepEqual(keyFinder(rules.key_rules)({ ...fields, channel: 'alipay', memo }), {
    order_no: '2618000000000000042',
    rule: 'k',
  });
  const subject = { entry_type: '', description: '0030003|软件服务费-天猫佣金', memo: '' };
  assert.deepEqual(classifySubject('alipay', subject, rules.fee_rules), {
    component: 'card_fee',
    rule_id: 'f',
  });
});

test('the built-in rules satisfy their own schema', () => {
  const renamed = {
    ...NO_RULES,
    key_rules: BUILT_IN_RULES.key_rules.map((rule) => ({ ...rule, id: `my-${rule.id}` })),
    fee_rules: BUILT_IN_RULES.fee_rules.map((rule) => ({ ...rule, id: `my-${rule.id}` })),
  };
  assert.deepEqual(parseRules(JSON.stringify(renamed)), renamed);
});

test('an absent list is an empty list', () => {
  assert.deepEqual(parseRules('{}'), NO_RULES);
});

const WRONG: readonly (readonly [why: string, json: string, message: RegExp])[] = [
  ['no JSON', '{', /^rules_not_json: The rules file is no valid JSON/],
  ['a list at the top', '[]', /^rule_value_wrong: .*\$: expected \{…\}, found \[\]/],
  [
    'a rate that is no percentage',
    '{"fee_rates":[{"id":"r","shop":"*","component":"commission","percent":"5.125"}]}',
    /fee_rates\[0\]\.percent: expected "0\.6", found "5\.125"/,
  ],
  [
    'a rate of a fee that is not audited',
    '{"fee_rates":[{"id":"r","shop":"*","component":"donation","percent":"5"}]}',
    /fee_rates\[0\]\.component/,
  ],
  ['rules that are no list', '{"key_rules": 1}', /key_rules: expected \[…\], found 1/],
  ['no id', keys({ id: undefined }), /key_rules\[0\]\.id: expected "…" \(1–500\), found undefined/],
  [
    'an unknown field',
    keys({ field: 'note' }),
    /key_rules\[0\]\.field: expected base_order_no \| .*found "note"/,
  ],
  [
    'an unknown naming',
    keys({ names: 'payment_no' }),
    /names: expected order_no \| tracking_no \| nothing, found "payment_no"/,
  ],
  ['a broken pattern', keys({ pattern: '(' }), /^rule_pattern_wrong: .*key_rules\[0\]\.pattern/],
  ['no capture group', keys({ pattern: '\\d+' }), /^rule_pattern_wrong: .*\( \) × 0/],
  ['two capture groups', keys({ pattern: '(a)(b)' }), /^rule_pattern_wrong: .*\( \) × 2/],
  ['a broken guard', keys({ guard: { field: 'memo', pattern: '[' } }), /key_rules\[0\]\.guard\.pattern/],
  ['an unknown component', fees({ component: 'tax' }), /fee_rules\[0\]\.component: expected sale \| /],
  [
    'an unknown test',
    fees({ test: { field: 'memo', how: 'like', value: 'x' } }),
    /test\.how: expected equals/,
  ],
  ['no value', fees({ test: { field: 'memo', how: 'equals', value: '' } }), /test\.value: expected "…"/],
  ['a broken second test', fees({ and: 'x' }), /fee_rules\[0\]\.and: expected \{…\}, found "x"/],
  ['a built-in id', keys({ id: 'base-order-no' }), /^rule_id_taken: The rule id "base-order-no"/],
  ['one id twice', JSON.stringify({ fee_rules: [FEE, FEE] }), /^rule_id_taken: The rule id "f"/],
  ['a text beyond the limit', keys({ pattern: `(${'a'.repeat(500)})` }), /pattern: expected "…" \(1–500\)/],
];

function keys(change: object): string {
  return JSON.stringify({ key_rules: [{ ...KEY, ...change }] });
}

function fees(change: object): string {
  return JSON.stringify({ fee_rules: [{ ...FEE, ...change }] });
}

for (const [why, json, message] of WRONG) {
  test(`rules with ${why} are refused by name`, () => {
    assert.throws(
      () => parseRules(json),
      (error) =>
        error instanceof DuideshangError && message.test(error.message) && error.says('zh-CN') !== '',
    );
  });
}

test('tolerances, settlement days and the order of causes are read', () => {
  const rules = parseRules(`{
    "tolerances": [{"id":"cent","exception_type":"amount_short","shop":"*","tolerance":"0.05"}],
    "settlement_days": [{"id":"slow","channel":"wechat","shop":"甲店","days":7}],
    "cause_order": ["damaged_id","partial_refund"]}`);
  assert.equal(rules.tolerances[0]?.tolerance_minor, 5n);
  assert.equal(rules.settlement_days[0]?.days, 7);
  assert.deepEqual(rules.cause_order, ['damaged_id', 'partial_refund']);
});

const REFUSED = [
  [
    'tolerances',
    '{"id":"a","exception_type":"missing_receipt","shop":"*","tolerance":"1"}',
    /exception_type/,
  ],
  ['tolerances', '{"id":"a","exception_type":"amount_short","shop":"*","tolerance":"100.01"}', /tolerance/],
  ['tolerances', '{"id":"a","exception_type":"amount_short","shop":"*","tolerance":"-1"}', /tolerance/],
  ['tolerances', '{"id":"a","exception_type":"amount_short","shop":"","tolerance":"1"}', /shop/],
  ['settlement_days', '{"id":"a","channel":"wechat","shop":"*","days":91}', /days/],
  ['settlement_days', '{"id":"a","channel":"wechat","shop":"*","days":1.5}', /days/],
  ['cause_order', '"unexplained"', /cause_order\[0\]/],
  ['cause_order', '"damaged_id","damaged_id"', /damaged_id/],
] as const;

for (const [list, entry, named] of REFUSED) {
  test(`refused by name: ${list} ${entry}`, () => {
    assert.throws(() => parseRules(`{"${list}":[${entry}]}`), named);
  });
}

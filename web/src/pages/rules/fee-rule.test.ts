import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FeeRule as CoreRule, classifySubject } from '../../../../src/sources/rules/fee-rules.ts';
import { newRule, ruleFor, ruleOfSubject, whenOf } from './fee-rule.ts';

test('a rule made for a subject speaks for that subject and not for its neighbours', () => {
  const rule = ruleOfSubject([], '其他 | 0099999|新费用 | 包材费#号', 'logistics_fee');
  const core = { id: rule.id, component: rule.component, ...whenOf(rule.when) } as CoreRule;
  const classify = (entry_type: string, description: string, memo: string) =>
    classifySubject('alipay', { entry_type, description, memo }, [core]).component;
  assert.equal(classify('其他', '0099999|新费用', '包材费#号'), 'logistics_fee');
  assert.equal(classify('其他', '0099999|新费用', '包材费'), 'unclassified');
  assert.equal(classify('其他', '0088888|别的', '包材费#号'), 'unclassified');
});

test('the rule made for a subject is found again', () => {
  const rule = ruleOfSubject([], '转账 |  | ', 'other');
  assert.deepEqual(whenOf(rule.when), {
    channel: '*',
    test: { field: 'entry_type', how: 'equals', value: '转账' },
  });
  assert.equal(ruleFor([rule], '转账 |  | '), rule);
  assert.equal(ruleFor([{ ...rule, built_in: true }], '转账 |  | '), undefined);
});

test('a new rule has an id that no other has', () => {
  const first = newRule([], 'refund');
  assert.equal(newRule([first], 'refund').id, 'own-2');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rules } from '../../../../src/server/contract/rules.ts';
import {
  changedSections,
  movedBy,
  PERCENT,
  rebased,
  repeated,
  typedPercent,
  wrongSections,
} from './draft.ts';

const RULES: Rules = {
  version: 1,
  fee_rules: [],
  key_rules: [],
  fee_rates: [{ shop: '*', component: 'commission', percent: '5' }],
  tolerances: [],
  settlement_days: [],
  cause_order: ['a', 'b', 'c'],
  write_off_limits: [{ role: 'clerk', limit_minor: '10000', action_minor: null, adjustment_minor: null }],
};

test('of parts that one side changed, that side stands; of parts that both changed, the one asked for', () => {
  const mine: Rules = { ...RULES, cause_order: ['b', 'a', 'c'], fee_rates: [] };
  const tolerance = { exception_type: 'shortage', shop: '*', tolerance_minor: '5' };
  const saved: Rules = { ...RULES, version: 2, cause_order: ['c', 'b', 'a'], tolerances: [tolerance] };
  const kept = rebased({ base: RULES, mine }, saved, true);
  assert.deepEqual(kept.both, ['cause_order']);
  assert.deepEqual(kept.theirs, ['tolerances', 'cause_order']);
  assert.deepEqual(kept.draft.mine, { ...saved, cause_order: ['b', 'a', 'c'], fee_rates: [] });
  const given = rebased({ base: RULES, mine }, saved, false);
  assert.deepEqual(given.draft.mine, { ...saved, fee_rates: [] });
  assert.equal(given.draft.mine.version, 2);
});

test('a part with a wrong value cannot be saved', () => {
  assert.deepEqual(wrongSections(RULES), []);
  const wrong: Rules = {
    ...RULES,
    fee_rates: [...RULES.fee_rates, ...RULES.fee_rates],
    fee_rules: [
      { id: 'own-1', component: 'refund', when: { test: { how: 'matches', value: '(' } }, built_in: false },
    ],
    tolerances: [{ exception_type: 'shortage', shop: '*', tolerance_minor: '' }],
    settlement_days: [{ channel: 'wechat', shop: '*', days: 91 }],
  };
  assert.deepEqual(wrongSections(wrong), ['fee_rates', 'fee_rules', 'tolerances', 'settlement_days']);
  assert.deepEqual(changedSections(RULES, RULES), []);
});

test('a row that repeats the key of an earlier one is told', () => {
  assert.deepEqual([...repeated(['a', 'b', 'a', 'a'], (row) => [row])], [2, 3]);
});

test('an entry moves within its list and never out of it', () => {
  assert.deepEqual(movedBy(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b']);
  assert.deepEqual(movedBy(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c']);
  assert.deepEqual(movedBy(['a', 'b', 'c'], 0, -1), ['a', 'b', 'c']);
  assert.deepEqual(movedBy(['a', 'b', 'c'], 2, 1), ['a', 'b', 'c']);
});

test('a percentage may be typed in full width and with its sign', () => {
  for (const typed of ['５.５', '５．５', ' 5.5 % ', '5.5％']) assert.equal(typedPercent(typed), '5.5');
  assert.ok(PERCENT.test(typedPercent('0.60%')));
  assert.equal(PERCENT.test(typedPercent('5,5')), false);
});

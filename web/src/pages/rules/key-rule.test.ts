import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  howOf,
  isRightKeyRule,
  KEY_HOWS,
  type KeyRule,
  newKeyRule,
  patternFault,
  patternOf,
  renamed,
  wordsOf,
} from './key-rule.ts';

const phrases = [...KEY_HOWS.order_no, ...KEY_HOWS.nothing].filter((how) => how !== 'matches');
const WORDS = fc.stringMatching(/^[补单\d ()[\]{}^$.*+?|\\/:-]{1,8}$/u);

test('words in a phrase are found as they stand, and are read from the pattern again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...phrases), WORDS, (how, words) => {
      const pattern = patternOf(how, words);
      assert.equal(wordsOf(how, pattern), words);
      const isOfNumber = how === 'whole' || how === 'follows';
      const found = new RegExp(pattern).exec(isOfNumber ? `${words}${'7'.repeat(12)}` : words);
      assert.equal(found?.[1], isOfNumber ? '7'.repeat(12) : undefined);
      assert.equal(found?.index, 0);
    }),
  );
});

test('a pattern is said by the narrowest phrase, and by none that means something else', () => {
  assert.equal(howOf('order_no', String.raw`^T200P(\d{6,32})$`), 'whole');
  assert.equal(howOf('order_no', String.raw`^补单(\d{10,19})$`), 'matches');
  assert.equal(howOf('nothing', '^提现$'), 'equals');
  assert.equal(howOf('nothing', '^(?:提现|充值)$'), 'matches');
  assert.equal(wordsOf('contains', String.raw`\d`), null);
});

test('a number follows its words over a colon and spaces, as a whole', () => {
  const pattern = new RegExp(patternOf('follows', '补单'));
  assert.equal(pattern.exec('客户补单 ： 310000000000 已发')?.[1], '310000000000');
  assert.equal(pattern.exec(`补单${'1'.repeat(40)}`), null);
});

test('a pattern that cannot be saved says why', () => {
  const faults = [
    ['order_no', patternOf('follows', ' ')],
    ['order_no', patternOf('whole', '')],
    ['order_no', '('],
    ['order_no', '补单\\d+'],
    ['order_no', '(补)(单)'],
    ['nothing', ''],
    ['nothing', '^$'],
    ['nothing', '(提现)'],
  ] as const;
  assert.deepEqual(
    faults.map(([names, pattern]) => patternFault(names, pattern)),
    [
      'value_needed',
      null,
      'pattern_wrong',
      'number_needed',
      'number_needed',
      'value_needed',
      'value_needed',
      null,
    ],
  );
});

const RULE: KeyRule = { ...newKeyRule([]), pattern: patternOf('follows', '补单') };

test('a rule that names something else keeps its words', () => {
  const nothing = renamed(RULE, 'nothing');
  assert.deepEqual([nothing.names, nothing.pattern], ['nothing', '补单']);
  assert.deepEqual(renamed(nothing, 'order_no'), RULE);
  assert.equal(renamed({ ...RULE, pattern: 'a(b)c' }, 'nothing').pattern, 'a(b)c');
});

test('a new rule has an id of its own and is not right before it has words', () => {
  assert.equal(newKeyRule([RULE]).id, 'own-2');
  assert.equal(isRightKeyRule(newKeyRule([])), false);
  assert.equal(isRightKeyRule(RULE), true);
  assert.equal(isRightKeyRule({ ...RULE, guard: { field: 'entry_type', pattern: '^$' } }), false);
});

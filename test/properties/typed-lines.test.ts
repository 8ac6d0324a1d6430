import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHANNEL_NAMES } from '../../src/model/account.ts';
import { BUILT_IN_KEY_RULES } from '../../src/sources/rules/built-in-key-rules.ts';
import { keyFinder } from '../../src/sources/rules/key-rules.ts';
import { type KeyRule, patternOf } from '../../web/src/pages/rules/key-rule.ts';
import { decisionOn } from '../../web/src/pages/rules/typed-line.ts';

const BUILT_IN: readonly KeyRule[] = BUILT_IN_KEY_RULES.map((rule) => ({ ...rule, built_in: true }));
const OWN: readonly KeyRule[] = [
  {
    id: 'own-1',
    channel: 'alipay',
    field: 'memo',
    pattern: patternOf('follows', '补单'),
    names: 'order_no',
    guard: { field: 'title', pattern: '^$' },
    built_in: false,
  },
  { id: 'own-2', channel: '*', field: 'any', pattern: '补单', names: 'nothing', built_in: false },
];

const WORDS = [
  '',
  '',
  '补单',
  '订单号:',
  'T200P',
  'CAE_',
  '提现',
  '交易付款',
  'SUCCESS',
  '公益宝贝',
  'INSD',
  'E',
];
const NUMBERS = ['', '3100000000000000001', '240801-123456789012', '12345678901234567890'];

/** A cell made of what rules look for. */
const cell = fc
  .tuple(fc.constantFrom(...WORDS), fc.constantFrom(...NUMBERS))
  .map(([words, number]) => `${words}${number}`);

const line = fc.record({
  channel: fc.constantFrom(...Object.keys(CHANNEL_NAMES), 'alipay', 'alipay', 'wechat'),
  base_order_no: cell,
  merchant_order_no: cell,
  entry_type: cell,
  description: cell,
  memo: cell,
  title: cell,
});

test('what the page says of a line that is typed in is what an import finds', () => {
  const rules = [...OWN, ...BUILT_IN];
  const find = keyFinder(rules);
  let found = 0;
  fc.assert(
    fc.property(line, (typed) => {
      const decision = decisionOn(rules, typed);
      const told =
        decision === null || decision.order_no === null
          ? null
          : { order_no: decision.order_no, rule: decision.rule.id };
      assert.deepEqual(told, find(typed));
      if (told !== null) found += 1;
    }),
    { numRuns: 5_000 },
  );
  assert.ok(found > 100, `only ${found} lines name an order`);
});

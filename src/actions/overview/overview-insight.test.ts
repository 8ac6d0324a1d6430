import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenGroup, Standout } from '../../store/runs/overview.ts';
import { insightOf, varietiesOf } from './overview-insight.ts';

const GROUP: OpenGroup = {
  exception_type: 'amount_short',
  cause: 'unexplained',
  row_count: 87n,
  discrepancy_minor: -8700n,
  oldest_at: null,
};
const SEVERAL = { shops: 3, accounts: 2 };

function seen(what: Standout['what'], value: string, row_count: bigint): Standout {
  return { exception_type: 'amount_short', cause: 'unexplained', what, value, row_count };
}

const CASES = [
  [
    'an exact percentage of most',
    [seen('percent', '-100', 87n), seen('shop', '甲店', 87n)],
    '87 笔正好少 1.00%：费率变了？',
  ],
  ['the same amount', [seen('percent', '-137', 20n), seen('amount', '-500', 80n)], '80 笔都少 5.00 元'],
  ['one day', [seen('day', '2026-01-12', 80n)], '80 笔都在 2026-01-12 这一天：那天的文件齐吗？'],
  ['one shop of several', [seen('shop', '甲店', 85n)], '85 笔都在店铺“甲店”'],
  ['one account of several', [seen('account_id', 'alipay:208', 85n)], '85 笔都在支付宝 208'],
  ['too few have it', [seen('day', '2026-01-12', 40n), seen('percent', '-100', 4n)], null],
  ['all of the money is missing', [seen('percent', '-10000', 87n)], null],
  ['another group', [{ ...seen('day', '2026-01-12', 87n), cause: 'partial_refund' as const }], null],
] as const;

for (const [name, standouts, says] of CASES) {
  test(`what stands out: ${name}`, () => {
    assert.equal(insightOf(GROUP, standouts, SEVERAL)?.['zh-CN'] ?? null, says);
  });
}

test('the only shop and account are nothing to speak of', () => {
  const all = [seen('shop', '甲店', 87n), seen('account_id', 'alipay:208', 87n)];
  assert.equal(insightOf(GROUP, all, varietiesOf(['甲店'], ['alipay:208'])), null);
  assert.equal(insightOf(GROUP, all, varietiesOf(['甲店', null], ['alipay:208'])), null);
  assert.notEqual(insightOf(GROUP, all, varietiesOf(['甲店', '乙店', null], ['alipay:208'])), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf } from './direction.ts';

const WAYS = {
  into: ['采购入库', '退货入库', '盘盈', '盘盈入库', '调拨入', '销售退货', '采购', '采购进仓', '报溢'],
  'out of': ['销售出库', '采购退货出库', '采购退货', '调拨出', '盘亏', '报损', '领用', '销售', '发货'],
  'unknown to': ['调拨', '退货', '出入库', '其他'],
};

for (const [way, kinds] of Object.entries(WAYS)) {
  test(`these types move goods ${way} the stock`, () => {
    const expected = { into: 1n, 'out of': -1n, 'unknown to': null }[way];
    for (const kind of kinds) assert.equal(directionOf(kind), expected, kind);
  });
}

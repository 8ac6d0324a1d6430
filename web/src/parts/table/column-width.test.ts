import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { plainWidth, wordWidth } from './column-width.ts';

const CAUSE: ListColumn = {
  name: 'cause',
  label: { 'zh-CN': '原因', 'zh-TW': '原因', en: 'Cause' },
  type: 'code',
  names: {
    unexplained: { 'zh-CN': '原因不明', 'zh-TW': '原因不明', en: 'unexplained' },
    order_outside_export: {
      'zh-CN': '订单不在导出范围',
      'zh-TW': '訂單不在匯出範圍',
      en: 'order outside the export',
    },
  },
  sortable: true,
  filterable: true,
  groupable: true,
  summed: false,
  shown: true,
};

test('a Chinese character is about as wide as two figures', () => {
  assert.ok(wordWidth('原因') > wordWidth('ab'));
  assert.equal(wordWidth(''), 0);
});

test('a column shows its longest name and its head whole, in the language of the page', () => {
  assert.ok(plainWidth(CAUSE, 'en') > wordWidth('order outside the export'));
  assert.ok(plainWidth(CAUSE, 'en') > plainWidth({ ...CAUSE, names: {} }, 'en'));
  const label = { 'zh-CN': '预计到账日', 'zh-TW': '預計入帳日', en: 'Expected to arrive on' };
  const day: ListColumn = { ...CAUSE, name: 'due_on', type: 'day', label };
  assert.ok(plainWidth(day, 'en') > plainWidth(day, 'zh-CN'));
});

test('no name makes a column wider than a screen bears', () => {
  const long = { 'zh-CN': '长'.repeat(80), 'zh-TW': '長'.repeat(80), en: 'long '.repeat(40) };
  assert.ok(plainWidth({ ...CAUSE, names: { long } }, 'zh-CN') <= 260);
});

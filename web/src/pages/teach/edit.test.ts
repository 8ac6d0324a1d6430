import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldOf, giveColumn, giveStatus, giveWord, isName, signOf, type Template } from './edit.ts';

const TEMPLATE: Template = {
  format: 1,
  name: '甲乙',
  kind: 'statement_lines',
  channel: 'bank',
  headers: ['日', '发生额', '借贷', '余额'],
  columns: { happened_at: ['日'], amount: ['发生额'], direction: ['借贷'] },
  inflow_words: ['贷'],
  outflow_words: ['借'],
};

test('a column has one field and a field one column: what was given before is let go', () => {
  const moved = giveColumn(TEMPLATE, '余额', 'amount');
  assert.deepEqual(moved.columns, { happened_at: ['日'], direction: ['借贷'], amount: ['余额'] });
  assert.deepEqual([fieldOf(moved, '发生额'), fieldOf(moved, '余额')], [null, 'amount']);
  const other = giveColumn(TEMPLATE, '发生额', 'inflow');
  assert.deepEqual(other.columns, { happened_at: ['日'], direction: ['借贷'], inflow: ['发生额'] });
  assert.deepEqual(giveColumn(TEMPLATE, '日', null).columns, { amount: ['发生额'], direction: ['借贷'] });
});

test('a word means one way at most', () => {
  const { inflow_words, outflow_words } = giveWord(TEMPLATE, '借', 'inflow');
  assert.deepEqual([inflow_words, outflow_words], [['贷', '借'], []]);
  const open = giveWord(TEMPLATE, '贷', null);
  assert.deepEqual([open.inflow_words, open.outflow_words], [[], ['借']]);
});

test('a word of a status means what was said of it last, and the others stay', () => {
  const one = giveStatus(giveStatus(TEMPLATE, '甲', 'paid'), '乙', 'shipped');
  assert.deepEqual(giveStatus(one, '甲', 'cancelled').statuses, { 甲: 'cancelled', 乙: 'shipped' });
});

test('the way is asked for where an amount does not tell it', () => {
  assert.equal(signOf(TEMPLATE), 'words');
  assert.equal(signOf(giveColumn(TEMPLATE, '借贷', null)), 'sign');
  assert.equal(signOf(giveColumn(TEMPLATE, '发生额', 'outflow')), null);
});

test('a name is no path', () => {
  assert.deepEqual(['甲乙 明细', '', 'a/b', 'a:b', 'a\nb'].map(isName), [true, false, false, false, false]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { fitting } from './fitting.ts';

const WIDTHS: Readonly<Record<string, number>> = {
  number: 190,
  type: 100,
  cause: 200,
  amount: 130,
  state: 60,
};
const COLUMNS = Object.keys(WIDTHS).map((name) => ({ name }) as ListColumn);

function shownIn(room: number): string {
  const widths = fitting(COLUMNS, ({ name }) => WIDTHS[name] ?? 0, 'amount', room);
  return [...widths].map(([{ name }, width]) => `${name} ${width}`).join(', ');
}

test('columns give way in their order: the last takes what is left while that is enough, the pinned one stays', () => {
  assert.equal(shownIn(680), 'number 190, type 100, cause 200, amount 130, state 60');
  assert.equal(shownIn(679), 'number 190, type 100, cause 200, amount 130');
  assert.equal(shownIn(600), 'number 190, type 100, cause 180, amount 130');
  assert.equal(shownIn(516), 'number 190, type 100, cause 96, amount 130');
  assert.equal(shownIn(515), 'number 190, type 100, amount 130');
  assert.equal(shownIn(200), 'number 190, amount 130');
});

test('a narrow column does not stand where a wider one before it found no room', () => {
  assert.equal(shownIn(490), 'number 190, type 100, amount 130');
});

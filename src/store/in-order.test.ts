import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from './in-order.ts';

test('rows are put in order of the first place that differs, null last, alike as they came', () => {
  const rows = [
    { name: 'e', at: null, no: 1n },
    { name: 'c', at: '2026-02-01', no: 10n },
    { name: 'a', at: '2026-01-31', no: 3n },
    { name: 'd', at: null, no: 1n },
    { name: 'b', at: '2026-02-01', no: 9n },
  ];
  const names = inOrder(rows, ({ at, no }) => [at, no]).map(({ name }) => name);
  assert.equal(names.join(''), 'abced');
  assert.equal(rows[0]?.name, 'e', 'what was given stays as it was');
});

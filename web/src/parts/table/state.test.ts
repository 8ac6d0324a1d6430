import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drillTo, PLAIN_STATE, readState, type TableState, writeState } from './state.ts';

const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
const OWN = { noNullPrototype: true } as const;
const state: fc.Arbitrary<TableState> = fc.record(
  {
    conditions: fc.array(
      fc.record(
        {
          column: name,
          how: fc.constantFrom('is' as const, 'is_not' as const, 'between' as const, 'contains' as const),
          values: fc.array(fc.string({ maxLength: 12, unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
        },
        OWN,
      ),
      { maxLength: 4 },
    ),
    text: fc.string({ maxLength: 10, unit: 'grapheme' }),
    sort: fc.array(fc.record({ column: name, descending: fc.boolean() }, OWN), { maxLength: 3 }),
    group_by: fc.array(name, { maxLength: 3 }),
    columns: fc.option(fc.array(name, { minLength: 1, maxLength: 4 })),
  },
  OWN,
);

test('an address shows the table that it was taken from', () => {
  fc.assert(
    fc.property(state, (shown) => {
      assert.deepEqual({ ...PLAIN_STATE, ...readState(writeState(shown, PLAIN_STATE)) }, shown);
    }),
  );
});

test('what another part of the page wrote into the address stays', () => {
  assert.equal(writeState({ ...PLAIN_STATE, text: 'a' }, PLAIN_STATE, 'open=c1&q=old'), 'open=c1&q=a');
});

test('an address that was tampered with loses only what is not understood', () => {
  assert.deepEqual(readState('f=nonsense&f=shop.like.x&f=shop.is.A'), {
    conditions: [{ column: 'shop', how: 'is', values: ['A'] }],
  });
});

test('no groups differ from the groups that a page begins with', () => {
  const first = { ...PLAIN_STATE, group_by: ['cause'] };
  assert.deepEqual(readState(writeState({ ...first, group_by: [] }, first)), { group_by: [] });
});

test('a bar leads to the list with its rows', () => {
  const filter = { conditions: [{ column: 'cause', how: 'is' as const, values: ['rounding', ''] }] };
  assert.equal(drillTo({ list: 'statement_lines', filter }), 'statement-lines?f=cause.is.rounding%2C');
  assert.equal(drillTo({ list: 'orders', filter: { conditions: [] } }), 'orders');
});

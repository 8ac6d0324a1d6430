import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BalanceProof, extendChain, newChain, proveChain } from './balance.ts';

/** Lines as (cash moved, balance after, or null). Rows count from 2. */
type Line = readonly [moved: bigint, balance: bigint | null];

function prove(lines: readonly Line[], newest_first = false): BalanceProof {
  const chain = newChain();
  for (const [at, [moved, balance]] of lines.entries()) extendChain(chain, moved, balance, at + 2);
  return proveChain(chain, newest_first);
}

function running(opening: bigint, moves: readonly bigint[]): Line[] {
  let balance = opening;
  return moves.map((moved) => {
    balance += moved;
    return [moved, balance];
  });
}

const amounts = fc.bigInt({ min: -10_000n, max: 10_000n });
const ledgers = fc.tuple(amounts, fc.array(amounts, { minLength: 1, maxLength: 30 }));

test('a statement holds in either direction, with opening and closing balance', () => {
  fc.assert(
    fc.property(ledgers, ([opening, moves]) => {
      const lines = running(opening, moves);
      const closing = opening + moves.reduce((sum, moved) => sum + moved, 0n);
      for (const newest_first of [false, true]) {
        const proof = prove(newest_first ? lines.toReversed() : lines, newest_first);
        assert.equal(proof.running_balance, 'ok');
        assert.equal(proof.broken_at_row, null);
        assert.deepEqual([proof.opening_minor, proof.closing_minor], [opening, closing]);
      }
    }),
  );
});

test('lines that state no balance are bridged', () => {
  fc.assert(
    fc.property(ledgers, fc.infiniteStream(fc.boolean()), ([opening, moves], hidden) => {
      const lines = running(opening, moves).map(([moved, balance], at): Line => {
        return [moved, at > 0 && hidden.next().value ? null : balance];
      });
      const closing = opening + moves.reduce((sum, moved) => sum + moved, 0n);
      for (const newest_first of [false, true]) {
        const proof = prove(newest_first ? lines.toReversed() : lines, newest_first);
        assert.deepEqual(
          [proof.running_balance, proof.opening_minor, proof.closing_minor],
          ['ok', opening, closing],
        );
      }
    }),
  );
});

test('the row where it breaks is named, in the direction that breaks less often', () => {
  const lines = running(100n, [10n, -20n, 30n, -40n, 50n]);
  const lost = lines.filter((_, at) => at !== 2);
  assert.deepEqual(prove(lost), {
    running_balance: 'broken',
    broken_at_row: 4,
    opening_minor: 100n,
    closing_minor: 130n,
  });
  assert.deepEqual(prove(lost.toReversed()), {
    running_balance: 'broken',
    broken_at_row: 4,
    opening_minor: 100n,
    closing_minor: 130n,
  });
});

test('without balances nothing is proved', () => {
  assert.equal(prove([]).running_balance, 'none');
  assert.deepEqual(prove([[5n, null]]), {
    running_balance: 'none',
    broken_at_row: null,
    opening_minor: null,
    closing_minor: null,
  });
});

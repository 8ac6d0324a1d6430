import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BalancedLine, judgeByMaps } from '../../test/support/balances-by-maps.ts';
import { judgeBalances } from './balance-verdicts.ts';
import { BalancedLines } from './balanced-lines.ts';

const NAMES = ['as_stated', 'reversed', 'contradicted'] as const;

function judge(told: readonly BalancedLine[]) {
  const lines = new BalancedLines('file.csv');
  for (const { moved, balance, row, ...line } of told)
    lines.add({ ...line, amount_minor: moved, fee_minor: 0n, balance_minor: balance }, row);
  const { verdicts, proof } = judgeBalances(lines);
  return { verdicts: Array.from(verdicts, (verdict) => NAMES[verdict]), ...proof };
}

/** Lines of one account in order of time, each a minute after the one before; amounts in yuan. */
function chain(amounts: readonly number[], opening = 1000, account_no = 'A'): BalancedLine[] {
  let balance = BigInt(opening);
  return amounts.map((amount, at) => {
    balance += BigInt(amount);
    const minute = String(at % 60).padStart(2, '0');
    const happened_at = `2026-01-${String(10 + Math.floor(at / 60)).padStart(2, '0')} 10:${minute}:00`;
    return { account_no, happened_at, moved: BigInt(amount), balance, row: at + 2 };
  });
}

/** The same with what the line itself says of its way turned. */
function turned(lines: readonly BalancedLine[], rows: ReadonlySet<number>): BalancedLine[] {
  return lines.map((line) => (rows.has(line.row) ? { ...line, moved: -line.moved } : line));
}

const AMOUNTS = fc
  .array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 3, maxLength: 30 })
  .chain((sizes) =>
    fc.tuple(...sizes.map((size) => fc.boolean().map((isInflow) => (isInflow ? size : -size)))),
  );

test('lines that follow from each other are as stated, in whatever order they stand', () => {
  fc.assert(
    fc.property(AMOUNTS, fc.integer(), (amounts, seed) => {
      const lines = chain(amounts, 10 ** 11);
      const order = lines.map((line, at) => ({ line, by: (at * 7919 + seed) % 31 }));
      const shuffled = order.toSorted((a, b) => a.by - b.by).map(({ line }) => line);
      const { verdicts, running_balance } = judge(shuffled);
      assert.deepEqual(new Set(verdicts), new Set(['as_stated']));
      assert.equal(running_balance, 'ok');
    }),
  );
});

test('a file that writes all amounts the other way is turned as a whole, its first line too', () => {
  fc.assert(
    fc.property(AMOUNTS, (amounts) => {
      const lines = chain(amounts, 10 ** 11);
      const { verdicts, opening_minor } = judge(turned(lines, new Set(lines.map(({ row }) => row))));
      assert.deepEqual(new Set(verdicts), new Set(['reversed']));
      assert.equal(opening_minor, 10n ** 11n);
    }),
  );
});

test('a line whose balance shows the other way is turned alone', () => {
  const lines = turned(chain([500, -120, 30, -70]), new Set([3]));
  const judged = judge(lines);
  assert.deepEqual(judged.verdicts, ['as_stated', 'reversed', 'as_stated', 'as_stated']);
  assert.deepEqual([judged.opening_minor, judged.closing_minor], [1000n, 1340n]);
});

test('a first line that would fit both ways stays as stated', () => {
  assert.deepEqual(judge(chain([50, 50], 100)).verdicts, ['as_stated', 'as_stated']);
});

test('a line behind a gap is contradicted, oldest or newest first', () => {
  const lines = chain([500, -120, 30, -70]).filter(({ row }) => row !== 4);
  const judged = judge(lines);
  assert.deepEqual(judged.verdicts, ['as_stated', 'as_stated', 'contradicted']);
  assert.deepEqual(
    [judged.running_balance, judged.broken_at_row, judged.opening_minor, judged.closing_minor],
    ['broken', 5, null, null],
  );
  assert.deepEqual(judge(lines.toReversed()).verdicts, ['contradicted', 'as_stated', 'as_stated']);
});

test('an amount that was changed is contradicted, a balance that was changed with the line behind it', () => {
  const lines = chain([500, -120, 30, -70]);
  const amount = lines.map((line) => (line.row === 4 ? { ...line, moved: 31n } : line));
  assert.deepEqual(judge(amount).verdicts, ['as_stated', 'as_stated', 'contradicted', 'as_stated']);
  const balance = lines.map((line) => (line.row === 4 ? { ...line, balance: 1n } : line));
  assert.deepEqual(judge(balance).verdicts, ['as_stated', 'as_stated', 'contradicted', 'contradicted']);
});

test('balances that go round are whole, and a gap in them is seen', () => {
  const lines = chain([100, -100, 200, -200], 0);
  assert.equal(judge(lines).running_balance, 'ok');
  const cut = [...lines.slice(0, 2), ...lines.slice(3)].map((line, at) =>
    at === 2 ? { ...line, happened_at: '2026-01-12 10:00:00' } : line,
  );
  assert.deepEqual(judge(cut).verdicts, ['as_stated', 'as_stated', 'contradicted']);
});

test('accounts are judged apart, and one without balances not at all', () => {
  const other = chain([7, -3], 10, 'B');
  const mixed = [...chain([500, -120]), ...other].toSorted((a, b) =>
    a.happened_at < b.happened_at ? -1 : 1,
  );
  const judged = judge(mixed);
  assert.deepEqual([judged.running_balance, judged.opening_minor], ['ok', null]);
  const silent = other.map((line) => ({ ...line, balance: null }));
  assert.deepEqual(judge(silent), {
    verdicts: ['as_stated', 'as_stated'],
    running_balance: 'none',
    broken_at_row: null,
    opening_minor: null,
    closing_minor: null,
  });
});

/** Few amounts and balances, so that equal ones meet, and some lines that follow from nothing. */
const LINES = fc.array(
  fc.record({
    account_no: fc.constantFrom('A', 'A', 'B', null),
    minute: fc.integer({ min: 0, max: 6000 }),
    moved: fc.bigInt({ min: -3n, max: 3n }),
    balance: fc.oneof({ weight: 30, arbitrary: fc.bigInt({ min: -6n, max: 6n }) }, fc.constant(null)),
  }),
  { maxLength: 40 },
);

test('lines of any kind are judged as by maps', () => {
  fc.assert(
    fc.property(LINES, (lines) => {
      const told = lines.map(({ minute, ...line }, at) => {
        const clock = `${10 + Math.floor(minute / 600)} 10:${String(minute % 60).padStart(2, '0')}:00`;
        return { ...line, happened_at: `2026-01-${clock}`, row: at + 2 };
      });
      assert.deepEqual(judge(told), judgeByMaps(told));
    }),
    { numRuns: 2000 },
  );
});

test('amounts and balances as large as a cell may hold stay exact', () => {
  const most = 9_000_000_000_000_000n;
  const lines = chain([1, -2, 3]).map((line) => ({ ...line, balance: (line.balance ?? 0n) + most - 2000n }));
  assert.deepEqual(judge(lines), judgeByMaps(lines));
  const off = lines.map((line) => (line.row === 3 ? { ...line, balance: (line.balance ?? 0n) + 1n } : line));
  assert.deepEqual(judge(off), judgeByMaps(off));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, dayOf } from '../../calendar/wall-time.ts';
import { gaps, type Stretch, union } from './coverage-calendar.ts';

function day(at: number): string {
  return dayOf(addDays('2026-01-01 00:00:00', at));
}

const STRETCHES = fc.array(
  fc
    .record({ from: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 0, max: 9 }) })
    .map(({ from, days }): Stretch => ({ from_day: day(from), to_day: day(from + days) })),
  { maxLength: 8 },
);
const BOUNDS: Stretch = { from_day: day(0), to_day: day(49) };

function holds(stretches: readonly Stretch[], on: string): boolean {
  return stretches.some(({ from_day, to_day }) => on >= from_day && on <= to_day);
}

test('every day is held or missing, never both, and stretches do not touch', () => {
  fc.assert(
    fc.property(STRETCHES, (stretches) => {
      const covered = union(stretches);
      const missing = gaps(covered, BOUNDS);
      for (let at = 0; at < 50; at += 1) {
        assert.equal(holds(covered, day(at)), holds(stretches, day(at)));
        assert.equal(holds(missing, day(at)), !holds(stretches, day(at)));
      }
      for (const all of [covered, missing])
        for (const [at, { from_day }] of all.entries())
          if (at > 0) assert.ok(from_day > dayOf(addDays(`${all[at - 1]?.to_day} 00:00:00`, 1)));
    }),
  );
});

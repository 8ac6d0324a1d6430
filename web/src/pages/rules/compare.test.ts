import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedLines } from './compare.ts';

const named = (en: string, count: number, minor: string) => ({
  of: 'orders' as const,
  name: { 'zh-CN': en, 'zh-TW': en, en },
  count,
  minor,
});

test('what stands on one side only has nothing on the other', () => {
  const lines = comparedLines({
    before: [named('matched', 9, '900'), named('gone', 1, '-50')],
    after: [named('matched', 9, '900'), named('new', 2, '30')],
  });
  assert.deepEqual(
    lines.map(({ name, before, after, change_minor, isChanged }) => [
      name.en,
      before.count,
      after.count,
      change_minor,
      isChanged,
    ]),
    [
      ['matched', 9, 9, 0n, false],
      ['gone', 1, 0, 50n, true],
      ['new', 0, 2, 30n, true],
    ],
  );
});

import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { lineCount, rowOfLine } from './lines.ts';

test('every row has its line', () => {
  deepEqual([lineCount(0), lineCount(100_000)], [0, 100_000]);
  deepEqual(
    [0, 1, 99_999].map((line) => rowOfLine(line, 100_000)),
    [0, 1, 99_999],
  );
});

test('of a list beyond what a browser can stack, both ends have lines', () => {
  const rows = 5_000_000;
  const last = lineCount(rows) - 1;
  deepEqual(
    [0, 399_999, 400_000, last].map((line) => rowOfLine(line, rows)),
    [0, 399_999, 4_600_000, 4_999_999],
  );
});

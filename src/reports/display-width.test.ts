import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutText, displayWidth, padText } from './display-width.ts';

test('a Chinese character fills two columns', () => {
  const widths = [
    ['', 0],
    ['abc', 3],
    ['订单', 4],
    ['訂單A1', 6],
    ['（＋元）', 8],
    ['・', 2],
    ['\u{20bb7}野家', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['…', 1],
  ] as const;
  for (const [text, width] of widths) assert.equal(displayWidth(text), width, text);
});

test('padding aligns, cutting fits', () => {
  assert.equal(padText('订单', 6), '订单  ');
  assert.equal(padText('1.00', 6, 'right'), '  1.00');
  assert.equal(padText('订单', 3), '订单');
  assert.equal(cutText('订单编号', 5), '订单…');
  assert.equal(cutText('订单', 4), '订单');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
      assert.ok(displayWidth(cutText(text, width)) <= width);
      assert.ok(displayWidth(padText(text, width)) >= width);
    }),
  );
});

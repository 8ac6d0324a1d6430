import assert from 'node:assert/strict';
import { isAscii } from 'node:buffer';
import { test } from 'node:test';
import fc from 'fast-check';
import { Utf8Texts } from './utf8-texts.ts';

const SLACK_BYTES = 4;

/** Texts of all lengths that are made differently, most of them so short that many share a block. */
const text = fc.oneof(
  fc.string({ maxLength: 24 }),
  fc.constantFrom('', '0', '99.00', '2024-08-12 10:31:07', '交易成功', 'é', '𠮷', '买a'),
  fc.integer({ min: 50, max: 600 }).map((length) => '0123456789'.repeat(60).slice(0, length)),
  fc.integer({ min: 10, max: 90 }).map((length) => '买'.repeat(length)),
);

test('bytes become the texts that they were, in whatever order they are asked for', () => {
  const texts = new Utf8Texts();
  const property = fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), fc.nat(), (given, step) => {
    const pieces = given.map((one) => Buffer.from(one));
    const bytes = Buffer.concat([...pieces, Buffer.alloc(SLACK_BYTES)]);
    const ends = pieces.map((_, at) => Buffer.concat(pieces.slice(0, at + 1)).length);
    texts.enter(bytes);
    for (let turn = 0; turn < given.length * 2; turn++) {
      const at = (turn * (step + 1)) % given.length;
      const piece = pieces[at] ?? bytes;
      const end = ends[at] ?? 0;
      assert.equal(texts.textOf(end - piece.length, end, isAscii(piece)), piece.toString());
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test('bytes that changed are looked at anew', () => {
  const texts = new Utf8Texts();
  const bytes = Buffer.alloc(100_000, 'a');
  for (const letter of ['a', 'b']) {
    bytes.fill(letter);
    texts.enter(bytes);
    for (const from of [0, 1000, 70_000])
      assert.equal(texts.textOf(from, from + 20, true), letter.repeat(20));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textBeyondAscii } from './plain-text.ts';

test('UTF-8 becomes the text that toString gives, whatever its bytes are', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('e4b9b0', 'efbbbf', 'eda080', 'e08080', 'e4b9', 'f09f98')
      .map((hex) => Buffer.from(hex, 'hex')),
    fc.constant(Buffer.from('买'.repeat(90))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(3), (pieces, from) => {
      const bytes = Buffer.concat([Buffer.alloc(from), ...pieces, Buffer.from('<')]);
      const to = bytes.length - 1;
      assert.equal(textBeyondAscii(bytes, from, to), bytes.toString('utf8', from, to));
    }),
    { numRuns: 2000 },
  );
});

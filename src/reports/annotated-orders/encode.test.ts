import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encoderOf } from './encode.ts';

test('known codes', () => {
  assert.deepEqual([...encoderOf('gb18030')('核对A')], [0xba, 0xcb, 0xb6, 0xd4, 0x41]);
  assert.deepEqual([...encoderOf('gb18030')('€')], [0xa2, 0xe3]);
  assert.deepEqual([...encoderOf('gb18030')('\u{1f600}')], [0x94, 0x39, 0xfc, 0x36]);
  assert.deepEqual([...encoderOf('big5')('核對')], [0xae, 0xd6, 0xb9, 0xef]);
  assert.deepEqual([...encoderOf('big5')('对')], [0x3f]);
  assert.deepEqual([...encoderOf('utf-16be')('核')], [0x68, 0x38]);
});

test('what is encoded decodes to the same, for every character there is', () => {
  for (const encoding of ['gb18030', 'utf-8', 'utf-16le', 'utf-16be'] as const) {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(decoder.decode(encoderOf(encoding)(text)), text);
      }),
    );
  }
});

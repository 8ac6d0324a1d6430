import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeGb18030 } from './gb18030.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes);

test('encoding and decoding give the text back', () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => !/[\ue000-\uf8ff\ufffd]/.test(value));
  fc.assert(fc.property(text, (value) => decode(encodeGb18030(value)) === value));
});

test('the bytes are those of the standard', () => {
  const cases: [string, number[]][] = [
    ['A', [0x41]],
    ['中', [0xd6, 0xd0]],
    ['（', [0xa3, 0xa8]],
    ['①', [0xa2, 0xd9]],
    ['ß', [0x81, 0x30, 0x89, 0x38]],
    ['𠀀', [0x95, 0x32, 0x82, 0x36]],
    ['\ud800', [0x3f]],
  ];
  for (const [text, bytes] of cases) assert.deepEqual([...encodeGb18030(text)], bytes, text);
});

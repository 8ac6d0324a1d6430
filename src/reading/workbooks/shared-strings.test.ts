import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingOptions } from '../../../test/support/reading.ts';
import { filePlace } from '../place.ts';
import { SharedStrings } from './shared-strings.ts';

test('a text is found by its index, also while more are added', () => {
  const strings = new SharedStrings(filePlace('x', readingOptions({})));
  const textOf = (index: number): string => (index % 3 === 0 ? `交易成功${index}` : `2024-08-12 ${index}`);
  for (let index = 0; index < 20_000; index++) {
    if (index % 7 === 0) strings.add(textOf(index));
    else {
      const bytes = Buffer.from(`${textOf(index)}<`);
      strings.makeRoom(bytes.length);
      assert.equal(strings.copy(bytes, 0), bytes.length - 1);
      strings.keep();
    }
    assert.equal(strings.at(index), textOf(index));
  }
  for (let index = 0; index < 20_000; index += 11) assert.equal(strings.at(index), textOf(index));
  for (const index of [-1, 0.5, 20_000, Number.NaN]) assert.equal(strings.at(index), null);
});

test('a text that was copied and not kept leaves nothing', () => {
  const strings = new SharedStrings(filePlace('x', readingOptions({})));
  strings.makeRoom(100);
  assert.equal(strings.copy(Buffer.from('a&amp;b<'), 0), -1);
  strings.copy(Buffer.from('odd<'), 0);
  strings.copy(Buffer.from('甲<'), 0);
  strings.keep();
  assert.equal(strings.at(0), '甲');
  assert.equal(strings.at(1), null);
});

test('texts beyond the limit are refused, however they come', () => {
  const place = filePlace('x', readingOptions({ shared_strings_bytes_max: 5 }));
  assert.throws(() => new SharedStrings(place).add('123456'), { code: 'shared_strings_too_large' });
  const strings = new SharedStrings(place);
  strings.makeRoom(100);
  strings.copy(Buffer.from('甲甲<'), 0);
  assert.throws(() => strings.keep(), { code: 'shared_strings_too_large' });
});

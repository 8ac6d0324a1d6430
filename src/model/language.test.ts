import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say, shortened } from './language.ts';

const TEXT = { 'zh-CN': '{file} 坏了', 'zh-TW': '{file} 壞了', en: '{file} is broken' };

test('what a file holds does not move the cursor, break the line or turn the writing', () => {
  const file = 'a\u001b[2J\r\n\u009b\u202ec\u2066s\u2028v.csv';
  assert.equal(say(TEXT, 'en', { file }), 'a [2J c s v.csv is broken');
});

test('a long text is cut between characters', () => {
  assert.equal(shortened('甲'.repeat(300)), '甲'.repeat(300));
  assert.equal(shortened(`${'甲'.repeat(299)}😀乙`), `${'甲'.repeat(299)}…`);
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { bookWords, placesOf } from './book-place.ts';

test('where a command writes and where its book lies', () => {
  assert.deepEqual(placesOf({}), { out: '对账结果', book: join('对账结果', '账套') });
  assert.deepEqual(placesOf({ out: 'x' }), { out: 'x', book: join('x', '账套') });
  assert.deepEqual(placesOf({ json: 'r.json' }), { json: 'r.json', book: null });
  assert.deepEqual(placesOf({ json: 'r.json', book: 'b' }), { json: 'r.json', book: 'b' });
  assert.deepEqual(placesOf({ out: 'x', json: 'r.json' }), {
    out: 'x',
    json: 'r.json',
    book: join('x', '账套'),
  });
});

test('the words that name the book again: none for the default, quoted where needed, never a password', () => {
  assert.equal(bookWords({}), '');
  assert.equal(bookWords({ out: 'x' }), ` --book ${join('x', '账套')}`);
  assert.equal(bookWords({ book: 'my book' }), ' --book "my book"');
  assert.equal(bookWords({ book: 'postgres://me:secret@host/db' }), ' --book postgres://me@host/db');
});

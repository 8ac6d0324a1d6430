import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { newUnderWay } from './under-way.ts';

test('a call is not made again while the same is under way', () => {
  const { begin, end } = newUnderWay();
  const book = () => ({ body: { name: '甲店' } });
  equal(begin(book()), true);
  equal(begin(book()), false);
  equal(begin({ body: { name: '乙店' } }), true);
  end(book());
  equal(begin(book()), true);
});

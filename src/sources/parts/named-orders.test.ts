import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedOrders } from './named-orders.ts';

test('one number is the order, several are kept as the file has them', () => {
  assert.deepEqual(namedOrders('3612'), { order_no: '3612', order_nos: null });
  assert.deepEqual(namedOrders('3612-order'), { order_no: '3612', order_nos: null });
  assert.deepEqual(namedOrders('3612;3612'), { order_no: '3612', order_nos: null });
  assert.deepEqual(namedOrders('3612;3613'), { order_no: null, order_nos: '3612;3613' });
  assert.deepEqual(namedOrders('3612|3613'), { order_no: null, order_nos: '3612|3613' });
  assert.deepEqual(namedOrders(null), { order_no: null, order_nos: null });
});

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDesk, conditionsOf, DESKS, deskOf } from './desks.ts';

test('without a word in the address, what is to do is shown', () => {
  equal(deskOf(''), 'to_do');
  equal(deskOf('desk=nonsense'), 'to_do');
  equal(deskOf('f=cause.is.damaged_id'), 'to_do');
});

test('a filter by state overrules the desk, until a desk is chosen', () => {
  const params = new URLSearchParams('f=state.is.resolved&f=cause.is.damaged_id&case=12');
  equal(deskOf(params.toString()), null);
  chooseDesk(params, 'closed');
  equal(deskOf(params.toString()), 'closed');
  deepEqual(params.getAll('f'), ['cause.is.damaged_id']);
  equal(params.get('case'), null);
});

test('every desk can be chosen and is found again', () => {
  for (const desk of DESKS) {
    const params = new URLSearchParams();
    chooseDesk(params, desk);
    equal(deskOf(params.toString()), desk);
  }
});

test('one’s own are those to do that are assigned to oneself', () => {
  deepEqual(
    conditionsOf('mine', 'u1').map(({ column }) => column),
    ['state', 'assignee'],
  );
  deepEqual(conditionsOf('all', 'u1'), []);
  deepEqual(conditionsOf(null, 'u1'), []);
});

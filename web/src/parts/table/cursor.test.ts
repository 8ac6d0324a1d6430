import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { type Cursor, type Lines, newCursor } from './cursor.ts';

/** Lines of a table: a row for each key, `null` for a row that has not come. */
function linesOf(...keys: readonly (string | null)[]): Lines {
  return {
    count: keys.length,
    at: (index) => {
      const key = keys[index] ?? null;
      return key === null ? undefined : { kind: 'row', row: { key, cells: {} } };
    },
  };
}

function cursorOver(items: Lines, index: number): Cursor {
  const cursor = newCursor();
  cursor.settle(items);
  cursor.moveTo(index);
  return cursor;
}

function placeOf(cursor: Cursor): [number | null, string | null] {
  return [cursor.index(), cursor.key()];
}

test('the row is known as soon as the cursor has moved', () => {
  const cursor = newCursor();
  deepEqual(placeOf(cursor), [null, null]);
  cursor.settle(linesOf('a', 'b', 'c'));
  deepEqual(placeOf(cursor), [null, null]);
  const told: (string | null)[] = [];
  cursor.subscribe(() => told.push(cursor.key()));
  cursor.moveTo(1);
  cursor.moveTo(9);
  cursor.moveTo(9);
  cursor.moveTo(-1);
  deepEqual(told, ['b', 'c', 'a']);
});

test('the cursor stays on its row when rows come or go above it', () => {
  const cursor = cursorOver(linesOf('a', 'b', 'c'), 1);
  cursor.settle(linesOf('x', 'y', 'a', 'b', 'c'));
  deepEqual(placeOf(cursor), [3, 'b']);
  cursor.settle(linesOf('b', 'c'));
  deepEqual(placeOf(cursor), [0, 'b']);
});

test('the cursor stays in its place when its row has gone, and from then on with the row there', () => {
  const cursor = cursorOver(linesOf('a', 'b', 'c'), 1);
  cursor.settle(linesOf('a', 'c'));
  deepEqual(placeOf(cursor), [1, 'c']);
  cursor.settle(linesOf('a', 'b', 'c'));
  deepEqual(placeOf(cursor), [2, 'c']);
  cursor.settle(linesOf('a'));
  deepEqual(placeOf(cursor), [0, 'a']);
});

test('the cursor stands on the row after its own when that and others above it have gone', () => {
  const cursor = cursorOver(linesOf('a', 'b', 'c', 'd', 'e', 'f'), 2);
  cursor.settle(linesOf('b', 'd', 'e', 'f'));
  deepEqual(placeOf(cursor), [1, 'd']);
});

test('a new cursor stands where another stood, once the row or one after it has come', () => {
  const left = cursorOver(linesOf('a', 'b', 'c', 'd'), 1);
  const cursor = newCursor(left.stand());
  deepEqual(placeOf(cursor), [1, null]);
  cursor.settle(linesOf(null, null, null, 'd'));
  deepEqual([placeOf(cursor), cursor.stand()], [[1, null], left.stand()]);
  cursor.settle(linesOf('a', 'c', 'd'));
  deepEqual(placeOf(cursor), [1, 'c']);
  equal(newCursor().stand(), null);
});

test('no row is under the cursor where none has come, until it comes', () => {
  const cursor = cursorOver(linesOf('a', null, null), 2);
  deepEqual(placeOf(cursor), [2, null]);
  cursor.settle(linesOf('a', 'b', 'c'));
  deepEqual(placeOf(cursor), [2, 'c']);
  cursor.settle(linesOf(null, null, null));
  equal(cursor.key(), null);
  cursor.settle(linesOf('z', 'a', 'b', 'c'));
  deepEqual(placeOf(cursor), [3, 'c']);
});

test('the cursor leaves with the table', () => {
  const cursor = cursorOver(linesOf('a'), 0);
  cursor.leave();
  deepEqual(placeOf(cursor), [null, null]);
});

test('whoever waits for the row of the cursor is told when it comes, and when it will not', async () => {
  const cursor = cursorOver(linesOf('a', null, null), 0);
  equal(cursor.arrival(), null);
  cursor.moveTo(1);
  const second = cursor.arrival();
  equal(cursor.arrival(), second, 'all wait for the same');
  cursor.settle(linesOf('a', null, 'c'));
  cursor.settle(linesOf('a', 'b', null));
  equal(await second, true);
  equal(cursor.arrival(), null);
  for (const give of [() => cursor.moveTo(0), () => cursor.leave(), () => cursor.standAt(null)]) {
    cursor.settle(linesOf('a', null));
    cursor.moveTo(1);
    const never = cursor.arrival();
    give();
    equal(await never, false);
  }
  equal(cursor.arrival(), null, 'on no line');
});

test('nothing comes to a list that turns out empty', async () => {
  const cursor = cursorOver(linesOf(null, null), 1);
  const never = cursor.arrival();
  cursor.settle(linesOf());
  equal(await never, false);
});

test('on other lines the cursor stands where it is told, once that row has come', () => {
  const left = cursorOver(linesOf('a', 'b', 'c'), 2);
  const cursor = cursorOver(linesOf('x', 'y'), 1);
  cursor.standAt(left.stand());
  deepEqual(placeOf(cursor), [2, null]);
  cursor.settle(linesOf('b', 'c'));
  deepEqual(placeOf(cursor), [1, 'c']);
});

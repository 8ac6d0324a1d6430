import { type KeyboardEvent, useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { TABLE } from '../../words/table.ts';
import type { Items } from './items.ts';
import type { Table } from './use-table.ts';

interface Options {
  readonly table: Table;
  readonly items: Items;
  readonly reveal: (index: number) => void;
  /** Gives the table the focus. */
  readonly focus: () => void;
  readonly open: (index: number) => void;
  /** Null where rows cannot be chosen. */
  readonly choose: ((index: number, isRange: boolean) => void) | null;
}

const PAGE_STEP = 15;

/**
 * The cursor of the keyboard: j and k or the arrows move it, Enter opens, x chooses, Shift+x chooses up to it. Before it was
 * moved, keys of rows mean the first row.
 */
export function useCursor({ table: { cursor }, items, reveal, focus, open, choose }: Options) {
  const text = useWords(TABLE);
  const index = useSyncExternalStore(cursor.subscribe, cursor.index);
  useLayoutEffect(() => cursor.settle(items));
  useLayoutEffect(() => cursor.leave, [cursor]);
  const moveTo = useCallback(
    (next: number): void => {
      cursor.moveTo(next);
      const at = cursor.index();
      if (at !== null) reveal(at);
    },
    [cursor, reveal],
  );
  const step = (by: number) => () => moveTo((cursor.index() ?? -by) + by);
  const onCursor = (run: (at: number) => void) => () => {
    const at = cursor.index();
    if (at !== null) run(at);
  };
  const ready = cursor.begin;
  // The keys after it are the table's: an Enter would else go to the link or button that was pressed before.
  const stepHere = (by: number) => () => {
    focus();
    step(by)();
  };
  useKeys([
    { key: 'j', says: text.key_next, run: stepHere(1) },
    { key: 'k', says: text.key_before, run: stepHere(-1) },
    { key: 'Enter', says: text.key_open, run: onCursor(open), ready },
    ...(choose === null
      ? []
      : [
          { key: 'x', says: text.key_choose, run: onCursor((at) => choose(at, false)), ready },
          { key: 'Shift+x', says: text.key_choose_to, run: onCursor((at) => choose(at, true)), ready },
        ]),
  ]);
  const moves = new Map<string, () => void>([
    ['ArrowDown', step(1)],
    ['ArrowUp', step(-1)],
    ['PageDown', step(PAGE_STEP)],
    ['PageUp', step(-PAGE_STEP)],
    ['Home', () => moveTo(0)],
    ['End', () => moveTo(items.count - 1)],
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const move = moves.get(event.key);
    if (move === undefined && event.key !== ' ') return;
    event.preventDefault();
    if (move !== undefined) move();
    else onCursor((at) => choose?.(at, event.shiftKey))();
  };
  return { index, moveTo, onKeyDown };
}

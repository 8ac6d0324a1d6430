import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../keys.tsx';
import { useWords } from '../../language.tsx';
import { TABLE } from '../../words/table.ts';
import { rowAt } from './choosing.ts';
import type { Items } from './items.ts';
import type { Table } from './use-table.ts';

interface Options {
  readonly table: Table;
  readonly items: Items;
  readonly reveal: (index: number) => void;
  readonly open: (index: number) => void;
  /** Null where rows cannot be chosen. */
  readonly choose: ((index: number, isRange: boolean) => void) | null;
}

const PAGE_STEP = 15;

/** The cursor of the keyboard: j and k or the arrows move it, Enter opens, x chooses, Shift+x chooses up to it. */
export function useCursor({ table, items, reveal, open, choose }: Options) {
  const text = useWords(TABLE);
  const [index, setIndex] = useState<number | null>(null);
  const latest = useRef({ index, count: items.count });
  latest.current = { index, count: items.count };
  const moveTo = useCallback(
    (next: number): void => {
      const { count } = latest.current;
      const within = Math.max(0, Math.min(next, count - 1));
      setIndex(within);
      reveal(within);
    },
    [reveal],
  );
  const step = (by: number) => () => moveTo(index === null ? 0 : index + by);
  const onCursor = (run: (at: number) => void) => () => {
    if (index !== null) run(index);
  };
  useActiveRow(table, items, index);
  useKeys([
    { key: 'j', says: text.key_next, run: step(1) },
    { key: 'k', says: text.key_before, run: step(-1) },
    { key: 'Enter', says: text.key_open, run: onCursor(open) },
    ...(choose === null
      ? []
      : [
          { key: 'x', says: text.key_choose, run: onCursor((at) => choose(at, false)) },
          { key: 'Shift+x', says: text.key_choose_to, run: onCursor((at) => choose(at, true)) },
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
    else if (index !== null) choose?.(index, event.shiftKey);
  };
  return { index, moveTo, onKeyDown };
}

/** Tells the page which row is under the cursor. */
function useActiveRow({ activate, active }: Table, items: Items, index: number | null): void {
  const row = index === null ? null : (rowAt(items, index) ?? null);
  useEffect(() => {
    if (row !== active) activate(row);
  }, [row, active, activate]);
}

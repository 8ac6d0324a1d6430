import { type RefObject, useEffect } from 'react';
import { useKept } from '../../kept.ts';
import { takeKeyboard } from '../../keyboard.ts';
import type { Stand } from './cursor.ts';
import type { Items, Way } from './items.ts';
import type { Table } from './use-table.ts';

/** Under which name the place in a table is kept with an entry of the browser's history. */
export const PLACE = 'table';

/** Where somebody was in a table. */
export interface Place {
  /** The rows and the order in which it is a place. */
  readonly question: string;
  /** How far the table was scrolled, in pixels. */
  readonly top: number;
  /** Where the cursor stood; null where it had not been moved. */
  readonly stand: Stand | null;
  readonly way: Way;
}

/** Keeps the place for whoever comes back, and gives the table the keyboard when its cursor stands somewhere from the start. */
export function usePlaceKept(
  { question, cursor }: Table,
  items: Items,
  scroller: RefObject<HTMLElement | null>,
): void {
  useKept<Place>(PLACE, () => ({
    question,
    top: scroller.current?.scrollTop ?? 0,
    stand: cursor.stand(),
    way: items.way,
  }));
  useEffect(() => {
    if (cursor.index() !== null) takeKeyboard(scroller.current);
  }, [cursor, scroller]);
}

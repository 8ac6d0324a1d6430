import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { keptHere, useKept } from '../../kept.ts';
import { takeKeyboard } from '../../keyboard.ts';
import type { Stand } from './cursor.ts';
import type { Items, Way } from './items.ts';
import type { Table } from './use-table.ts';

/** Under which name the place in a table is kept with an entry of the browser's history. */
const PLACE = 'table';

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

/** Where somebody was in the rows of a question who now comes back to them; null where nobody was. */
export function usePlace(question: string): Place | null {
  return useMemo(() => {
    const kept = keptHere<Place>(PLACE);
    return kept?.question === question ? kept : null;
  }, [question]);
}

/**
 * Keeps the place for whoever comes back, and gives the table the keyboard when its cursor stands somewhere from the start.
 * Rows of another question begin at their own place: the kept one, or the top.
 */
export function usePlaceKept(
  { question, place, cursor }: Table,
  items: Items,
  scroller: RefObject<HTMLElement | null>,
): void {
  const shown = useRef(question);
  useLayoutEffect(() => {
    if (shown.current === question) return;
    shown.current = question;
    cursor.standAt(place?.stand ?? null);
    scroller.current?.scrollTo({ top: place?.top ?? 0 });
  }, [question, place, cursor, scroller]);
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

import type { Items } from './items.ts';
import { rowAt } from './row.ts';

/** Lines on either side of its place in which the cursor looks for its row after the list has changed. */
const SOUGHT_LINES = 200;

/**
 * The cursor of the keyboard over the lines of a table. It alone knows where the keyboard is, and knows it at once: whoever
 * acts on a key asks it then, and does not rely on what was last drawn.
 */
export interface Cursor {
  /** The line it is on; null before it was first moved. */
  readonly index: () => number | null;
  /** Key of the row it is on; null on a group, or where the row has not come. */
  readonly key: () => string | null;
  /** Goes to a line, or the nearest there is. */
  readonly moveTo: (index: number) => void;
  /** Takes the lines that are shown from now on: it stays on its row, or in its place when the row has gone. */
  readonly settle: (items: Items) => void;
  /** Is on no line any more. */
  readonly leave: () => void;
  /** Calls `told` at once whenever it is on another line or row; returns how to end that. */
  readonly subscribe: (told: () => void) => () => void;
}

type Lines = Pick<Items, 'count' | 'at'>;

interface Place {
  readonly index: number | null;
  readonly key: string | null;
}

const NOWHERE: Place = { index: null, key: null };
const NO_LINES: Lines = { count: 0, at: () => undefined };

/** A cursor that is nowhere yet. */
export function newCursor(): Cursor {
  const listeners = new Set<() => void>();
  let lines = NO_LINES;
  let place = NOWHERE;
  /** The row it stays on while the list is asked for anew. */
  let held: string | null = null;
  const goTo = (next: Place): void => {
    const isNew = next.index !== place.index || next.key !== place.key;
    place = next;
    if (isNew) for (const told of listeners) told();
  };
  return {
    index: () => place.index,
    key: () => place.key,
    moveTo: (index) => {
      const next = placeAt(lines, index);
      held = next.key;
      goTo(next);
    },
    settle: (items) => {
      lines = items;
      if (place.index === null) return;
      const next = placeAt(lines, placeOf(lines, held, place.index));
      held = next.key ?? held;
      goTo(next);
    },
    leave: () => {
      held = null;
      goTo(NOWHERE);
    },
    subscribe: (told) => {
      listeners.add(told);
      return () => listeners.delete(told);
    },
  };
}

function placeAt(lines: Lines, index: number): Place {
  if (lines.count === 0) return NOWHERE;
  const within = Math.max(0, Math.min(index, lines.count - 1));
  return { index: within, key: rowAt(lines, within)?.key ?? null };
}

/** The line nearest to `index` that holds the row; `index` itself where none does. */
function placeOf(lines: Lines, key: string | null, index: number): number {
  if (key === null) return index;
  for (let distance = 0; distance <= SOUGHT_LINES; distance += 1) {
    const found = [index - distance, index + distance].find((at) => at >= 0 && rowAt(lines, at)?.key === key);
    if (found !== undefined) return found;
  }
  return index;
}

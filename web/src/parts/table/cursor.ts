import type { Items } from './items.ts';
import { rowAt } from './row.ts';

/** Lines on either side of its place in which the cursor looks for its row after the list has changed. */
const SOUGHT_LINES = 200;

/** What the cursor needs of the lines of a table. */
export type Lines = Pick<Items, 'count' | 'at'>;

/** How many rows after its own the cursor knows, to stand on the first that is left when its own has gone. */
const FOLLOWING = 20;

/** Where a cursor stands: its line, the key of its row, and those of the rows after it; no keys on a group. */
export interface Stand {
  readonly index: number;
  readonly keys: readonly string[];
}

/**
 * The cursor of the keyboard over the lines of a table. It alone knows where the keyboard is, and knows it at once: whoever
 * acts on a key asks it then, and does not rely on what was last drawn.
 */
export interface Cursor {
  /** The line it is on; null before it was first moved. */
  readonly index: () => number | null;
  /** Key of the row it is on; null on a group, or where the row has not come. */
  readonly key: () => string | null;
  /** Null when its line is there, or it is on none. Else whether the line comes: not if the cursor is moved or leaves before that. */
  readonly arrival: () => Promise<boolean> | null;
  /** Begins on the first line where it is on none; then as `arrival`. */
  readonly begin: () => Promise<boolean> | null;
  /** What a new cursor needs to stand there, too; null before it was first moved. */
  readonly stand: () => Stand | null;
  /** Goes to a line, or the nearest there is. */
  readonly moveTo: (index: number) => void;
  /** Takes the lines that are shown from now on: it stays on its row, or where that has gone on the one that follows. */
  readonly settle: (lines: Lines) => void;
  /** Stands from now on where another stood, on other lines; null for nowhere. */
  readonly standAt: (stand: Stand | null) => void;
  /** Is on no line any more. */
  readonly leave: () => void;
  /** Calls `told` at once whenever it is on another line or row; returns how to end that. */
  readonly subscribe: (told: () => void) => () => void;
}

interface Place {
  readonly index: number | null;
  readonly key: string | null;
}

const NOWHERE: Place = { index: null, key: null };
const NO_KEYS: readonly string[] = [];
const NO_LINES: Lines = { count: 0, at: () => undefined };

/** A cursor that stands where another stood, or is nowhere yet. */
export function newCursor(stand?: Stand | null): Cursor {
  const listeners = new Set<() => void>();
  let awaited: PromiseWithResolvers<boolean> | null = null;
  let lines = NO_LINES;
  let place: Place = stand ? { index: stand.index, key: null } : NOWHERE;
  /** The rows it stays on while the list is asked for anew: its own, or the first that is left of those after it. */
  let held = stand?.keys ?? NO_KEYS;
  const goTo = (next: Place): void => {
    const isNew = next.index !== place.index || next.key !== place.key;
    place = next;
    if (isNew) for (const told of listeners) told();
  };
  const isComing = (): boolean => place.index !== null && lines.at(place.index) === undefined;
  const answer = (hasCome: boolean): void => {
    awaited?.resolve(hasCome);
    awaited = null;
  };
  const standAt = (stand: Stand | null): void => {
    answer(false);
    held = stand?.keys ?? NO_KEYS;
    goTo(stand === null ? NOWHERE : { index: stand.index, key: null });
  };
  const arrival = (): Promise<boolean> | null => {
    if (!isComing()) return null;
    awaited ??= Promise.withResolvers();
    return awaited.promise;
  };
  const moveTo = (index: number): void => {
    answer(false);
    const next = placeAt(lines, index);
    held = keysFrom(lines, next);
    goTo(next);
  };
  return {
    index: () => place.index,
    key: () => place.key,
    arrival,
    begin: () => {
      if (place.index === null) moveTo(0);
      return arrival();
    },
    stand: () => (place.index === null ? null : { index: place.index, keys: held }),
    moveTo,
    settle: (shown) => {
      lines = shown;
      if (place.index === null) return;
      const next = placeAt(lines, placeOf(lines, held, place.index));
      if (next.key !== null) held = keysFrom(lines, next);
      goTo(next);
      if (!isComing()) answer(place.index !== null);
    },
    standAt,
    leave: () => standAt(null),
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

/** The key of the row at a place and those of the rows after it. */
function keysFrom(lines: Lines, { index, key }: Place): readonly string[] {
  if (index === null || key === null) return NO_KEYS;
  const rows = Array.from({ length: FOLLOWING + 1 }, (_, after) => rowAt(lines, index + after));
  return rows.flatMap((row) => row?.key ?? []);
}

/** The line of the first row that is there; `index` itself where none is, and while the row there has not come. */
function placeOf(lines: Lines, keys: readonly string[], index: number): number {
  const sought = rowAt(lines, index) === undefined ? keys.slice(0, 1) : keys;
  for (const key of sought) {
    const found = lineOf(lines, key, index);
    if (found !== undefined) return found;
  }
  return index;
}

/** The line nearest to `index` that holds the row. */
function lineOf(lines: Lines, key: string, index: number): number | undefined {
  for (let distance = 0; distance <= SOUGHT_LINES; distance += 1) {
    const found = [index - distance, index + distance].find((at) => at >= 0 && rowAt(lines, at)?.key === key);
    if (found !== undefined) return found;
  }
  return undefined;
}

import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Condition, ListFilter, ListName } from '../../../../src/server/contract/lists.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { type Cursor, newCursor } from './cursor.ts';
import { type Card, type Layout, useLayout } from './layout.ts';
import { type Place, usePlace } from './place.ts';
import type { TableRow } from './row.ts';
import { filterOf, PLAIN_STATE, readState, type TableState, writeState } from './state.ts';

/** Rows that the user has chosen: these, or all of the filter. */
export type Chosen =
  | { readonly all: false; readonly rows: ReadonlyMap<string, TableRow> }
  | { readonly all: true };

const NOTHING_CHOSEN: Chosen = { all: false, rows: new Map() };
/** More rows than this are chosen as all of a filter. */
export const CHOSEN_MAX = 5000;

interface Options {
  /** Conditions that the page itself sets. */
  readonly fixed?: readonly Condition[];
  /** Columns that the page needs of every row besides those shown. */
  readonly also?: readonly string[];
  /** What the table shows before the user changes anything. */
  readonly first?: Partial<TableState>;
  /** The column that stays in sight where there is no room for all. */
  readonly pinned?: string;
}

/** A table and all that its user has chosen: made by `useTable`, shown by `ListTable`, read by the page around it. */
export interface Table {
  readonly list: ListName;
  /** Undefined until the server has told the columns. */
  readonly card: Card | undefined;
  readonly fault: Error | null;
  readonly retry: () => void;
  readonly state: TableState;
  readonly change: (change: Partial<TableState>) => void;
  /** Which rows are meant: the page's conditions and the user's. */
  readonly filter: ListFilter;
  /** The same as long as the rows that are meant and their order are. */
  readonly question: string;
  /** Where somebody was in these rows who has now come back; null for a table that is seen for the first time. */
  readonly place: Place | null;
  readonly layout: Layout;
  readonly also: readonly string[];
  /** The column that stays in sight; null for none. */
  readonly pinned: string | null;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly cursor: Cursor;
}

const NO_CONDITIONS: readonly Condition[] = [];
const NO_COLUMNS: readonly string[] = [];

/** A table of a list of the book, with its state in the address so that a link shows the same. */
export function useTable(list: ListName, options: Options = {}): Table {
  const { fixed = NO_CONDITIONS, also = NO_COLUMNS, pinned = null } = options;
  const bookId = useBookId();
  const lists = useApi('lists', { params: { book_id: bookId } }, { staleTime: Number.POSITIVE_INFINITY });
  const card = lists.data?.lists.find((one) => one.list === list);
  const first = useSteady({ ...PLAIN_STATE, ...options.first });
  const { state, change } = useAddressState(first);
  const layout = useLayout(list, card, state.columns);
  const filter = useSteady(filterOf(state, fixed));
  const meant = JSON.stringify([filter, state.group_by]);
  const [picked, setPicked] = useState<{ readonly meant: string; readonly chosen: Chosen }>({
    meant,
    chosen: NOTHING_CHOSEN,
  });
  const question = JSON.stringify([bookId, list, filter, state.sort, state.group_by]);
  const place = usePlace(question);
  const [cursor] = useState(() => newCursor(place?.stand));
  const choose = useCallback((chosen: Chosen) => setPicked({ meant, chosen }), [meant]);
  return {
    list,
    card,
    fault: lists.error,
    retry: () => void lists.refetch(),
    state,
    change,
    filter,
    question,
    place,
    layout,
    also,
    pinned,
    chosen: picked.meant === meant ? picked.chosen : NOTHING_CHOSEN,
    choose,
    cursor,
  };
}

/** How many rows are chosen; `total` are there in all. */
export function chosenCount(chosen: Chosen, total: number): number {
  return chosen.all ? total : chosen.rows.size;
}

/** The same object as long as it says the same. */
export function useSteady<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

/** State of a table that begins anew, as `first`, with every question. */
export function useForQuestion<T>({ question }: Table, first: T): [T, (next: (held: T) => T) => void] {
  const [held, setHeld] = useState({ question, value: first });
  const begin = useRef(first);
  begin.current = first;
  const set = useCallback(
    (next: (held: T) => T) =>
      setHeld((before) => {
        const known = before.question === question ? before.value : begin.current;
        const value = next(known);
        return value === before.value && before.question === question ? before : { question, value };
      }),
    [question],
  );
  return [held.question === question ? held.value : first, set];
}

interface Held {
  readonly state: TableState;
  readonly change: (change: Partial<TableState>) => void;
}

function useAddressState(first: TableState): Held {
  const search = useSearch();
  const [path, go] = useLocation();
  const state = useMemo(() => ({ ...first, ...readState(search) }), [first, search]);
  const change = useCallback(
    (changed: Partial<TableState>) => {
      const next = writeState({ ...state, ...changed }, first, search);
      go(next === '' ? path : `${path}?${next}`, { replace: true });
    },
    [state, first, search, path, go],
  );
  return { state, change };
}

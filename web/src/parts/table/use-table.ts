import { useCallback, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Condition, ListFilter, ListName } from '../../../../src/server/contract/lists.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { type Cursor, newCursor } from './cursor.ts';
import { type Card, type Layout, useLayout } from './layout.ts';
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
  /** Keeps the state out of the address, for a table inside another page. */
  readonly isInner?: boolean;
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
  const { fixed = NO_CONDITIONS, also = NO_COLUMNS, pinned = null, isInner = false } = options;
  const bookId = useBookId();
  const lists = useApi('lists', { params: { book_id: bookId } }, { staleTime: Number.POSITIVE_INFINITY });
  const card = lists.data?.lists.find((one) => one.list === list);
  const first = useSteady({ ...PLAIN_STATE, ...options.first });
  const inAddress = useAddressState(first);
  const inner = useInnerState(first);
  const { state, change } = isInner ? inner : inAddress;
  const layout = useLayout(list, card, state.columns);
  const filter = useSteady(filterOf(state, fixed));
  const meant = JSON.stringify([filter, state.group_by]);
  const [picked, setPicked] = useState<{ readonly meant: string; readonly chosen: Chosen }>({
    meant,
    chosen: NOTHING_CHOSEN,
  });
  const [cursor] = useState(newCursor);
  const choose = useCallback((chosen: Chosen) => setPicked({ meant, chosen }), [meant]);
  return {
    list,
    card,
    fault: lists.error,
    retry: () => void lists.refetch(),
    state,
    change,
    filter,
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

function useInnerState(first: TableState): Held {
  const [state, setState] = useState(first);
  const change = useCallback(
    (changed: Partial<TableState>) => setState((held) => ({ ...held, ...changed })),
    [],
  );
  return { state, change };
}

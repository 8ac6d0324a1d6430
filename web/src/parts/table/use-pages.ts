import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { type CallInput, call } from '../../api/client.ts';
import { keyOf } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { rowsOf, type TableRow } from './row.ts';
import type { Table } from './use-table.ts';

/** Rows of one page. */
export const PAGE_ROWS = 200;
/** Pages kept on either side of those on the screen: some thousand rows, however long the list. */
const KEPT_PAGES = 8;

/** Rows of a list of any length, fetched as they come into sight. */
export interface Pages {
  /** Rows whose place is known; more appear as the last of them come into sight. */
  readonly known: number;
  readonly at: (index: number) => TableRow | undefined;
  /** Says which rows are on the screen. */
  readonly show: (first: number, last: number) => void;
  readonly fault: Error | null;
  readonly retry: () => void;
}

type Page = ReplyOf<'list_page'>;

/** Fetches the rows of a table by key, page by page. Where each page begins is learned from the one before. */
export function usePages(table: Table, enabled: boolean): Pages {
  const client = useQueryClient();
  const inputOf = usePageInput(table);
  const key = table.card?.key ?? '';
  const [cursors, setCursors] = useCursors(inputOf);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const wanted = useMemo(() => between(range.first, range.last + 1, cursors.length), [range, cursors.length]);
  const results = useQueries({
    queries: wanted.map((index) => ({
      queryKey: keyOf('list_page', inputOf(cursors[index])),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('list_page', inputOf(cursors[index]), signal),
      enabled: enabled && table.card !== undefined,
    })),
  });
  const pages = results.map(({ data }) => data);
  useEffect(() => {
    pages.forEach((page, position) => {
      if (page !== undefined) setCursors(wanted[position] ?? 0, page.next);
    });
  });
  useForgetting(cursors, range, inputOf);
  const at = useCallback(
    (index: number) => {
      const page = Math.floor(index / PAGE_ROWS);
      if (page >= cursors.length) return undefined;
      const held = client.getQueryData<Page>(keyOf('list_page', inputOf(cursors[page])));
      return held === undefined ? undefined : rowsOf(held, key)[index % PAGE_ROWS];
    },
    [client, cursors, inputOf, key],
  );
  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE_ROWS), last: Math.floor(last / PAGE_ROWS) };
    setRange((held) => (held.first === next.first && held.last === next.last ? held : next));
  }, []);
  return {
    known: knownCount(cursors.length, wanted, pages),
    at,
    show,
    fault: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => results.forEach(({ error, refetch }) => void (error !== null && refetch())),
  };
}

type InputOf = (after: string | undefined) => CallInput<'list_page'>;

function usePageInput({ list, filter, state, layout, also, card }: Table): InputOf {
  const bookId = useBookId();
  const names = layout.shown.map(({ name }) => name);
  const text = JSON.stringify({
    filter,
    sort: state.sort,
    columns: [...new Set([...(card === undefined ? [] : [card.key]), ...also, ...names])],
    limit: PAGE_ROWS,
  });
  return useCallback(
    (after) => {
      const body = JSON.parse(text) as CallInput<'list_page'>['body'];
      return { params: { book_id: bookId, list }, body: after === undefined ? body : { ...body, after } };
    },
    [text, bookId, list],
  );
}

/** Where the pages begin that are known so far; begins anew with another question. */
function useCursors(
  question: InputOf,
): [readonly (string | undefined)[], (page: number, next: string | null) => void] {
  const [held, setHeld] = useState<{ question: InputOf; cursors: readonly (string | undefined)[] }>({
    question,
    cursors: [undefined],
  });
  const cursors = held.question === question ? held.cursors : FIRST_PAGE;
  const learn = (page: number, next: string | null): void => {
    const known = cursors[page + 1];
    if (next === null ? cursors.length === page + 1 : known === next) return;
    const before = cursors.slice(0, page + 1);
    setHeld({ question, cursors: next === null ? before : [...before, next] });
  };
  return [cursors, learn];
}

const FIRST_PAGE: readonly undefined[] = [undefined];

function between(first: number, last: number, end: number): number[] {
  const from = Math.min(first, end - 1);
  const to = Math.min(last, end - 1);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** All pages but the last are full; of the last, what has come. */
function knownCount(count: number, wanted: readonly number[], pages: readonly (Page | undefined)[]): number {
  const last = pages[wanted.indexOf(count - 1)];
  return (count - 1) * PAGE_ROWS + (last === undefined ? PAGE_ROWS : last.rows.length);
}

/** Drops pages far from the screen. */
function useForgetting(
  cursors: readonly (string | undefined)[],
  { first, last }: { readonly first: number; readonly last: number },
  inputOf: InputOf,
): void {
  const client = useQueryClient();
  const kept = useRef(new Set<number>());
  useEffect(() => {
    for (let page = first; page <= last + 1; page += 1) kept.current.add(page);
    for (const page of kept.current) {
      if (page >= first - KEPT_PAGES && page <= last + 1 + KEPT_PAGES) continue;
      kept.current.delete(page);
      if (page < cursors.length)
        client.removeQueries({ queryKey: keyOf('list_page', inputOf(cursors[page])), exact: true });
    }
  }, [client, cursors, first, last, inputOf]);
}

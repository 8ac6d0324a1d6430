import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { type CallInput, call } from '../../api/client.ts';
import { keyOf } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage } from '../../language.tsx';
import { rowsOf, type TableRow } from './row.ts';
import { type Table, useForQuestion } from './use-table.ts';
import { BOTH_ENDS, learned, PAGE_ROWS, type PageAt, pageFor, placeIn, type Walks } from './walks.ts';

/** Pages kept: some thousand rows around where the list was last looked at, however long it is. */
const KEPT_PAGES = 20;

/** From which row to which. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** Before any are on the screen. */
export const NO_ROWS: Range = { first: 0, last: 0 };

/** Rows of a list of any length, fetched as they come into sight. */
export interface Pages {
  /** Rows whose place is known: all of them once they are counted, before that those that have come. */
  readonly known: number;
  readonly at: (row: number) => TableRow | undefined;
  /** Says which rows are on the screen. */
  readonly show: (first: number, last: number) => void;
  /** The rows on the screen, and how the pages around them are found. */
  readonly range: Range;
  readonly walks: Walks;
  readonly fault: Error | null;
  readonly retry: () => void;
}

type Page = ReplyOf<'list_page'>;

/**
 * Fetches the rows of a table by key, page by page, from both ends: where each page begins is learned from the one before,
 * and where the list ends is known by its count, `total`. What lies between is walked to from the nearer side.
 */
export function usePages(table: Table, total: number | undefined, enabled: boolean): Pages {
  const inputOf = usePageInput(table);
  const [walks, learn] = useWalks(table);
  const [range, setRange] = useForQuestion(table, table.place?.way.range ?? NO_ROWS);
  const wanted = wantedPages(walks, range, total);
  const inputs = wanted.map((page) => inputOf(page, walks));
  const results = useQueries({
    queries: inputs.map((input) => ({
      queryKey: keyOf('list_page', input),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('list_page', input, signal),
      enabled: enabled && table.card !== undefined,
    })),
  });
  const pages = results.map(({ data }) => data);
  useEffect(() => {
    pages.forEach((page, position) => {
      const place = wanted[position];
      if (page !== undefined && place !== undefined) learn(place, page.next);
    });
  });
  useForgetting(inputs);
  const show = useCallback(
    (first: number, last: number) =>
      setRange((held) => (held.first === first && held.last === last ? held : { first, last })),
    [setRange],
  );
  const last = pages[wanted.findIndex(({ end, page }) => end === 'head' && page === walks.head.length - 1)];
  return {
    known: total ?? (walks.head.length - 1) * PAGE_ROWS + (last === undefined ? PAGE_ROWS : last.rows.length),
    at: useRowAt(table, walks, inputOf, total, results.map(({ dataUpdatedAt }) => dataUpdatedAt).join()),
    show,
    range,
    walks,
    fault: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => results.forEach(({ error, refetch }) => void (error !== null && refetch())),
  };
}

type InputOf = (place: PageAt, walks: Walks) => CallInput<'list_page'>;

function usePageInput({ list, filter, state, layout, also, card }: Table): InputOf {
  const bookId = useBookId();
  const { language } = useLanguage();
  const names = layout.shown.map(({ name }) => name);
  const text = JSON.stringify({
    filter,
    sort: state.sort,
    columns: [...new Set([...(card === undefined ? [] : [card.key]), ...also, ...names])],
    limit: PAGE_ROWS,
    language,
  });
  return useCallback(
    ({ end, page }, walks) => {
      const body = JSON.parse(text) as CallInput<'list_page'>['body'];
      const after = walks[end][page];
      return {
        params: { book_id: bookId, list },
        body: { ...body, ...(end === 'tail' && { backward: true }), ...(after !== undefined && { after }) },
      };
    },
    [text, bookId, list],
  );
}

/** What is known of the pages so far, and a way to tell what one of them told. */
function useWalks(table: Table): [Walks, (place: PageAt, next: string | null) => void] {
  const [walks, setWalks] = useForQuestion(table, table.place?.way.walks ?? BOTH_ENDS);
  return [walks, (place, next) => setWalks((known) => learned(known, place, next))];
}

/** The pages of the rows on the screen and of those a page before and after them. */
function wantedPages(walks: Walks, { first, last }: Range, total: number | undefined): PageAt[] {
  const end = (total ?? Number.POSITIVE_INFINITY) - 1;
  const rows = [first, last, last + PAGE_ROWS, first - PAGE_ROWS];
  const pages = rows.map((row) => Math.max(0, Math.min(row, end))).map((row) => pageFor(walks, row, total));
  return pages.filter((place, at) => pages.findIndex((one) => isSame(one, place)) === at);
}

function isSame(one: PageAt, other: PageAt): boolean {
  return one.end === other.end && one.page === other.page;
}

/** The row at a place, of whichever end's pages hold it. Each page is looked up once as long as none has come. */
function useRowAt(
  { card }: Table,
  walks: Walks,
  inputOf: InputOf,
  total: number | undefined,
  came: string,
): Pages['at'] {
  const client = useQueryClient();
  const key = card?.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come is read from the store of replies
  return useMemo(() => {
    const read = new Map<string, readonly TableRow[]>();
    const rowsAt = (place: PageAt): readonly TableRow[] => {
      const name = `${place.end} ${place.page}`;
      const held = read.get(name);
      if (held !== undefined) return held;
      const page = client.getQueryData<Page>(keyOf('list_page', inputOf(place, walks)));
      const rows = page === undefined ? [] : rowsOf(page, key);
      read.set(name, rows);
      return rows;
    };
    const rowIn = (end: PageAt['end'], row: number): TableRow | undefined => {
      const { page, at } = placeIn(end, row, total ?? 0);
      return page >= 0 && page < walks[end].length ? rowsAt({ end, page })[at] : undefined;
    };
    return (row) => rowIn('head', row) ?? (total === undefined ? undefined : rowIn('tail', row));
  }, [client, key, walks, inputOf, total, came]);
}

/** Drops the pages that were wanted longest ago. */
function useForgetting(inputs: readonly CallInput<'list_page'>[]): void {
  const client = useQueryClient();
  const kept = useRef(new Map<string, readonly unknown[]>());
  useEffect(() => {
    for (const key of inputs.map((input) => keyOf('list_page', input))) {
      const name = JSON.stringify(key);
      kept.current.delete(name);
      kept.current.set(name, key);
    }
    for (const [name, queryKey] of [...kept.current].slice(0, -KEPT_PAGES)) {
      kept.current.delete(name);
      client.removeQueries({ queryKey, exact: true });
    }
  });
}

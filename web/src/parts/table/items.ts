import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { Condition } from '../../../../src/server/contract/lists.ts';
import { call } from '../../api/client.ts';
import { keyOf, useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage } from '../../language.tsx';
import { lineCount, rowOfLine } from './lines.ts';
import { rowsOf, type TableRow } from './row.ts';
import { NO_ROWS, type Range, usePages } from './use-pages.ts';
import { type Table, useForQuestion } from './use-table.ts';
import { BOTH_ENDS, PAGE_ROWS, type Walks } from './walks.ts';

/** A group of rows with its count and sums. */
export type RowGroup = ReplyOf<'list_groups'>['groups'][number];

/** A line of the table. */
export type Item =
  | { readonly kind: 'row'; readonly row: TableRow }
  | { readonly kind: 'group'; readonly name: string; readonly group: RowGroup; readonly isOpen: boolean }
  /** Rows of an open group beyond those shown. */
  | { readonly kind: 'more'; readonly group: RowGroup };

/** What leads to the lines of a table again, without walking there from its ends. */
export interface Way {
  readonly walks: Walks;
  /** The rows on the screen. */
  readonly range: Range;
  /** How many rows there are; lines, where rows are in groups. */
  readonly count: number;
  /** Names of the groups that are open. */
  readonly open: readonly string[];
}

/** The lines of a table; one that is still on its way is undefined. */
export interface Items {
  readonly count: number;
  readonly at: (index: number) => Item | undefined;
  /** The number of a line's row from 1 on; null where rows are in groups. */
  readonly numberOf: ((index: number) => number) | null;
  readonly show: (first: number, last: number) => void;
  readonly toggle: (group: string) => void;
  readonly fault: Error | null;
  readonly retry: () => void;
  /** There are more groups than are shown. */
  readonly isCut: boolean;
  readonly way: Way;
}

/** The lines of a table: rows, or groups that unfold into rows. `total` is the number of rows where it is known. */
export function useItems(table: Table, total: number | undefined): Items {
  const isGrouped = table.state.group_by.length > 0;
  const flat = useFlatItems(table, total, !isGrouped);
  const grouped = useGroupItems(table, isGrouped);
  return isGrouped ? grouped : flat;
}

function useFlatItems(table: Table, total: number | undefined, enabled: boolean): Items {
  const pages = usePages(table, total ?? table.place?.way.count, enabled);
  const { at, show, known } = pages;
  const rowOf = useCallback((line: number) => rowOfLine(line, known), [known]);
  const itemAt = useCallback(
    (line: number): Item | undefined => {
      const row = at(rowOf(line));
      return row === undefined ? undefined : { kind: 'row', row };
    },
    [at, rowOf],
  );
  const showLines = useCallback(
    (first: number, last: number) => show(rowOf(first), rowOf(last)),
    [show, rowOf],
  );
  return {
    count: lineCount(known),
    at: itemAt,
    numberOf: (line) => rowOf(line) + 1,
    show: showLines,
    toggle: nothing,
    fault: pages.fault,
    retry: pages.retry,
    isCut: false,
    way: { walks: pages.walks, range: pages.range, count: known, open: [] },
  };
}

function nothing(): void {
  return;
}

function useGroupItems(table: Table, enabled: boolean): Items {
  const bookId = useBookId();
  const { list, filter, state, card, place } = table;
  const by = [...state.group_by];
  const kept = useMemo<ReadonlySet<string>>(() => new Set(place?.way.open), [place]);
  const [open, setOpen] = useForQuestion(table, kept);
  const groups = useApi(
    'list_groups',
    { params: { book_id: bookId, list }, body: { filter, by } },
    { enabled: enabled && card !== undefined },
  );
  const found = enabled ? groups.data?.groups : undefined;
  const opened = useMemo(() => (found ?? []).filter((group) => open.has(nameOf(group))), [found, open]);
  const inner = useOpenGroups(table, opened);
  const items = useMemo(() => linesOf(found ?? [], open, inner, card?.key ?? ''), [found, open, inner, card]);
  const toggle = useCallback(
    (name: string) =>
      setOpen((held) => {
        const next = new Set(held);
        if (!next.delete(name)) next.add(name);
        return next;
      }),
    [setOpen],
  );
  const count = found === undefined ? (place?.way.count ?? PAGE_ROWS) : items.length;
  return {
    count,
    at: (index) => items[index],
    numberOf: null,
    show: nothing,
    toggle,
    fault: groups.error,
    retry: () => void groups.refetch(),
    isCut: groups.data?.cut ?? false,
    way: { walks: BOTH_ENDS, range: NO_ROWS, count, open: [...open] },
  };
}

/** A name for a group: its values. */
export function nameOf({ values }: RowGroup): string {
  return JSON.stringify(values);
}

/** The conditions that a group's rows fulfil. */
export function conditionsOf({ values }: RowGroup, by: readonly string[]): Condition[] {
  return by.map((column, index) => ({ column, how: 'is', values: [String(values[index] ?? '')] }));
}

type Inner = ReadonlyMap<string, ReplyOf<'list_page'> | undefined>;

function useOpenGroups(
  { list, filter, state, layout, also, card }: Table,
  opened: readonly RowGroup[],
): Inner {
  const bookId = useBookId();
  const { language } = useLanguage();
  const columns = [...new Set([card?.key ?? '', ...also, ...layout.shown.map(({ name }) => name)])];
  const inputs = opened.map((group) => ({
    params: { book_id: bookId, list },
    body: {
      filter: { ...filter, conditions: [...filter.conditions, ...conditionsOf(group, state.group_by)] },
      sort: [...state.sort],
      columns,
      limit: PAGE_ROWS,
      language,
    },
  }));
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: keyOf('list_page', input),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('list_page', input, signal),
    })),
    combine: useCallback(
      (results: UseQueryResult<ReplyOf<'list_page'>>[]) =>
        new Map(opened.map((group, index) => [nameOf(group), results[index]?.data])),
      [opened],
    ),
  });
}

function linesOf(
  groups: readonly RowGroup[],
  open: ReadonlySet<string>,
  inner: Inner,
  key: string,
): readonly (Item | undefined)[] {
  return groups.flatMap((group): (Item | undefined)[] => {
    const name = nameOf(group);
    const isOpen = open.has(name);
    const head: Item = { kind: 'group', name, group, isOpen };
    if (!isOpen) return [head];
    const page = inner.get(name);
    if (page === undefined)
      return [head, ...new Array<undefined>(Math.min(group.count, PAGE_ROWS)).fill(undefined)];
    const rows = rowsOf(page, key).map((row): Item => ({ kind: 'row', row }));
    return page.next === null ? [head, ...rows] : [head, ...rows, { kind: 'more', group }];
  });
}

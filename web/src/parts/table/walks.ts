/** Rows of one page. */
export const PAGE_ROWS = 200;

/** Where the pages begin that are known of one direction: the first at its end of the list, the others learned one by one. */
export type Starts = readonly (string | undefined)[];

/** What is known of a list's pages from its head and from its tail. */
export interface Walks {
  readonly head: Starts;
  readonly tail: Starts;
}

/** From which end a page is counted. */
export type End = keyof Walks;

/** A page of a list. */
export interface PageAt {
  readonly end: End;
  readonly page: number;
}

/** Nothing is known but both ends. */
export const BOTH_ENDS: Walks = { head: [undefined], tail: [undefined] };

/** Where a row stands in the pages of an end; `total` rows are there in all. */
export function placeIn(
  end: End,
  row: number,
  total: number,
): { readonly page: number; readonly at: number } {
  const distance = end === 'head' ? row : total - 1 - row;
  return { page: Math.floor(distance / PAGE_ROWS), at: distance % PAGE_ROWS };
}

/** The page that holds a row; while none is known that does, the one from which the shortest way leads to it. */
export function pageFor(walks: Walks, row: number, total: number | undefined): PageAt {
  const last = { head: walks.head.length - 1, tail: walks.tail.length - 1 };
  const fromHead = placeIn('head', row, 0).page;
  if (total === undefined || fromHead <= last.head)
    return { end: 'head', page: Math.min(fromHead, last.head) };
  const fromTail = placeIn('tail', row, total).page;
  if (fromTail <= last.tail) return { end: 'tail', page: fromTail };
  return fromHead - last.head <= fromTail - last.tail
    ? { end: 'head', page: last.head }
    : { end: 'tail', page: last.tail };
}

/** What is known once a page has told where the next one begins; null where there is none. The same object if nothing is new. */
export function learned(walks: Walks, { end, page }: PageAt, next: string | null): Walks {
  const starts = walks[end];
  const isKnown = next === null ? starts.length === page + 1 : starts[page + 1] === next;
  if (isKnown) return walks;
  const before = starts.slice(0, page + 1);
  return { ...walks, [end]: next === null ? before : [...before, next] };
}

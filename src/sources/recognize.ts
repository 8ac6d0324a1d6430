import type { Row } from '../reading/table.ts';
import { normalizeHeader } from './columns.ts';
import type { Source } from './source.ts';

/** Rows from the top among which the header is looked for. */
export const HEADER_ROWS_MAX = 80;

/** Of the names of a column that is missing so many are told. */
const ALTERNATIVES_TOLD_MAX = 4;

/** Where the columns of a table stand. */
export interface Layout {
  readonly source: Source;
  readonly header_row: number;
  /** The header cells as in the file. */
  readonly headers: readonly string[];
  /** Position of each header, by its normalised name; of equal names the first counts. */
  readonly positions: ReadonlyMap<string, number>;
}

/** A source that is near, with the headers it misses. Alternatives are written `甲|乙`. */
export interface NearSource {
  readonly source: Source;
  readonly missing: readonly string[];
}

/** Whose table this is. `none` says which row looked best and what the nearest sources miss there. */
export type Recognition =
  | { readonly found: 'source'; readonly layout: Layout }
  | { readonly found: 'several'; readonly sources: readonly Source[]; readonly header_row: number }
  | { readonly found: 'none'; readonly seen: Row | null; readonly nearest: readonly NearSource[] };

/**
 * Finds the header row by content and whose file it is: the first row that satisfies the signature of a source and
 * has all of its required columns. Row order and column order do not matter, nor do extra columns.
 */
export function recognize(rows: readonly Row[], sources: readonly Source[]): Recognition {
  for (const row of rows) {
    const positions = positionsOf(row.cells);
    const claims = surest(sources.filter((source) => claimed(source, positions)));
    const [source] = claims;
    if (source === undefined) continue;
    if (claims.length > 1) return { found: 'several', sources: claims, header_row: row.number };
    return { found: 'source', layout: { source, header_row: row.number, headers: row.cells, positions } };
  }
  return nearest(rows, sources);
}

/** How many of its source's columns a table has: the more, the fuller what it tells. */
export function columnsKnown({ source, positions }: Layout): number {
  const has = (header: string) => positions.has(normalizeHeader(header));
  return Object.values(source.columns).filter(({ headers }) => headers.some(has)).length;
}

/** Of the sources that claim a row those that may claim it before the others. */
function surest(claims: readonly Source[]): readonly Source[] {
  const first = Math.min(...claims.map(turnOf));
  return claims.filter((source) => turnOf(source) === first);
}

function turnOf({ claims }: Source): number {
  return claims === 'first' ? 0 : claims === 'last' ? 2 : 1;
}

function positionsOf(cells: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  for (const [at, cell] of cells.entries()) {
    const name = normalizeHeader(cell);
    if (name !== '' && !positions.has(name)) positions.set(name, at);
  }
  return positions;
}

/** The headers a source cannot do without, each as its list of alternatives. */
function needs(source: Source): readonly (readonly string[])[] {
  const { all, any = [] } = source.signature;
  const columns = Object.values(source.columns).filter((column) => column.required);
  return [...all.map((header) => [header]), ...any, ...columns.map((column) => column.headers)];
}

function claimed(source: Source, positions: ReadonlyMap<string, number>): boolean {
  const has = (header: string) => positions.has(normalizeHeader(header));
  if (source.signature.none?.some(has)) return false;
  return needs(source).every((alternatives) => alternatives.some(has));
}

/** The row that shares most headers with any source, and the sources that it is nearest to. */
function nearest(rows: readonly Row[], sources: readonly Source[]): Recognition {
  let best: { row: Row; near: readonly (NearSource & { shared: number })[]; shared: number } | null = null;
  for (const row of rows) {
    const positions = positionsOf(row.cells);
    const near = sources.map((source) => compare(source, positions)).filter(isNear);
    near.sort((a, b) => b.shared - a.shared || turnOf(a.source) - turnOf(b.source));
    const shared = near[0]?.shared ?? 0;
    if (best === null || shared > best.shared || (shared === best.shared && isWider(row, best.row))) {
      best = { row, near: near.filter((other) => other.shared * 4 >= shared * 3).slice(0, 2), shared };
    }
  }
  if (best === null) return { found: 'none', seen: null, nearest: [] };
  return { found: 'none', seen: best.row, nearest: best.near };
}

function compare(source: Source, positions: ReadonlyMap<string, number>): NearSource & { shared: number } {
  const has = (headers: readonly string[]) =>
    headers.some((header) => positions.has(normalizeHeader(header)));
  const columns = Object.values(source.columns).map((column) => column.headers);
  const lacks = needs(source).filter((headers) => !has(headers));
  const missing = [...new Set(lacks.map((headers) => headers.slice(0, ALTERNATIVES_TOLD_MAX).join('|')))];
  return { source, missing, shared: columns.filter(has).length };
}

/** A source that misses nothing was ruled out by a header that it must not have. */
function isNear({ shared, missing }: NearSource & { shared: number }): boolean {
  return shared > 0 && missing.length > 0;
}

function isWider(row: Row, than: Row): boolean {
  return row.cells.filter(isWord).length > than.cells.filter(isWord).length;
}

function isWord(cell: string): boolean {
  return /\p{Letter}/u.test(cell);
}

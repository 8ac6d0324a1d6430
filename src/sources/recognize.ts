import type { Row } from '../reading/table.ts';
import { normalizeHeader } from './columns.ts';
import type { Source } from './source.ts';

/** Rows from the top among which the header is looked for. */
export const HEADER_ROWS_MAX = 80;

/** Of the names of a column that is missing so many are told. */
const ALTERNATIVES_TOLD_MAX = 4;
/** Of the headers of which most must be there, the share that may be missing is one in so many. */
const MOST_LACKS_ONE_IN = 4;

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
    const claims = surest(
      sources.filter((source) => claimed(source, positions)),
      positions,
    );
    const [source] = claims;
    if (source === undefined) continue;
    if (claims.length > 1) return { found: 'several', sources: claims, header_row: row.number };
    return { found: 'source', layout: { source, header_row: row.number, headers: row.cells, positions } };
  }
  return nearest(rows, sources);
}

/** How many of its source's columns a table has: the more, the fuller what it tells. */
export function columnsKnown({ source, positions }: Layout): number {
  return wantsOf(source).columns.filter((names) => isThere(names, positions)).length;
}

/** The headers of a source as names are compared, each column as its alternatives. */
interface Wants {
  readonly none: readonly string[];
  /** What it cannot do without; `told` is how a person is told. */
  readonly needs: readonly { readonly names: readonly string[]; readonly told: string }[];
  readonly most: readonly { readonly name: string; readonly told: string }[];
  readonly columns: readonly (readonly string[])[];
}

const wants = new WeakMap<Source, Wants>();

function wantsOf(source: Source): Wants {
  const known = wants.get(source);
  if (known !== undefined) return known;
  const { all, any = [], none = [], most = [] } = source.signature;
  const columns = Object.values(source.columns);
  const needed = [
    ...all.map((header) => [header]),
    ...any,
    ...columns.filter((column) => column.required).map((column) => column.headers),
  ];
  const found = {
    none: none.map(normalizeHeader),
    needs: needed.map((headers) => ({
      names: headers.map(normalizeHeader),
      told: headers.slice(0, ALTERNATIVES_TOLD_MAX).join('|'),
    })),
    most: most.map((told) => ({ name: normalizeHeader(told), told })),
    columns: columns.map(({ headers }) => headers.map(normalizeHeader)),
  };
  wants.set(source, found);
  return found;
}

function isThere(names: readonly string[], positions: ReadonlyMap<string, number>): boolean {
  return names.some((name) => positions.has(name));
}

/** Of the sources that claim a row those that may claim it before the others. */
function surest(claims: readonly Source[], positions: ReadonlyMap<string, number>): readonly Source[] {
  const turns = claims.map((source) =>
    lackedOfMost(source, positions).length > 0 ? LAST_TURN : turnOf(source),
  );
  const first = Math.min(...turns);
  return claims.filter((_, at) => turns[at] === first);
}

const LAST_TURN = 3;

function turnOf({ claims }: Source): number {
  return claims === 'first' ? 0 : claims === 'last' ? 2 : 1;
}

/** The headers that are not there, of those of which most must be. */
function lackedOfMost(source: Source, positions: ReadonlyMap<string, number>): readonly string[] {
  const lacked = wantsOf(source).most.filter(({ name }) => !positions.has(name));
  return lacked.map(({ told }) => told);
}

function hasMost(source: Source, lacked: readonly string[]): boolean {
  return lacked.length * MOST_LACKS_ONE_IN <= wantsOf(source).most.length;
}

function positionsOf(cells: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  for (const [at, cell] of cells.entries()) {
    const name = normalizeHeader(cell);
    if (name !== '' && !positions.has(name)) positions.set(name, at);
  }
  return positions;
}

function claimed(source: Source, positions: ReadonlyMap<string, number>): boolean {
  const { none, needs } = wantsOf(source);
  if (isThere(none, positions) || !needs.every(({ names }) => isThere(names, positions))) return false;
  return hasMost(source, lackedOfMost(source, positions));
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
  const { needs, columns } = wantsOf(source);
  const lacks = needs.filter(({ names }) => !isThere(names, positions));
  const lacked = lackedOfMost(source, positions);
  const missing = [
    ...new Set([...lacks.map(({ told }) => told), ...(hasMost(source, lacked) ? [] : lacked)]),
  ];
  return { source, missing, shared: columns.filter((names) => isThere(names, positions)).length };
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

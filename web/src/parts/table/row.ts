import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { Items } from './items.ts';

type Page = ReplyOf<'list_page'>;

/** A value of a row: text, a count, or nothing. */
export type Cell = Page['rows'][number][number];

/** A row of a list: its key, and its cells by column. */
export interface TableRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** The text of a cell; empty where there is none. */
export function cellText(row: TableRow, column: string): string {
  const cell = row.cells[column];
  return cell === null || cell === undefined ? '' : String(cell);
}

/** The row of a line; undefined for groups and rows that have not come. */
export function rowAt(items: Pick<Items, 'at'>, index: number): TableRow | undefined {
  const item = items.at(index);
  return item?.kind === 'row' ? item.row : undefined;
}

const read = new WeakMap<Page, readonly TableRow[]>();

/** The rows of a page of a list, each made once. */
export function rowsOf(page: Page, key: string): readonly TableRow[] {
  const held = read.get(page);
  if (held !== undefined) return held;
  const rows = page.rows.map((cells) => {
    const named = Object.fromEntries(page.columns.map((column, index) => [column, cells[index] ?? null]));
    return { key: String(named[key]), cells: named };
  });
  read.set(page, rows);
  return rows;
}

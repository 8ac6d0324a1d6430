import type { Static } from 'typebox';
import type { Condition, ListFilter, ListName, ListSort } from '../../../../src/server/contract/lists.ts';

/** One column of the order of rows. */
export type SortColumn = Static<typeof ListSort>[number];

/** What a table shows: which rows, in which order, grouped by what, in which columns (null: the user's own choice). */
export interface TableState {
  readonly conditions: readonly Condition[];
  readonly text: string;
  readonly sort: readonly SortColumn[];
  readonly group_by: readonly string[];
  readonly columns: readonly string[] | null;
}

/** A table as it is first shown. */
export const PLAIN_STATE: TableState = { conditions: [], text: '', sort: [], group_by: [], columns: null };

const HOWS: readonly string[] = ['is', 'is_not', 'between', 'contains', 'starts'];

/** Reads the part of an address after `?`; what it does not understand it leaves out. */
export function readState(search: string): Partial<TableState> {
  const params = new URLSearchParams(search);
  const conditions = params.getAll('f').flatMap(readCondition);
  const text = params.get('q');
  const [sort, groups, columns] = ['s', 'g', 'c'].map((name) => params.get(name));
  return {
    ...(conditions.length > 0 && { conditions }),
    ...(text !== null && text !== '' && { text }),
    ...(sort && { sort: sort.split(',').map(readSort) }),
    ...(groups !== null && groups !== undefined && { group_by: groups.split(',').filter(Boolean) }),
    ...(columns && { columns: columns.split(',') }),
  };
}

/** Writes what differs from the table as it is first shown; other parts of the address stay. */
export function writeState(state: TableState, first: TableState, search = ''): string {
  const params = new URLSearchParams(search);
  for (const name of ['f', 'q', 's', 'g', 'c']) params.delete(name);
  for (const condition of state.conditions) params.append('f', writeCondition(condition));
  if (state.text !== '') params.set('q', state.text);
  if (!isSame(state.sort, first.sort)) params.set('s', state.sort.map(writeSort).join(','));
  if (!isSame(state.group_by, first.group_by)) params.set('g', state.group_by.join(','));
  if (state.columns !== null) params.set('c', state.columns.join(','));
  return params.toString();
}

/** The part of an address after `?` that shows the rows of a filter. */
export function searchOf({ conditions, text = '' }: ListFilter): string {
  return writeState({ ...PLAIN_STATE, conditions, text }, PLAIN_STATE);
}

/** The filter of a state, with conditions that the page itself sets. */
export function filterOf(state: TableState, fixed: readonly Condition[]): ListFilter {
  const text = state.text.trim();
  return { conditions: [...fixed, ...state.conditions], ...(text !== '' && { text }) };
}

const PAGE_OF: Readonly<Record<ListName, string>> = {
  cases: 'cases',
  orders: 'orders',
  statement_lines: 'statement-lines',
  in_transit: 'in-transit',
  refunds: 'refunds',
  case_events: 'case-events',
  charges: 'records/charges',
  shipments: 'records/shipments',
  carrier_charges: 'records/carrier-charges',
  returns: 'records/returns',
  stock_movements: 'records/stock-movements',
  stock_counts: 'records/stock-counts',
  sales_records: 'records/sales-records',
  foreign_settlements: 'records/foreign-settlements',
};

/** Where a bar or count leads: the address below the book of the page that shows those rows. */
export function drillTo({ list, filter }: { readonly list: ListName; readonly filter: ListFilter }): string {
  const search = searchOf(filter);
  return search === '' ? PAGE_OF[list] : `${PAGE_OF[list]}?${search}`;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function writeSort({ column, descending, by_size }: SortColumn): string {
  return `${descending ? '-' : ''}${column}${by_size === true ? '*' : ''}`;
}

function readSort(text: string): SortColumn {
  const column = text.replace(/^-/, '').replace(/\*$/, '');
  return { column, descending: text.startsWith('-'), ...(text.endsWith('*') && { by_size: true }) };
}

function writeCondition({ column, how, values }: Condition): string {
  return `${column}.${how}.${values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')}`;
}

function readCondition(text: string): Condition[] {
  const match = /^([^.]+)\.([a-z_]+)\.(.*)$/s.exec(text);
  if (match === null) return [];
  const [, column = '', how = '', values = ''] = match;
  if (!HOWS.includes(how)) return [];
  return [{ column, how: how as Condition['how'], values: splitValues(values) }];
}

function splitValues(text: string): string[] {
  return [...`${text},`.matchAll(/((?:\\.|[^\\,])*),/gs)].map(([, value = '']) =>
    value.replace(/\\(.)/gs, '$1'),
  );
}

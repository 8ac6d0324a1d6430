import fc from 'fast-check';
import type { ListCell, ListCondition, ListFilter, ListOrder } from '../../src/model/list.ts';
import { LINE_SUBJECTS, type SmallBalance, type SmallLine } from './list-rows.ts';

/** A row as columns by name, money as bigint, moments as text. */
export type Row = Record<string, ListCell>;
/** Types of the columns that are tried. */
export type Types = Readonly<Record<string, 'text' | 'money' | 'moment' | 'day'>>;

const ORDER_TYPES: Types = {
  match_key: 'text',
  state: 'text',
  cause: 'text',
  shop: 'text',
  paid_at: 'moment',
  due_at: 'moment',
  expected_minor: 'money',
  discrepancy_minor: 'money',
};
const LINE_TYPES: Types = {
  happened_at: 'moment',
  order_no: 'text',
  component: 'text',
  description: 'text',
  memo: 'text',
  amount_minor: 'money',
  line_no: 'text',
  shop: 'text',
};

const VALUES: Readonly<Record<Types[string], fc.Arbitrary<string>>> = {
  text: fc.constantFrom(
    '',
    '1',
    '10',
    '单1',
    '甲店',
    'matched',
    'unexplained',
    'sale',
    '%',
    '_',
    "'s",
    '?a',
    '2_',
  ),
  money: fc.constantFrom('-100', '0', '1', '9900'),
  moment: fc.constantFrom('2026-01-01', '2026-01-01 23:59:59', '2026-01-02 08:00', '2026-02-28'),
  day: fc.constantFrom('2026-01-01', '2026-01-03'),
};

function conditions(types: Types): fc.Arbitrary<ListCondition> {
  return fc.constantFrom(...Object.keys(types)).chain((column) => {
    const type = types[column] ?? 'text';
    const named = VALUES[type].filter((value) => value !== '');
    const ways: fc.Arbitrary<ListCondition>[] = [
      fc.record({
        column: fc.constant(column),
        how: fc.constantFrom('is' as const, 'is_not' as const),
        values: fc.array(fc.oneof(named, fc.constant('')), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        column: fc.constant(column),
        how: fc.constant('between' as const),
        values: fc.oneof(
          fc.tuple(named, named).map((pair): string[] => pair),
          named.map((low): string[] => [low, '']),
          named.map((high): string[] => ['', high]),
        ),
      }),
    ];
    const parts = fc.record({
      column: fc.constant(column),
      how: fc.constantFrom('contains' as const, 'starts' as const),
      values: named.map((value) => [value]),
    });
    return fc.oneof(...ways, ...(type === 'text' ? [parts] : []));
  });
}

/** Filters over columns of these types. */
export function filters(types: Types): fc.Arbitrary<ListFilter> {
  return fc.record(
    {
      conditions: fc.array(conditions(types), { maxLength: 3 }),
      text: fc.constantFrom('1', '2', '收', '%', ' a '),
    },
    { requiredKeys: ['conditions'] },
  );
}

/** Orders by up to three of these columns. */
export function sorts(columns: readonly string[]): fc.Arbitrary<ListOrder[]> {
  return fc.uniqueArray(
    fc.record({ column: fc.constantFrom(...columns), descending: fc.boolean(), by_size: fc.boolean() }),
    { selector: (order) => order.column, maxLength: 3 },
  );
}

/** Shops that a user may see. */
export const SHOPS = fc.constantFrom(null, ['甲店'], ['甲店', '乙店'], []);

/** What a condition means, said once more in the plainest way. */
function holds(row: Row, { column, how, values }: ListCondition, types: Types): boolean {
  const cell = row[column] ?? null;
  const type = types[column];
  const [first = ''] = values;
  if (how === 'is' || how === 'is_not') {
    const found = values.some((value) => (value === '' ? cell === null : equals(cell, value, type)));
    return found === (how === 'is');
  }
  if (cell === null) return false;
  if (how === 'contains') return String(cell).includes(first);
  if (how === 'starts') return String(cell).startsWith(first);
  const [low = '', high = ''] = values;
  return (low === '' || !isBefore(cell, low, type)) && (high === '' || !isAfter(cell, high, type));
}

function equals(cell: ListCell, value: string, type: Types[string] | undefined): boolean {
  if (cell === null) return false;
  if (type === 'money') return cell === BigInt(value);
  if (type === 'moment') return value.length === 10 ? String(cell).startsWith(value) : cell === whole(value);
  return cell === value;
}

function isBefore(cell: ListCell, low: string, type: Types[string] | undefined): boolean {
  if (type === 'money') return (cell as bigint) < BigInt(low);
  return compareTexts(String(cell), type === 'moment' ? whole(low) : low) < 0;
}

function isAfter(cell: ListCell, high: string, type: Types[string] | undefined): boolean {
  if (type === 'money') return (cell as bigint) > BigInt(high);
  if (type === 'moment' && high.length === 10) return String(cell).slice(0, 10) > high;
  return compareTexts(String(cell), type === 'moment' ? whole(high) : high) > 0;
}

function whole(moment: string): string {
  return `${moment}${' 00:00:00'.slice(moment.length - 10)}`;
}

/** Texts by their code points. */
export function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareCells(a: ListCell, b: ListCell): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return (a as bigint) < (b as bigint) ? -1 : a === b ? 0 : 1;
}

/** The order of two rows, said once more in the plainest way. */
export function compareRows(a: Row, b: Row, sort: readonly ListOrder[], ties: readonly string[]): number {
  for (const { column, descending, by_size } of sort) {
    const sized = (cell: ListCell): ListCell =>
      by_size === true && typeof cell === 'bigint' && cell < 0n ? -cell : cell;
    const [left, right] = [sized(a[column] ?? null), sized(b[column] ?? null)];
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    return descending ? compareCells(right, left) : compareCells(left, right);
  }
  for (const tie of ties) {
    const by = compareCells(a[tie] ?? null, b[tie] ?? null);
    if (by !== 0) return sort[0]?.descending === true ? -by : by;
  }
  return 0;
}

/** What the list of orders holds. */
export function orderRows(balances: readonly SmallBalance[]): Row[] {
  return balances.map((row) => ({
    match_key: row.key,
    state: row.state,
    cause: row.cause,
    shop: row.shop,
    paid_at: row.paid_at,
    due_at: row.due_at,
    expected_minor: row.expected,
    discrepancy_minor: row.discrepancy,
    of_shops: row.shop,
  }));
}

/** What the list of wallet lines holds. */
export function lineRows(lines: readonly SmallLine[], balances: readonly SmallBalance[]): Row[] {
  return lines.flatMap((line, at) => {
    const [entry = '', description = '', memo = '', component = ''] = LINE_SUBJECTS[line.subject - 1] ?? [];
    const row = {
      row_key: `1-${at + 2}`,
      row_no: BigInt(at + 2),
      happened_at: line.happened_at,
      order_no: line.key,
      component,
      description,
      memo,
      entry_type: entry,
      amount_minor: line.amount,
      line_no: line.line_no,
      account_id: line.account,
      shop: balances.find(({ key }) => key === line.key)?.shop ?? null,
    };
    return line.live ? [row] : [];
  });
}

/** Each list with what is said of it here: its rows, and the columns that the text is looked for in. */
export const SUBJECTS = {
  orders: {
    types: ORDER_TYPES,
    sortable: ['match_key', 'paid_at', 'due_at', 'expected_minor', 'discrepancy_minor'],
  },
  statement_lines: { types: LINE_TYPES, sortable: ['happened_at', 'order_no', 'amount_minor'] },
} as const;

/** Whether a row is one of a filter. */
export function matches(
  row: Row,
  list: keyof typeof SUBJECTS,
  { conditions: all, text }: ListFilter,
): boolean {
  if (!all.every((condition) => holds(row, condition, SUBJECTS[list].types))) return false;
  const sought = text?.trim() ?? '';
  if (sought === '') return true;
  const begins = (name: string): boolean => String(row[name] ?? '').startsWith(sought);
  const has = (name: string): boolean => String(row[name] ?? '').includes(sought);
  return list === 'orders'
    ? begins('match_key')
    : ['order_no', 'line_no'].some(begins) || ['description', 'memo', 'entry_type'].some(has);
}

/** An amount without its sign. */
export function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Whether a user of these shops may see a row: an order of theirs, or a line of an account that only they use. */
export function isSeen(
  row: Row,
  shops: readonly string[] | null,
  balances: readonly SmallBalance[],
): boolean {
  if (shops === null) return true;
  if (row.account_id === undefined) return shops.includes(String(row.of_shops));
  const users = balances.filter(({ account, shop }) => account === row.account_id && shop !== null);
  return users.length > 0 && users.every(({ shop }) => shops.includes(String(shop)));
}

import { DuideshangError } from '../../errors.ts';
import type { ListCondition, ListFilter, ShopsSeen } from '../../model/list.ts';
import { isOfBook } from '../of-book.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { columnOf } from './columns.ts';
import type { ListColumn, ListDeclaration } from './list.ts';

/** A statement's condition, with the joins that it cannot do without. */
export interface Where {
  readonly condition: Sql;
  readonly needs: ReadonlySet<string>;
  /** Whether a number or text is asked for, which few rows have. */
  readonly names_few: boolean;
}

/** Which rows of a list are meant: those of the book and filter that a user of these shops may see. */
export function whereOf(list: ListDeclaration, bookId: string, filter: ListFilter, shops: ShopsSeen): Where {
  const parts: Sql[] = [isOfBook(sql`${trusted(list.alias)}.book_id`, bookId), list.where];
  const needs = new Set<string>();
  const add = (part: Sql, need: string | undefined): void => {
    const asked = askedOfDimension(list, bookId, part, need);
    parts.push(asked ?? part);
    if (asked === null && need !== undefined) needs.add(need);
  };
  for (const condition of filter.conditions) {
    const column = columnOf(list, condition.column, 'filterable');
    add(conditionSql(column, condition), column.needs);
  }
  if (filter.text !== undefined && filter.text !== '') {
    const { part, needed } = textSql(list, bookId, filter.text.trim());
    parts.push(part);
    for (const need of needed) needs.add(need);
  }
  if (shops !== null)
    parts.push(shops.length === 0 ? sql`1 = 0` : list.ofShops(bookId, join(shops.map(asText))));
  return { condition: join(parts, ' and '), needs, names_few: namesFew(list, filter) };
}

function namesFew(list: ListDeclaration, { conditions, text }: ListFilter): boolean {
  const asksNumber = ({ column, how }: ListCondition): boolean =>
    (how === 'is' || how === 'starts') && columnOf(list, column).searched === 'starts';
  return (text ?? '') !== '' || conditions.some(asksNumber);
}

function asText(text: string): Sql {
  return sql`${text}::text`;
}

/** Asks a small table which of its rows hold, so that the large one is not joined; null where that cannot be. */
function askedOfDimension(
  list: ListDeclaration,
  bookId: string,
  part: Sql,
  need: string | undefined,
): Sql | null {
  const joined = need === undefined ? undefined : list.joins[need];
  if (joined === undefined || !joined.is_dimension) return null;
  const [row, own] = joined.on;
  return sql`${row} in (select ${own} from ${joined.table} ${trusted(joined.alias)}
    where ${trusted(joined.alias)}.book_id = ${bookId} and ${part})`;
}

function textSql(list: ListDeclaration, bookId: string, text: string): { part: Sql; needed: string[] } {
  const searched = list.columns.filter((column) => column.searched !== undefined);
  const needed: string[] = [];
  const parts = searched.map((column) => {
    const found = column.searched === 'starts' ? starts(column.value, text) : contains(column.value, text);
    const asked = askedOfDimension(list, bookId, found, column.needs);
    if (asked === null && column.needs !== undefined) needed.push(column.needs);
    return asked ?? found;
  });
  return { part: sql`(${join(parts, ' or ')})`, needed };
}

function conditionSql(column: ListColumn, condition: ListCondition): Sql {
  const { how, values } = condition;
  if (how === 'is') return isAnyOf(column, values);
  if (how === 'is_not') return sql`not coalesce(${isAnyOf(column, values)}, false)`;
  if (how === 'between') return between(column, values);
  const [value] = values;
  if (value === undefined || (column.type !== 'text' && column.type !== 'code')) throw wrong(column, values);
  return how === 'starts' ? starts(column.value, value) : contains(column.value, value);
}

function isAnyOf(column: ListColumn, values: readonly string[]): Sql {
  if (values.length === 0) throw wrong(column, values);
  const named = values.filter((value) => value !== '');
  const parts = [
    ...(named.length < values.length ? [sql`${column.value} is null`] : []),
    ...(isTime(column)
      ? named.map((value) => between(column, [value, value]))
      : named.length === 0
        ? []
        : [sql`${column.value} in (${join(named.map((value) => bound(column, value)))})`]),
  ];
  return sql`(${join(parts, ' or ')})`;
}

function between(column: ListColumn, values: readonly string[]): Sql {
  const [low = '', high = ''] = values;
  if (values.length > 2 || (low === '' && high === '')) throw wrong(column, values);
  const parts = [
    ...(low === '' ? [] : [sql`${ordered(column)} >= ${bound(column, low)}`]),
    ...(high === '' ? [] : [upTo(column, high)]),
  ];
  return sql`(${join(parts, ' and ')})`;
}

/** A day as the upper bound means all of it. */
function upTo(column: ListColumn, high: string): Sql {
  if (isTime(column) && DAY.test(high))
    return sql`${column.value} < ${bound(column, high)} + interval '1 day'`;
  return sql`${ordered(column)} <= ${bound(column, high)}`;
}

function isTime({ type }: ListColumn): boolean {
  return type === 'moment' || type === 'day';
}

/** A value as it is ordered: texts by their code points on every engine. */
export function ordered(column: ListColumn): Sql {
  return column.type === 'text' || column.type === 'code' ? sql`${column.value} collate "C"` : column.value;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MOMENT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/;
const WHOLE = /^-?\d{1,18}$/;
const COUNT = /^-?\d{1,9}$/;

function bound(column: ListColumn, value: string): Sql {
  if ((column.type === 'money' || column.type === 'quantity') && WHOLE.test(value))
    return sql`${value}::bigint`;
  if (column.type === 'count' && COUNT.test(value)) return sql`${value}::integer`;
  if (isTime(column) && MOMENT.test(value) && isDay(value.slice(0, 10))) return sql`${value}::timestamp`;
  if (column.type === 'text' || column.type === 'code') return sql`${value}::text`;
  throw wrong(column, [value]);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDay(day: string): boolean {
  const [year = 0, month = 1, date = 1] = day.split('-').map((part) => Number.parseInt(part, 10));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return year > 0 && date <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0));
}

const LAST_CHARACTER = '\u{10FFFF}';

/** A range rather than a pattern: zones and indexes know ranges. */
function starts(value: Sql, text: string): Sql {
  return sql`(${value} collate "C" >= ${text}::text and ${value} collate "C" < ${text + LAST_CHARACTER}::text)`;
}

function contains(value: Sql, text: string): Sql {
  return sql`strpos(${value}, ${text}::text) > 0`;
}

function wrong(column: ListColumn, values: readonly string[]): DuideshangError {
  return new DuideshangError('list_condition_wrong', { column: column.label, value: values.join(', ') });
}

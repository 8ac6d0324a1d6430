import { CellFault, id, money, quantity, time } from '../../columns.ts';

/** What a cell looks like. A number may be an amount and a quantity; one of many digits is an id. */
export interface CellForm {
  readonly is: 'empty' | 'time' | 'id' | 'number' | 'words';
  readonly is_money: boolean;
  readonly is_quantity: boolean;
}

const parseTime = time('').parse;
const parseMoney = money('').parse;
const parseQuantity = quantity('').parse;
const parseId = id('').parse;

/** From so many digits on a number is no amount but an id. */
const ID_DIGITS_MIN = 8;
const LONG_ID = /^(?=.*\d)[0-9A-Za-z_-]+$/;
const COMPACT_DAY = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const EMPTY: CellForm = { is: 'empty', is_money: false, is_quantity: false };

/** The form of a cell as it stands in a file. */
export function formOf(cell: string): CellForm {
  const bare = parseId(cell);
  if (bare === null) return EMPTY;
  if (bare instanceof CellFault) return { is: 'id', is_money: false, is_quantity: false };
  const is_money = isValue(parseMoney(cell));
  const is_quantity = isValue(parseQuantity(cell));
  if (isLongId(bare))
    return { is: COMPACT_DAY.test(bare) ? 'time' : 'id', is_money: false, is_quantity: false };
  if (!is_money && !is_quantity && isValue(parseTime(cell))) return { is: 'time', is_money, is_quantity };
  return { is: is_money || is_quantity ? 'number' : 'words', is_money, is_quantity };
}

function isLongId(bare: string): boolean {
  return bare.length >= ID_DIGITS_MIN && LONG_ID.test(bare) && !/^\d{4}-\d{1,2}-\d{1,2}$/.test(bare);
}

function isValue(parsed: unknown): boolean {
  return parsed !== null && !(parsed instanceof CellFault);
}

import { parseWallTime } from '../calendar/wall-time.ts';
import type { WallTime } from '../model/facts.ts';
import type { Milli } from '../model/record-facts.ts';
import { isMoneyFault, type Minor, parseMoney } from '../money/money.ts';
import { type Micro, parsePrice } from '../money/price.ts';
import type { RefusalCode } from './source.ts';

/** What the cells of a column are. */
export type CellType = 'text' | 'id' | 'digits' | 'tracking' | 'money' | 'price' | 'quantity' | 'time';

/** A column found by header text, with the type of its cells. */
export interface Column<T> {
  readonly type: CellType;
  /** Names that the header may have, the usual one first. */
  readonly headers: readonly string[];
  /** Whether the file is refused without it. */
  readonly required: boolean;
  /** Whether the cells are outside numbers, which spreadsheets damage. */
  readonly is_id?: boolean;
  /** Whether the numbers inside the words say nothing: see {@link memo}. */
  readonly is_masked?: boolean;
  readonly parse: (text: string) => T | CellFault;
}

/** A cell that cannot be read. One instance per code, compared by identity: this is a hot path. */
export class CellFault {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    this.code = code;
  }
}

const DAMAGED_ID = new CellFault('damaged_id');
const MISSING_VALUE = new CellFault('missing_value');
const NOT_A_TIME = new CellFault('not_a_time');
const NOT_AN_ID = new CellFault('not_an_id');
const SEVERAL_NUMBERS = new CellFault('several_numbers');
const NOT_A_QUANTITY = new CellFault('not_a_quantity');
const MONEY_FAULTS = {
  not_an_amount: new CellFault('not_an_amount'),
  too_precise: new CellFault('too_precise'),
  too_large: new CellFault('too_large'),
};

/**
 * Makes a column one that the file must have and every row must fill: an empty cell is refused as `missing_value`.
 * A damaged id in a required column holds the row back; in an optional one it only counts as unknown.
 */
export function required<T>(column: Column<T | null>): Column<T> {
  const { parse } = column;
  return { ...column, required: true, parse: (text) => parse(text) ?? MISSING_VALUE };
}

/** Makes a cell that cannot be read unknown instead of refusing its row: for what no money depends on. */
export function orUnknown<T>(column: Column<T | null>): Column<T | null> {
  const { parse } = column;
  return {
    ...column,
    parse: (text) => {
      const found = parse(text);
      return found instanceof CellFault ? null : found;
    },
  };
}

/** Words. Tabs, blanks, a leading apostrophe or backtick and `="…"` are taken off; an empty cell is null. */
export function text(...headers: string[]): Column<string | null> {
  return { type: 'text', headers, required: false, parse: parseWords };
}

/**
 * Words about this one row, such as a memo or a title with an order number in it. `normalize` gives them to `subjectOf`,
 * which masks their numbers, and to the key rules, and does nothing else with them.
 */
export function memo(...headers: string[]): Column<string | null> {
  return { ...text(...headers), is_masked: true };
}

/**
 * A number of the outside world, kept as text: of `="123"`, `'123`, `` `123 ``, `@123`, `123⇥` and `123.0` stays `123`.
 * Empty, `-`, `--`, `/` and `null` are null. Scientific notation has lost digits: `damaged_id`.
 */
export function id(...headers: string[]): Column<string | null> {
  return { type: 'id', headers, required: false, is_id: true, parse: parseId };
}

/** Like {@link id}, but several numbers in one cell are refused as `several_numbers`, anything else than digits as `not_an_id`. */
export function digits(...headers: string[]): Column<string | null> {
  return { type: 'digits', headers, required: false, is_id: true, parse: parseDigits };
}

/** Like {@link digits}, but several numbers in one cell are a list of them, each once. */
export function joinedDigits(...headers: string[]): Column<string | readonly string[] | null> {
  return { ...digits(...headers), parse: parseJoinedDigits };
}

/**
 * Like {@link id}, the number of a parcel without the `No:` that Taobao puts before it. A cell may list several: they stay
 * apart as the file has them.
 */
export function tracking(...headers: string[]): Column<string | null> {
  return { type: 'tracking', headers, required: false, is_id: true, parse: parseTracking };
}

/**
 * An amount in minor units, written as {@link parseMoney} accepts it, `="…"` around it or not; an empty cell is null.
 * Several amounts in one cell are refused as `several_numbers`.
 */
export function money(...headers: string[]): Column<Minor | null> {
  return { type: 'money', headers, required: false, parse: parseAmount };
}

/** A price per piece, which may be finer than a minor unit: up to six decimals of the main unit. An empty cell is null. */
export function price(...headers: string[]): Column<Micro | null> {
  return { type: 'price', headers, required: false, parse: parsePriceCell };
}

/**
 * A number of pieces, or a weight in kilograms, in thousandths: `2`, `1,000`, `2件`, `0.35kg`. Empty, `-` and the like are
 * null; more than three decimals are refused as `not_a_quantity`.
 */
export function quantity(...headers: string[]): Column<Milli | null> {
  return { type: 'quantity', headers, required: false, parse: parseQuantity };
}

/** How many lines or orders there are: at most nine digits, all else is refused as `not_a_quantity`; an empty cell is null. */
export function count(...headers: string[]): Column<number | null> {
  return { type: 'quantity', headers, required: false, parse: parseCount };
}

/** A moment, written as {@link parseWallTime} accepts it, padding and `="…"` aside; an empty cell is null. */
export function time(...headers: string[]): Column<WallTime | null> {
  return { type: 'time', headers, required: false, parse: parseTime };
}

function parseWords(text: string): string | null {
  const bare = withoutFormula(stripped(text));
  return bare === '' ? null : bare;
}

function parseId(text: string): string | null | CellFault {
  const outer = stripped(text);
  if (outer === '') return null;
  if (isDigits(outer)) return outer;
  const bare = isPlainId(outer) ? outer : unwrapped(outer);
  if (bare === '' || (bare.length <= EMPTY_CHARACTERS_MAX && EMPTY_IDS.has(bare))) return null;
  return isScientific(bare) || HASHES.test(bare) ? DAMAGED_ID : bare;
}

function parseDigits(text: string): string | null | CellFault {
  const found = parseId(text);
  if (typeof found !== 'string' || isDigits(found)) return found;
  return LISTED_DIGITS.test(found) ? SEVERAL_NUMBERS : NOT_AN_ID;
}

function parseJoinedDigits(text: string): string | readonly string[] | null | CellFault {
  const found = parseDigits(text);
  if (found !== SEVERAL_NUMBERS) return found;
  const numbers = [...new Set(text.match(DIGITS))];
  return numbers.length === 1 ? (numbers[0] ?? null) : numbers;
}

function parseTracking(text: string): string | null | CellFault {
  return parseId(text.replaceAll(TRACKING_MARK, ''));
}

function parseAmount(text: string): Minor | null | CellFault {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const found = parseMoney(isPadding(first) || first === EQUALS ? withoutFormula(stripped(text)) : text);
  if (!isMoneyFault(found)) return found;
  return LISTED_AMOUNTS.test(text) ? SEVERAL_NUMBERS : MONEY_FAULTS[found];
}

function parsePriceCell(text: string): Micro | null | CellFault {
  const found = parsePrice(stripped(text));
  return typeof found === 'string' ? MONEY_FAULTS[found] : found;
}

function parseQuantity(text: string): Milli | null | CellFault {
  const bare = withoutFormula(stripped(text));
  if (EMPTY_IDS.has(bare) || bare === '') return null;
  const [, sign, whole = '', decimals = ''] = QUANTITY.exec(bare) ?? [];
  if (sign === undefined) return NOT_A_QUANTITY;
  const milli = BigInt(whole.replaceAll(',', '') + decimals.padEnd(3, '0'));
  return sign === '-' ? -milli : milli;
}

function parseCount(text: string): number | null | CellFault {
  const bare = stripped(text);
  if (bare === '') return null;
  return isDigits(bare) && bare.length <= COUNT_DIGITS_MAX ? Number.parseInt(bare, 10) : NOT_A_QUANTITY;
}

function parseTime(text: string): WallTime | null | CellFault {
  if (text === '') return null;
  const plain = parseWallTime(text);
  if (plain !== null) return plain;
  const bare = withoutFormula(stripped(text));
  if (bare === '' || EMPTY_IDS.has(bare)) return null;
  return parseWallTime(bare) ?? NOT_A_TIME;
}

const QUANTITY =
  /^([-+]?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{0,3})0*)?\s*(?:件|个|個|只|kg|KG|公斤|千克)?$/;
const COUNT_DIGITS_MAX = 9;
const TRACKING_MARK = 'No:';
/** Numbers that a tool has packed into one cell. */
const LISTED_DIGITS = /^\d{8,}(?:\s*[;；,，、|]\s*\d{8,})+$/;
const LISTED_AMOUNTS = /^\s*-?\d+(?:\.\d+)?(?:\s*[;；]\s*-?\d+(?:\.\d+)?)+\s*$/;
const DIGITS = /\d+/g;
const EMPTY_IDS = new Set(['-', '--', '/', 'null', 'NULL', '无']);
const EMPTY_CHARACTERS_MAX = 4;
const EQUALS = 61;
const HASHES = /^#+$/;
const SCIENTIFIC = /^\d(?:\.\d+)?[eE]\+\d{1,3}$|^\d\.\d+[eE]\d{1,3}$/;
const LEADING_AT = /^@\s*/;
const TRAILING_ZERO = /^(\d+)\.0+$/;

/** Whether only ASCII letters, digits, `_` and inner `-` stand there: nothing to unwrap. */
function isPlainId(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const plain =
      (code >= 48 && code <= 57) ||
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      code === 95 ||
      (code === 45 && at > 0);
    if (!plain) return false;
  }
  return true;
}

/** Whether a text is digits and nothing else (true for the empty text). */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function isScientific(text: string): boolean {
  return (text.includes('E') || text.includes('e')) && SCIENTIFIC.test(text);
}

/** Takes off what spreadsheets and platforms wrap around a number. */
function unwrapped(outer: string): string {
  const bare = withoutFormula(outer);
  if (isDigits(bare)) return bare;
  const unmarked = bare.replace(LEADING_AT, '');
  return TRAILING_ZERO.exec(unmarked)?.[1] ?? unmarked;
}

/** What `="…"` holds, which keeps a spreadsheet from computing; any other text as it is. */
function withoutFormula(text: string): string {
  const isFormula = text.charCodeAt(0) === EQUALS && text.length > 2 && text[1] === '"' && text.endsWith('"');
  return isFormula ? stripped(text.slice(2, -1)) : text;
}

/** Takes off blanks at both ends and the apostrophes or backticks in front that keep a spreadsheet from computing. */
export function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isPadding(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isPadding(code: number): boolean {
  return isBlank(code) || code === 39 || code === 96;
}

/** Control characters, space, no-break space, ideographic space, byte order mark. */
function isBlank(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}

const HEADER_NOISE = /[\s\u200B]+/g;
const LEADING_MARKS = /^['`]+/;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const TRANSLATION = /(?<=\P{ASCII})\[[ -~]*\]$/u;

/**
 * A header as names are compared: without blanks, tabs, line breaks, byte order mark and leading apostrophe,
 * full-width signs as half-width, 帐 as 账, without a translation in square brackets behind it.
 */
export function normalizeHeader(text: string): string {
  return text
    .replace(HEADER_NOISE, '')
    .replace(LEADING_MARKS, '')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('帐', '账')
    .replace(TRANSLATION, '');
}

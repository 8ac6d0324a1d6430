import { parseWallTime, type WallTime } from '../../calendar/wall-time.ts';
import { type Column, money, stripped, time } from '../columns.ts';

/** Years of the Republic of China count from 1912: 113 is 2024. */
const REPUBLIC_YEARS = 1911;
const REPUBLIC = /^(?:民[国國])?(1\d{2})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?=$|\D)/;
/** Forms of a moment that banks write and nobody else does, with what they mean. */
const FORMS: readonly (readonly [form: RegExp, meaning: string])[] = [
  [/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'],
  [/^(\d{4})(\d{2})(\d{2})[ T]?(\d{2}):?(\d{2}):?(\d{2})$/, '$1-$2-$3 $4:$5:$6'],
  [/^(\S+)\s*[(（](\d{1,2}:\d{2}(?::\d{2})?)[)）]$/, '$1 $2'],
];
const CLOCK = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/;
const CURRENCY_MARK = /^[A-Z]{2,3}\$?(?=[\s\d+-])|^\$|[A-Z]{3}$/g;
/** An amount with nothing around it, as most are. */
const BARE = /^[-+]?\d[\d,.]*$/;
/** What banks print where a statement on paper would be blank. */
const DASHES = /^[-–—―−_（(空）)\s]+$/;

/** A moment as {@link time}, also `20240105`, `20240105102030`, `2024/01/02(10:20:30)`, and years of the Republic, `113/01/05`. */
export function bankTime(...headers: string[]): Column<WallTime | null> {
  const column = time(...headers);
  return { ...column, parse: (text) => parseWallTime(text) ?? parseBankTime(text) ?? column.parse(text) };
}

/** An amount as {@link money}, with the code of its currency or without (`USD 1,000.00`); a line of dashes is empty. */
export function bankMoney(...headers: string[]): Column<bigint | null> {
  const column = money(...headers);
  return { ...column, parse: (text) => column.parse(bareAmount(text)) };
}

/** Reads a moment that only banks write so; null when it is none of those forms. */
export function parseBankTime(text: string): WallTime | null {
  const bare = withCommonYear(stripped(text));
  for (const [form, meaning] of FORMS) if (form.test(bare)) return parseWallTime(bare.replace(form, meaning));
  return bare === stripped(text) ? null : parseWallTime(bare);
}

/** The moment of a day and a clock: `10:20:30`, `102030`, `1020`, or the whole moment. Null when the clock is none of these. */
export function momentOf(day: WallTime, clock: string): WallTime | null {
  const [, hour, minute, second = '00'] = CLOCK.exec(clock.replaceAll('：', ':')) ?? [];
  const moment = hour === undefined ? null : parseWallTime(`${day.slice(0, 10)} ${hour}:${minute}:${second}`);
  return moment ?? parseBankTime(clock) ?? parseWallTime(clock);
}

function withCommonYear(text: string): string {
  const parts = REPUBLIC.exec(text);
  if (parts === null) return text;
  const year = Number.parseInt(parts[1] ?? '', 10) + REPUBLIC_YEARS;
  return `${year}-${parts[2] ?? parts[4]}-${parts[3] ?? parts[5]}${text.slice(parts[0].length)}`;
}

function bareAmount(text: string): string {
  const bare = stripped(text);
  if (BARE.test(bare)) return bare;
  return DASHES.test(bare) ? '' : bare.replace(CURRENCY_MARK, '');
}

import { firstOfNextMonth, parseWallTime, type WallTime } from '../../calendar/wall-time.ts';
import { endOf, momentIn } from '../parts/stated-times.ts';
import { totalsFooter } from '../parts/stated-totals.ts';
import type { Footer, Preamble, Refusal } from '../source.ts';

const ACCOUNT = /账号[:：]\s*\[?(\d+)/;
const FROM = /起始日期[:：]\s*\[?([^\]，,]+?)\s*(?:\]|终止|$)/;
const TO = /终止日期[:：]\s*\[?([^\]，,]+?)\s*(?:\]|$)/;
const EXPORTED = /导出时间[:：]\s*\[?([^\]，,]+?)\s*(?:\]|,|$)/;
const TOTAL = /(支出合计|收入合计)[:：]([^笔]*)笔[，,]\s*共([^元]*)元/;
const USER_ID_LENGTH = 16;
const NAMED_ACCOUNT = /(?:^|[\\/])(2088\d{12})(?:\d{4})?[_-]/;
const NAMED_MONTH = /_(20\d{2})(0[1-9]|1[0-2])_/;

/**
 * What the `#` lines above an Alipay table and the file's name tell: account, days, in the form of the downloads from
 * b.alipay.com. 终止日期 is the first moment not covered; written as 23:59:59 it is the last one covered.
 */
export function alipayPreamble(lines: readonly (readonly string[])[], fileName: string): Preamble {
  const text = lines.map((cells) => cells.join(',')).join('\n');
  const account_no = alipayAccount(ACCOUNT.exec(text)?.[1] ?? NAMED_ACCOUNT.exec(fileName)?.[1] ?? '');
  const month = NAMED_MONTH.exec(fileName);
  const first = month === null ? null : parseWallTime(`${month[1]}-${month[2]}-01`);
  const from_at = momentIn(FROM, text) ?? first;
  const to_at = endOf(momentIn(TO, text)) ?? (first === null ? null : firstOfNextMonth(first));
  return {
    ...(account_no === '' ? {} : { account_no }),
    ...(from_at === null ? {} : { from_at }),
    ...(to_at === null ? {} : { to_at }),
  };
}

/** A partner number (16 digits) for an account number (the same and `0156`), so that all files name one account alike. */
export function alipayAccount(text: string): string {
  return text.startsWith('2088') && text.length > USER_ID_LENGTH ? text.slice(0, USER_ID_LENGTH) : text;
}

/** The `#` lines below an Alipay table: a total, the time of the export; null for any other row. */
export function alipayFooter(cells: readonly string[]): Footer | Refusal | null {
  const line = alipayFooterLine(cells);
  if (line === null) return null;
  const [, name, count = '', sum = ''] = TOTAL.exec(line) ?? [];
  const of = name === '收入合计' ? 'inflow' : 'outflow';
  const totals = name === undefined ? [] : [{ of, name, count, sum }];
  return totalsFooter(totals, exportedIn(line));
}

/** A `#` line below an Alipay table as text; null for any other row. */
export function alipayFooterLine(cells: readonly string[]): string | null {
  const first = cells[0] ?? '';
  const start = first === '' ? (cells[1] ?? '') : first;
  if (start.charCodeAt(0) !== 35) return null;
  return cells.join(',');
}

/** When a `#` line says that the file was exported. */
export function exportedIn(line: string): WallTime | null {
  return momentIn(EXPORTED, line);
}

import { endOf, momentIn } from '../parts/stated-times.ts';
import { type TotalWords, totalsFooter } from '../parts/stated-totals.ts';
import type { Footer, Preamble, Refusal } from '../source.ts';

const MOMENT = '(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2})';
const FROM = new RegExp(`起始时间[:：]\\s*${MOMENT}`);
const TO = new RegExp(`终止时间[:：]\\s*${MOMENT}`);
const EXPORTED = /导出时间[:：]\s*\[?([^\],]+)/;
const TOTAL = /(支出合计|收入合计|总计)[:：]([^笔]*)笔[,，共]*([^元]*)元/;
const TOTAL_OF: ReadonlyMap<string, string> = new Map([
  ['支出合计', 'outflow'],
  ['收入合计', 'inflow'],
  ['总计', 'net'],
]);
const HASH = 35;

/** The days that the lines above the table say it covers. 终止时间 is the last moment covered. */
export function pddPreamble(lines: readonly (readonly string[])[]): Preamble {
  const text = lines.map((cells) => cells.join(',')).join('\n');
  const from_at = momentIn(FROM, text);
  const to_at = endOf(momentIn(TO, text));
  return { ...(from_at === null ? {} : { from_at }), ...(to_at === null ? {} : { to_at }) };
}

/** The `#` lines below the table: a total, the time of the export; null for any other row. */
export function pddFooter(cells: readonly string[]): Footer | Refusal | null {
  if (cells[0]?.charCodeAt(0) !== HASH) return null;
  const line = cells.join(',');
  return totalsFooter(totalsIn(line), momentIn(EXPORTED, line));
}

function totalsIn(line: string): TotalWords[] {
  const [, name = '', count = '', sum = ''] = TOTAL.exec(line) ?? [];
  const of = TOTAL_OF.get(name);
  return of === undefined ? [] : [{ of, name, count, sum }];
}

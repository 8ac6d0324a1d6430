import { endOf, momentIn } from '../parts/stated-times.ts';
import { type TotalWords, totalsFooter } from '../parts/stated-totals.ts';
import type { Footer, Preamble, Refusal } from '../source.ts';

const MOMENT = '(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2})';
const FROM = new RegExp(`起始时间[:：]\\s*${MOMENT}`);
const TO = new RegExp(`终止时间[:：]\\s*${MOMENT}`);
const EXPORTED = /导出时间[:：]\s*\[?([^\],]+)/;
const TOTAL = /(支出合计|收入合计|总计)[:：]([^笔]*)笔[,，共]*([^元]*?)(?:元.*|,*)$/;
/** A sum in dollars says so before or behind it. */
const DOLLARS = /[$＄]|USD|美元/g;
const HASH = 35;

/** What the totals of the file are compared with: see `ControlTotal`. */
export interface PddTotals {
  readonly inflow: string;
  readonly outflow: string;
  readonly net: string;
}

/** The days that the lines above the table say it covers. 终止时间 is the last moment covered. */
export function pddPreamble(lines: readonly (readonly string[])[]): Preamble {
  const text = lines.map((cells) => cells.join(',')).join('\n');
  const from_at = momentIn(FROM, text);
  const to_at = endOf(momentIn(TO, text));
  return { ...(from_at === null ? {} : { from_at }), ...(to_at === null ? {} : { to_at }) };
}

/** The `#` lines below the table: a total, the time of the export; null for any other row. */
export function pddFooter(cells: readonly string[], totals: PddTotals): Footer | Refusal | null {
  if (cells[0]?.charCodeAt(0) !== HASH) return null;
  const line = cells.join(',');
  return totalsFooter(totalsIn(line, totals), momentIn(EXPORTED, line));
}

function totalsIn(line: string, totals: PddTotals): TotalWords[] {
  const [, name, count = '', sum = ''] = TOTAL.exec(line.replace(DOLLARS, '')) ?? [];
  switch (name) {
    case '支出合计':
      return [{ of: totals.outflow, name, count, sum }];
    case '收入合计':
      return [{ of: totals.inflow, name, count, sum }];
    case '总计':
      return [{ of: totals.net, name, count, sum }];
    default:
      return [];
  }
}

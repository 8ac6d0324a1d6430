import { isMoneyFault, parseMoney } from '../../money/money.ts';
import { isNote } from '../parts/notes.ts';
import { type TotalWords, totalsFooter } from '../parts/stated-totals.ts';
import type { ControlTotal, Footer, FooterState, Refusal } from '../source.ts';

const NOTE = /^[#*[]|^以上|^注[:：]|^说明|^說明/;
const TOTAL_ROW = /^(?:合\s*计|合\s*計|总\s*计|總\s*計|小\s*计|\p{Script=Han}{2,4}(?:合计|合計))$/u;
const TOTAL =
  /(收入|存入|贷方|转入|支出|支取|取出|借方|转出)[^\d\n]{0,12}(\d+)\s*笔[^\d\n-]{0,10}(-?[\d,]+(?:\.\d{1,2})?)/g;
const INFLOWS: ReadonlySet<string> = new Set(['收入', '存入', '贷方', '转入']);

/**
 * The rows of a bank's table that are no lines: totals under their columns (`人民币合计`), totals in words (`收入 3 笔 100.00`),
 * notes and the lines of another section. A line has three cells or more and its first is no word of these.
 */
export function bankFooter(cells: readonly string[], state: FooterState): Footer | Refusal | null {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (TOTAL_ROW.test(first)) return { totals: totalsUnder(cells, state) };
  if (NOTE.test(first) || isNote(cells)) return totalsFooter(totalsIn(cells.join(',')));
  return null;
}

function totalsUnder(cells: readonly string[], { positions }: FooterState): ControlTotal[] {
  return (['inflow', 'outflow'] as const).flatMap((of) => {
    const sum_minor = parseMoney((cells[positions.get(of) ?? -1] ?? '').trim());
    return sum_minor === null || isMoneyFault(sum_minor) ? [] : [{ of, count: null, sum_minor }];
  });
}

function totalsIn(text: string): TotalWords[] {
  return [...text.matchAll(TOTAL)].map(([, side = '', count = '', sum = '']) => {
    const of = INFLOWS.has(side) ? 'inflow' : 'outflow';
    return { of, name: side, count, sum };
  });
}

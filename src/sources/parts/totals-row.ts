import { CellFault, money } from '../columns.ts';
import type { ControlTotal, Footer, FooterState } from '../source.ts';

const TOTAL = /^(?:合计|总计|总合计|总额|人民币合计|合計|總計|total)/i;
const NOTE = /^(?:小计|本页|本页合计|注[:：]|备注[:：]|说明|以上|制表|打印|导出时间|大写)/;

/** Which control total a column's sum is compared with, by the name of the column. */
export type SummedColumns = Readonly<Record<string, string>>;

/**
 * The footer of a list made for people: a row whose first filled cell begins with 合计 or 总计 states the sums of the given
 * columns; subtotals, notes and signatures are passed over.
 */
export function totalsRow(
  cells: readonly string[],
  state: FooterState,
  columns: SummedColumns,
): Footer | null {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (NOTE.test(first)) return { totals: [] };
  if (!TOTAL.test(first)) return null;
  return { totals: Object.entries(columns).flatMap(([column, of]) => statedIn(cells, state, column, of)) };
}

const amount = money();

function statedIn(
  cells: readonly string[],
  state: FooterState,
  column: string,
  of: string,
): readonly ControlTotal[] {
  const position = state.positions.get(column);
  if (position === undefined) return [];
  const sum_minor = amount.parse(cells[position] ?? '');
  return sum_minor === null || sum_minor instanceof CellFault ? [] : [{ of, count: null, sum_minor }];
}

/** Words of a type of movement with their direction, in the order in which they are looked for: 采购退货出库 goes out. */
const DIRECTIONS: readonly (readonly [RegExp, 1n | -1n])[] = [
  [/^(?!.*出).*(?:入|进仓)/, 1n],
  [/^(?!.*入).*出/, -1n],
  [/盘盈|报溢|增加/, 1n],
  [/盘亏|报损|报废|损耗|领|减少/, -1n],
  [/采购退|退供/, -1n],
  [/销售退|客户退|买家退/, 1n],
  [/采购|收货|生产|组装/, 1n],
  [/销售|发货/, -1n],
];

/** Which way goods move by the words of the type: into the stock 1, out of it −1; null where they do not say. */
export function directionOf(kind_text: string): 1n | -1n | null {
  return DIRECTIONS.find(([words]) => words.test(kind_text))?.[1] ?? null;
}

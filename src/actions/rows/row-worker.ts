import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { readRows } from '../../reading/read-rows.ts';
import { answerOrders } from '../kept-thread.ts';
import type { FoundCells, RowPlace } from './original-row.ts';

answerOrders(async ({ path, member, sheet, row_no }: RowPlace): Promise<FoundCells> => {
  const rows = await readRows(path, member, sheet, [row_no], { limits: DEFAULT_LIMITS });
  return rows.get(row_no);
});

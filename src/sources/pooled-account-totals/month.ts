import { parseWallTime, type WallTime } from '../../calendar/wall-time.ts';
import { CellFault, type Column, stripped, text } from '../columns.ts';

const MONTH = /^(20\d{2})[-/.年]?(0?[1-9]|1[0-2])月?$/;
const NOT_A_TIME = new CellFault('not_a_time');

/** A month, `202408` or `2024-08`, as its first moment; an empty cell is null. */
export function month(...headers: string[]): Column<WallTime | null> {
  return { ...text(...headers), parse };
}

function parse(cell: string): WallTime | null | CellFault {
  const bare = stripped(cell);
  if (bare === '') return null;
  const [, year, number = ''] = MONTH.exec(bare) ?? [];
  return (year === undefined ? null : parseWallTime(`${year}-${number.padStart(2, '0')}-01`)) ?? NOT_A_TIME;
}

import { parseWallTime, type WallTime } from '../../calendar/wall-time.ts';

const STAMP = /(?<!\d)(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?!\d)/;

/**
 * The moment in a file name, as in `ExportOrderList202602011200.csv` (to the minute or the second); null when there
 * is none. A longer number is no moment.
 */
export function exportedAtOfName(name: string): WallTime | null {
  const parts = STAMP.exec(name);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second = '00'] = parts;
  return parseWallTime(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
}

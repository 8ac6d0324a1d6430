import { parseWallTime, startOfNextDay, type WallTime } from '../../calendar/wall-time.ts';

/** The moment that the one group of a pattern finds in a text above or below a table; null where there is none. */
export function momentIn(pattern: RegExp, text: string): WallTime | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : parseWallTime(found);
}

/** The first moment not covered by what ends at a moment: one written as 23:59:59 is the last one covered. */
export function endOf(moment: WallTime | null): WallTime | null {
  return moment?.endsWith('23:59:59') ? startOfNextDay(moment) : moment;
}

/** Wall-clock seconds since 1970-01-01 00:00:00 of the seller's own zone: no time zone is involved anywhere. */
export type WallSeconds = number;

/** Seconds of a day and of an hour. */
export const DAY_SECONDS = 86_400;
export const HOUR_SECONDS = 3_600;

/** A calendar date. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
export function dayNumber(date: CalendarDay): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number. */
export function calendarDay(days: number): CalendarDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function padded(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** `2026-01-31` */
export function dayText(days: number): string {
  const { year, month, day } = calendarDay(days);
  return `${year}-${padded(month)}-${padded(day)}`;
}

/** `20260131` */
export function compactDay(days: number): string {
  const { year, month, day } = calendarDay(days);
  return `${year}${padded(month)}${padded(day)}`;
}

/** `23:59:59` */
export function clockText(seconds: WallSeconds): string {
  const ofDay = seconds % DAY_SECONDS;
  return `${padded(Math.floor(ofDay / 3600))}:${padded(Math.floor(ofDay / 60) % 60)}:${padded(ofDay % 60)}`;
}

/** `2026-01-31 23:59:59` */
export function wallText(seconds: WallSeconds): string {
  return `${dayText(Math.floor(seconds / DAY_SECONDS))} ${clockText(seconds)}`;
}

/** `2026年01月31日 23:59:59` */
export function chineseWallText(seconds: WallSeconds): string {
  const { year, month, day } = calendarDay(Math.floor(seconds / DAY_SECONDS));
  return `${year}年${padded(month)}月${padded(day)}日 ${clockText(seconds)}`;
}

/** `202601312359`, as in the name of an exported file. */
export function stampText(seconds: WallSeconds): string {
  return compactDay(Math.floor(seconds / DAY_SECONDS)) + clockText(seconds).slice(0, 5).replace(':', '');
}

/** First second of a month written `2026-01`, and of the month after it. */
export function monthBounds(month: string): { from: WallSeconds; to: WallSeconds } {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (parts === null) throw new RangeError(`not a month: ${month}`);
  const year = Number.parseInt(parts[1] ?? '', 10);
  const number = Number.parseInt(parts[2] ?? '', 10);
  const next = number === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: number + 1, day: 1 };
  return {
    from: dayNumber({ year, month: number, day: 1 }) * DAY_SECONDS,
    to: dayNumber(next) * DAY_SECONDS,
  };
}

const WALL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/;
const EPOCH_DAYS = 25_569;

/**
 * The serial number that a workbook keeps for a day or a wall-clock time (`YYYY-MM-DD[ HH:MM[:SS]]`), as decimal text
 * exact to the second; null if the text is neither.
 */
export function serialOf(moment: string): string | null {
  const parts = WALL_TIME.exec(moment);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number.parseInt(part ?? '0', 10));
  const days = daysFromCivil(year, month, day) + EPOCH_DAYS;
  const seconds = (hour * 60 + minute) * 60 + second;
  if (seconds === 0) return String(days);
  const fraction = (BigInt(seconds) * 10n ** 10n + 43_200n) / 86_400n;
  return `${days}.${fraction.toString().padStart(10, '0')}`;
}

/** Days since 1970-01-01 of a day of the Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

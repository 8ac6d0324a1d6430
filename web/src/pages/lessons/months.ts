const MONTHS_OF_YEAR = 12;
const MONTHS_MAX = 120;
const LONG = 31;
const SHORT = 30;
const FEBRUARY = 28;

/** The months from the one of the first moment to the one of the last, the latest first: `2026-03`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = last.slice(0, 7); month >= first.slice(0, 7); month = monthBefore(month)) {
    months.push(month);
    if (months.length === MONTHS_MAX) break;
  }
  return months;
}

function monthBefore(month: string): string {
  const [year, number] = partsOf(month);
  return number === 1
    ? `${padded(year - 1, 4)}-${MONTHS_OF_YEAR}`
    : `${padded(year, 4)}-${padded(number - 1, 2)}`;
}

/** The month before, where there is one among those that can be chosen: null for the first, and for no month at all. */
export function earlierMonth(months: readonly string[], month: string): string | null {
  const at = months.indexOf(month);
  return at === -1 ? null : (months[at + 1] ?? null);
}

/** The first and the last day of a month. */
export function daysOf(month: string): { readonly from_day: string; readonly to_day: string } {
  return { from_day: `${month}-01`, to_day: `${month}-${daysIn(month)}` };
}

function daysIn(month: string): number {
  const [year, number] = partsOf(month);
  if (number === 2) return isLeap(year) ? FEBRUARY + 1 : FEBRUARY;
  return [4, 6, 9, 11].includes(number) ? SHORT : LONG;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function partsOf(month: string): readonly [number, number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

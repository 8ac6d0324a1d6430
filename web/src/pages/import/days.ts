/** A stretch of days, both ends included. */
export interface Stretch {
  readonly from_day: string;
  readonly to_day: string;
}

/** What a day of the calendar is. */
export type DayKind = 'covered' | 'missing' | 'outside';

/** The days of a month `YYYY-MM`, in order. */
export function daysOf(month: string): string[] {
  const [year = 0, place = 1] = month.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return Array.from(
    { length: lengths[place - 1] ?? 31 },
    (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`,
  );
}

/** The months from one day's to another's, `YYYY-MM`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year = 0, place = 1] = from.slice(0, 7).split('-').map(Number);
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); ) {
    months.push(month);
    [year, place] = place === 12 ? [year + 1, 1] : [year, place + 1];
    month = `${String(year).padStart(4, '0')}-${String(place).padStart(2, '0')}`;
  }
  return months;
}

/** What a day is, by the stretches it lies in. */
export function kindOf(day: string, covered: readonly Stretch[], missing: readonly Stretch[]): DayKind {
  const isIn = ({ from_day, to_day }: Stretch): boolean => from_day <= day && day <= to_day;
  if (covered.some(isIn)) return 'covered';
  return missing.some(isIn) ? 'missing' : 'outside';
}

/** The place of a day in its week, Monday being 0: by Zeller's congruence. */
export function weekdayOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [shifted, place] = month < 3 ? [year - 1, month + 12] : [year, month];
  const century = Math.floor(shifted / 100);
  const rest = shifted % 100;
  const sum =
    date + Math.floor((13 * (place + 1)) / 5) + rest + Math.floor(rest / 4) + Math.floor(century / 4);
  return (((sum + 5 * century + 5) % 7) + 7) % 7;
}

import '../text/buffer-slices.ts';

const SECONDS_A_DAY = 86_400;
/** A number formatted as a time that is larger than this is a moment of which only the time is shown. */
const SPAN_DAYS_MAX = 1000;

/** What a number format makes of a number: a day with or without time, a time of day or span, or a plain number. */
export type FormatKind = 'date' | 'time' | null;

/** Formats that Excel knows by number alone (ECMA-376 part 1, 18.8.30, with those of Chinese editions). */
export function builtInFormat(id: number): FormatKind {
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35)) return 'time';
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return null;
}

/** The kind of a format written out, such as `yyyy/m/d h:mm` or `[h]:mm:ss`. Only its first section counts. */
export function customFormat(code: string): FormatKind {
  const letters = code
    .replaceAll(/"[^"]*"|\\.|[_*]./g, '')
    .replaceAll(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replaceAll(/general/gi, '')
    .split(';', 1)
    .join('')
    .toLowerCase();
  if (/[yd]|e(?![+-])|m{3,}/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : null;
}

/**
 * The moment that a serial number means: `YYYY-MM-DD`, with ` HH:MM:SS` unless it is midnight; for the kind `time`
 * `HH:MM:SS`, where a span may have more than 24 hours. Rounded to the second. What is no serial stays as it is.
 */
export function momentOf(text: string, kind: 'date' | 'time', from1904: boolean): string {
  return text.trim() === '' ? text : (momentOfSerial(+text, kind, from1904) ?? text);
}

/** The same for the number alone; `null` if it is no serial. */
export function momentOfSerial(serial: number, kind: 'date' | 'time', from1904: boolean): string | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null;
  const seconds = Math.round(serial * SECONDS_A_DAY);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  if (kind === 'time' && day < SPAN_DAYS_MAX) return clock(seconds);
  const rest = seconds - day * SECONDS_A_DAY;
  if (kind === 'date' && day === 0 && rest > 0) return clock(rest);
  const date = recentDayOf(from1904 ? day + 1462 : day);
  return rest === 0 ? date : withClock(date, rest);
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

/** A day and a time, made as one piece of bytes: joining strings leaves them in pieces, which costs twice as much. */
const moment = Buffer.from('0000-00-00 00:00:00');

function withClock(date: string, seconds: number): string {
  if (date.length !== 10) return `${date} ${clock(seconds)}`;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  for (let at = 0; at < 10; at++) moment[at] = date.charCodeAt(at);
  putTwoDigits(11, hours);
  putTwoDigits(14, minutes - hours * 60);
  putTwoDigits(17, seconds - minutes * 60);
  return moment.latin1Slice(0, moment.length);
}

function putTwoDigits(at: number, value: number): void {
  const tens = Math.floor(value / 10);
  moment[at] = 48 + tens;
  moment[at + 1] = 48 + value - tens * 10;
}

const RECENT_DAYS = 512;
const recentSerials = new Float64Array(RECENT_DAYS).fill(-1);
const recentDays = new Array<string>(RECENT_DAYS).fill('');

/** `dayOf` of a whole serial, which comes again and again in a column. */
function recentDayOf(serial: number): string {
  const slot = serial % RECENT_DAYS;
  const known = recentDays[slot] ?? '';
  if (recentSerials[slot] === serial) return known;
  const day = dayOf(serial);
  recentSerials[slot] = serial;
  recentDays[slot] = day;
  return day;
}

/** Day 1 is 1900-01-01; Excel believes in a 29 February 1900, which is day 60. */
function dayOf(serial: number): string {
  if (serial === 60) return '1900-02-29';
  return civil(serial - (serial < 60 ? 25_568 : 25_569));
}

/** The date of a day counted from 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms"). */
function civil(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = (Math.floor((5 * dayOfYear + 2) / 153) + 2) % 12;
  const day = dayOfYear - Math.floor((153 * ((month + 10) % 12) + 2) / 5) + 1;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${pad(month + 1)}-${pad(day)}`;
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

function pad(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

/** An ISO moment as workbooks write it, in the form of `momentOf`. */
export function momentOfIso(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?$/.exec(text.trim());
  if (match === null) return text;
  const [, date = '', time = ''] = match;
  return time === '00:00:00' ? date : `${date} ${time}`;
}

/** Wall-clock text of the seller's time zone, `YYYY-MM-DD HH:MM:SS`. Text order is time order. */
export type WallTime = string;

/** A day, `YYYY-MM-DD`. */
export type Day = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOSE =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]{1,3}(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?)?(?:\.\d+)?)?$/;
/** A day as spreadsheets count: days since 1899-12-30, here between 1982 and 2064. */
const SERIAL = /^([3-5]\d{4})(?:\.(\d+))?$/;

/**
 * Reads a time as exports write it: `2016-05-23 22:02:11`, `2016/5/23 22:02`, `2014-11-10 16：33：45`,
 * `2012年12月31日 13:19:01`, a day alone (its first moment), a spreadsheet's serial number. Fractions of a second
 * are dropped.
 * @returns null when the text is no moment of the calendar.
 */
export function parseWallTime(text: string): WallTime | null {
  if (isPlain(text)) return isMoment(text) ? text : null;
  const bare = text.replace(/：/g, ':').trim();
  const parts = LOOSE.exec(bare);
  if (parts === null) return fromSerial(bare);
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = parts;
  const time = `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
  return isMoment(time) ? time : null;
}

/** Whether the text has the exact shape `dddd-dd-dd dd:dd:dd`. */
function isPlain(text: string): boolean {
  if (text.length !== 19) return false;
  for (let at = 0; at < 19; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (at === 4 || at === 7 || at === 10 || at === 13 || at === 16) return false;
    } else if (at === 4 || at === 7) {
      if (code !== 45) return false;
    } else if (at === 10) {
      if (code !== 32) return false;
    } else if (code !== 58 || (at !== 13 && at !== 16)) return false;
  }
  return true;
}

function isMoment(time: WallTime): boolean {
  const month = digitsAt(time, 5);
  const day = digitsAt(time, 8);
  if (month < 1 || month > 12 || day < 1) return false;
  if (digitsAt(time, 11) > 23 || digitsAt(time, 14) > 59 || digitsAt(time, 17) > 59) return false;
  return day <= 28 || day <= daysIn(digitsAt(time, 0) * 100 + digitsAt(time, 2), month);
}

function digitsAt(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

function fromSerial(text: string): WallTime | null {
  const parts = SERIAL.exec(text);
  if (parts === null) return null;
  const days = Number.parseInt(parts[1] ?? '', 10);
  const fraction = `${parts[2] ?? ''}000000000`.slice(0, 9);
  const seconds = Math.round((Number.parseInt(fraction, 10) * 86_400) / 1_000_000_000);
  return fromMs(Date.UTC(1899, 11, 30) + days * DAY_MS + seconds * 1000);
}

/** Milliseconds on a clock without zones: only differences of two results mean something. */
function toMs(time: WallTime): number {
  return Date.parse(`${time.slice(0, 10)}T${time.slice(11)}Z`);
}

/** Seconds from the first moment of 1970 on the same clock; below zero before. */
export function secondsSince1970(time: WallTime): number {
  return toMs(time) / 1000;
}

/** The moment so many seconds after the first of 1970 on the same clock. */
export function momentSince1970(seconds: number): WallTime {
  return fromMs(seconds * 1000);
}

function fromMs(ms: number): WallTime {
  const text = new Date(ms).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** The moment so many hours later (earlier when negative). */
export function addHours(time: WallTime, hours: number): WallTime {
  return fromMs(toMs(time) + hours * HOUR_MS);
}

/** The same clock time so many days later (earlier when negative). */
export function addDays(time: WallTime, days: number): WallTime {
  return fromMs(toMs(time) + days * DAY_MS);
}

/** The first moment of the day. */
export function startOfDay(time: WallTime): WallTime {
  return `${time.slice(0, 10)} 00:00:00`;
}

/** The first moment of the next day. */
export function startOfNextDay(time: WallTime): WallTime {
  return addDays(startOfDay(time), 1);
}

/** The day of a moment. */
export function dayOf(time: WallTime): Day {
  return time.slice(0, 10);
}

/** Days between two moments, whichever is first, by the calendar. */
export function daysApart(first: WallTime, second: WallTime): number {
  return Math.abs(toMs(startOfDay(first)) - toMs(startOfDay(second))) / DAY_MS;
}

/** The earlier of two moments; null counts as unknown and gives the other. */
export function earlier(first: WallTime | null, second: WallTime | null): WallTime | null {
  if (first === null || second === null) return first ?? second;
  return first <= second ? first : second;
}

/** The later of two moments; null counts as unknown and gives the other. */
export function later(first: WallTime | null, second: WallTime | null): WallTime | null {
  if (first === null || second === null) return first ?? second;
  return first >= second ? first : second;
}

/** This moment on the clock of the machine. */
export function now(): WallTime {
  const clock = new Date();
  return fromMs(clock.getTime() - clock.getTimezoneOffset() * 60_000);
}

/** Today on the clock of the machine. */
export function today(): Day {
  return dayOf(now());
}

/** The first moment of the month after the one that begins here. */
export function firstOfNextMonth(first: WallTime): WallTime {
  return `${addDays(first, 31).slice(0, 7)}-01 00:00:00`;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Where a record's own bytes end, before its line end. */
export function bodyEnd(bytes: Buffer, start: number, end: number): number {
  let at = end;
  if (at > start && bytes[at - 1] === LF) at -= 1;
  if (at > start && bytes[at - 1] === CR) at -= 1;
  return at;
}

/** First byte of each cell of a record, and the end of the last: cell `n` is from `[n]` to before `[n + 1] - 1`. */
export function cellStarts(bytes: Buffer, start: number, end: number, delimiter: number): number[] {
  const starts = [start];
  for (let at = start; at < end; ) {
    const stop =
      bytes[at] === QUOTE ? quotedEnd(bytes, at, end, delimiter) : nextOf(bytes, delimiter, at, end);
    if (stop >= end) break;
    at = stop + 1;
    starts.push(at);
  }
  return [...starts, end + 1];
}

/** Where the delimiter after a quoted cell stands; a quote that never closes is text, as in reading. */
function quotedEnd(bytes: Buffer, open: number, end: number, delimiter: number): number {
  for (let at = open + 1; at < end; at += 1) {
    if (bytes[at] !== QUOTE) continue;
    const after = blanksEnd(bytes, at + 1, end, delimiter);
    if (after >= end || bytes[after] === delimiter) return after;
    if (bytes[at + 1] === QUOTE) at += 1;
  }
  return nextOf(bytes, delimiter, open, end);
}

function blanksEnd(bytes: Buffer, from: number, end: number, delimiter: number): number {
  let at = from;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9) && bytes[at] !== delimiter) at += 1;
  return at;
}

function nextOf(bytes: Buffer, delimiter: number, from: number, end: number): number {
  const at = bytes.indexOf(delimiter, from);
  return at < 0 || at > end ? end : at;
}

/** A cell as a delimited text needs it: quoted when asked, or when it holds a delimiter, a quote or a line break. */
export function delimitedCell(text: string, delimiter: string, quoted: boolean): string {
  const needs = quoted || text.includes(delimiter) || /["\r\n]/.test(text);
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

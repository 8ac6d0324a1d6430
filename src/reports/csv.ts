import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatMinor, type Minor } from '../money/money.ts';
import { neutralise } from './neutralise.ts';

/** A value of a csv file: amounts as plain decimals, texts made harmless. */
export type CsvValue = string | number | Minor | null;

/**
 * Texts that a spreadsheet would make something else of: a long number loses digits, one that begins with 0 its beginning,
 * `12E3` becomes 12000 and `3-4` the fourth of March.
 */
const MADE_OTHER = /^(?:\d{12,}|0\d+|\d+(?:\.\d+)?[eE][-+]?\d+|\d{1,2}[-/]\d{1,4}(?:[-/]\d{1,4})?)$/;

/**
 * Writes a csv file: UTF-8 with a byte order mark, CRLF, so that a double click opens it right in a spreadsheet. Numbers of
 * orders and goods are followed by a TAB, as Alipay does, where a spreadsheet would make another value of them. Memory does
 * not grow with the rows.
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly CsvValue[])[]>,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    yield `\ufeff${csvLine(header)}`;
    for await (const rows of batches) yield rows.map(csvLine).join('');
  }
  await pipeline(Readable.from(lines(), { objectMode: false }), createWriteStream(path));
}

/** One line with its end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'bigint') return formatMinor(value);
  if (typeof value === 'number') return String(value);
  if (MADE_OTHER.test(value)) return `${value}\t`;
  const text = neutralise(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatMinor, type Minor } from '../money/money.ts';
import { neutralise } from './neutralise.ts';

/** A value of a csv file: amounts as plain decimals, texts made harmless. */
export type CsvValue = string | number | Minor | null;

const LONG_NUMBER = /^\d{12,}$/;

/**
 * Writes a csv file: UTF-8 with a byte order mark, CRLF, so that a double click opens it right in a spreadsheet. Long
 * numbers are followed by a TAB, as Alipay does, or a spreadsheet would round them. Memory does not grow with the rows.
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
  if (LONG_NUMBER.test(value)) return `${value}\t`;
  const text = neutralise(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

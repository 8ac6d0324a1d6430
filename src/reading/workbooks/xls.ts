import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Origin } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { Readings } from '../readings.ts';
import type { Row, Table } from '../table.ts';
import { RowCollector } from '../text/row-collector.ts';
import { customFormat, momentOf } from './serials.ts';
import { refuseManySheets } from './workbook-parts.ts';

const ROWS_A_BATCH = 1000;
/** From here on Excel has rounded: it keeps 15 digits. */
const EXACT_BELOW = 1e15;

/**
 * The sheets of workbooks that cannot be streamed: BIFF `.xls`, and `.xlsb` and `.ods`. They are read whole, up to the
 * limit. Cells come as those of `xlsxTables` do; a number of more than 15 digits has lost some, which its exponent
 * form shows.
 */
export async function* wholeTables(place: Place, origin: Origin, encoding: string): AsyncGenerator<Table> {
  const limit = place.options.limits.whole_file_bytes_max;
  if (origin.size > limit) throw errorAt(place, 'whole_file_too_large', { limit });
  const workbook = await workbookOf(place, await origin.read(0, origin.size));
  refuseManySheets(place, workbook.SheetNames.length);
  const from1904 = workbook.Workbook?.WBProps?.date1904 === true;
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    if (sheet !== undefined) yield sheetTable({ ...place, sheet: name }, sheet, encoding, from1904);
  }
}

async function workbookOf(place: Place, bytes: Buffer): Promise<WorkBook> {
  // The name of the stream in which Excel keeps what it has encrypted, as UTF-16.
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw errorAt(place, 'workbook_encrypted');
  // Loaded when first needed: hardly any file is of this kind, and every reading thread would wait for it.
  const { read } = await import('@e965/xlsx');
  try {
    return read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false });
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw locked
      ? errorAt(place, 'workbook_encrypted', {}, error)
      : errorAt(place, 'workbook_broken', { row: 0 }, error);
  }
}

function sheetTable(place: Place, sheet: WorkSheet, encoding: string, from1904: boolean): Table {
  const collectors = new Readings(() => new RowCollector(place));
  const lines: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  return {
    member: place.member,
    sheet: place.sheet,
    encoding,
    select: (columns) => collectors.current.select(columns),
    async *rows() {
      const collector = collectors.begin();
      for (let from = 0; from < lines.length; from += ROWS_A_BATCH) {
        place.options.signal?.throwIfAborted();
        const rows = batchOf(collector, lines.slice(from, from + ROWS_A_BATCH), from, from1904);
        if (rows.length > 0) yield rows;
      }
    },
  };
}

function batchOf(
  collector: RowCollector,
  lines: readonly (readonly (CellObject | undefined)[] | undefined)[],
  from: number,
  from1904: boolean,
): Row[] {
  for (const [index, line] of lines.entries()) {
    collector.startRow(from + index + 1);
    for (const [column, cell] of (line ?? []).entries()) {
      collector.column = column;
      if (cell !== undefined) collector.setCell(textOf(cell, from1904));
    }
    collector.endRow();
  }
  return collector.take();
}

function textOf(cell: CellObject, from1904: boolean): string {
  switch (cell.t) {
    case 'z':
      return '';
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    case 'e':
      return ERRORS[String(cell.v)] ?? '#ERROR';
    case 'n':
      return numberText(+(cell.v ?? 0), String(cell.z ?? ''), from1904);
    default:
      return String(cell.v ?? '');
  }
}

const ERRORS: Readonly<Record<string, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

function numberText(value: number, format: string, from1904: boolean): string {
  const kind = customFormat(format);
  if (kind !== null) return momentOf(String(value), kind, from1904);
  return Math.abs(value) < EXACT_BELOW ? String(value) : value.toExponential().toUpperCase();
}

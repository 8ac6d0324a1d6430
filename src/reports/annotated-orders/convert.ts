import type { Language } from '../../model/language.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { ReadingOptions, Row, Table } from '../../reading/table.ts';
import { cellXml, lettersOf, type StyledCell, textCellXml } from '../xlsx/cells.ts';
import { writeWorkbook } from '../xlsx/workbook.ts';
import { type AnnotatedTable, isHeaderRow } from './annotated-table.ts';
import { type AnnotatedRow, existingColumns, titlesIn } from './columns.ts';
import { ResultCursor } from './cursor.ts';

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="18"/><sheetData>';

/**
 * Writes a file that cannot be patched in place (old binary .xls, HTML, SpreadsheetML) as a new .xlsx with the result
 * columns: every sheet, every cell as the text that was read, numbers of orders whole. Styles are not carried over.
 */
export async function convertToWorkbook(
  path: string,
  tables: readonly AnnotatedTable[],
  out: string,
  options: ReadingOptions,
  language: Language,
): Promise<void> {
  await writeWorkbook(out, async (book) => {
    let count = 0;
    for await (const found of openTables(path, options)) {
      count += 1;
      const table = tables.find((one) => one.sheet === found.sheet);
      await book.addSheet(found.sheet ?? `Sheet${count}`, sheetXml(found, table, language));
    }
  });
}

async function* sheetXml(
  found: Table,
  table: AnnotatedTable | undefined,
  language: Language,
): AsyncGenerator<Buffer> {
  const cursor = table === undefined ? null : new ResultCursor(table.rows);
  let width = 0;
  yield Buffer.from(HEAD);
  for await (const rows of found.rows()) {
    await cursor?.reach(rows.at(-1)?.number ?? 0);
    const lines = rows.map((row) => {
      if (table === undefined || cursor === null) return rowXml(row, row.cells);
      if (width === 0 && isHeaderRow(table, row.cells)) {
        const existing = existingColumns(row.cells);
        width = existing >= 0 ? existing : row.cells.length;
        return rowXml(row, beside(row.cells, width, titlesIn(language)));
      }
      const result = cursor.take(row.number);
      return rowXml(row, result === null ? row.cells : beside(row.cells, width, resultCells(result)));
    });
    yield Buffer.from(lines.join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

type Cell = string | StyledCell;

function resultCells(row: AnnotatedRow): StyledCell[] {
  const text = (value: string): StyledCell => ({ value, kind: 'text', style: 'plain' });
  const amount: StyledCell = { value: row.discrepancy_minor, kind: 'money', style: 'money' };
  return [text(row.result), amount, text(row.cause), text(row.evidence)];
}

function beside(cells: readonly string[], width: number, added: readonly Cell[]): Cell[] {
  const before = Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return [...before, ...added, ...cells.slice(width + added.length)];
}

/** The seller's own cells stay as they were read; a text in a cell of a workbook is never run. */
function rowXml(row: Row, cells: readonly Cell[]): string {
  const written = cells.map((cell, at) => {
    const reference = `${lettersOf(at + 1)}${row.number}`;
    if (typeof cell !== 'string') return cellXml(reference, cell);
    return cell === '' ? '' : textCellXml(reference, cell, 'id');
  });
  return `<row r="${row.number}">${written.join('')}</row>`;
}

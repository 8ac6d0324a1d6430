import type { Language } from '../../model/language.ts';
import { openTables } from '../../reading/open-tables.ts';
import type { Content } from '../../reading/origin.ts';
import type { Place } from '../../reading/place.ts';
import type { ReadingOptions } from '../../reading/table.ts';
import { scanWhole } from '../../reading/workbooks/markup.ts';
import { partTargets, workbookSink } from '../../reading/workbooks/workbook-parts.ts';
import { HEADER_ROWS_MAX } from '../../sources/recognize.ts';
import { openZip } from '../zip/archive.ts';
import { ZipWriter } from '../zip/writer.ts';
import { type AnnotatedTable, isHeaderRow } from './annotated-table.ts';
import { existingColumns } from './columns.ts';
import { ResultCursor } from './cursor.ts';
import { cellsOf, SheetPatcher, type SheetPlan } from './sheet-patcher.ts';
import { isFilled, SheetRows } from './sheet-rows.ts';

/** Parts beyond this size keep room for 64-bit sizes. */
const LARGE_BYTES = 3_000_000_000;

/** An .xlsx workbook to annotate, its parts readable by name. */
export interface WorkbookFile {
  readonly path: string;
  readonly place: Place;
  readonly parts: ReadonlyMap<string, Content>;
}

/**
 * Writes the workbook again with the result columns in the sheets of the tables. Only those worksheet parts change, and
 * in them only the rows of orders, the declared size and the column widths; every other part is copied byte for byte.
 */
export async function annotateWorkbook(
  file: WorkbookFile,
  tables: readonly AnnotatedTable[],
  out: string,
  language: Language,
): Promise<void> {
  const sheets = await sheetParts(file);
  const plans = new Map<string, SheetPlan>();
  for (const table of tables) {
    const part = sheets.get(table.sheet ?? '');
    if (part !== undefined) plans.set(part, await planOf(file, table, part, language));
  }
  const zip = await openZip(file.path);
  const writer = await ZipWriter.create(out);
  try {
    for (const member of zip.members) {
      const plan = plans.get(member.name);
      const part = file.parts.get(member.name);
      if (plan === undefined || part === undefined) await writer.copy(zip, member);
      else {
        const large = member.unpacked_bytes > LARGE_BYTES;
        const named = { name: member.raw_name, utf8: member.utf8, stamp: member.stamp, large };
        await writer.add(named, patchedSheet(part, plan));
      }
    }
    await writer.finish(zip.comment);
  } catch (error) {
    await writer.abandon().catch(() => undefined);
    throw error;
  } finally {
    await zip.close();
  }
}

/** Which part each sheet is, by its name. */
async function sheetParts(file: WorkbookFile): Promise<Map<string, string>> {
  const partOf = (name: string): Content | undefined => file.parts.get(name);
  const root = await partTargets(file.place, partOf, '');
  const main = root.find((target) => target.type === 'officeDocument')?.name ?? 'xl/workbook.xml';
  const part = partOf(main);
  if (part === undefined) return new Map();
  const sink = workbookSink(file.place);
  await scanWhole(file.place, part, sink);
  const targets = new Map((await partTargets(file.place, partOf, main)).map(({ id, name }) => [id, name]));
  return new Map(sink.sheets.map((sheet) => [sheet.name, targets.get(sheet.relation) ?? '']));
}

async function planOf(
  file: WorkbookFile,
  table: AnnotatedTable,
  part: string,
  language: Language,
): Promise<SheetPlan> {
  const header = await headerOf(file.path, file.place.options, table);
  const existing = header === null ? -1 : existingColumns(header.cells);
  const content = file.parts.get(part);
  const free = content === undefined ? 0 : await lastFilledColumn(content);
  return {
    header_row: header?.number ?? 0,
    first_column: existing >= 0 ? existing + 1 : Math.max(free, header?.cells.length ?? 0) + 1,
    existing: existing >= 0,
    money_style: await moneyStyle(file),
    cursor: new ResultCursor(table.rows),
    language,
  };
}

async function headerOf(
  path: string,
  options: ReadingOptions,
  table: AnnotatedTable,
): Promise<{ number: number; cells: readonly string[] } | null> {
  for await (const found of openTables(path, options)) {
    if (found.sheet !== table.sheet) continue;
    for await (const rows of found.rows()) {
      const header = rows.find((row) => isHeaderRow(table, row.cells));
      if (header !== undefined) return header;
      if ((rows.at(-1)?.number ?? 0) > HEADER_ROWS_MAX) break;
    }
    return null;
  }
  return null;
}

/** The last column in which any row holds something: ours must not cover a stray cell of the seller's. */
async function lastFilledColumn(part: Content): Promise<number> {
  const rows = new SheetRows();
  let last = 0;
  for await (const chunk of part.chunks()) {
    for (const piece of rows.write(chunk.toString('latin1'))) {
      if (piece.is !== 'row') continue;
      const cells = cellsOf(piece.xml.slice(piece.xml.indexOf('>') + 1), rows.prefix);
      last = Math.max(last, cells.findLast((cell) => isFilled(cell.xml))?.column ?? 0);
    }
  }
  return last;
}

/** A cell style of the workbook whose number format is an amount with two decimals. */
async function moneyStyle(file: WorkbookFile): Promise<number | null> {
  const part = file.parts.get('xl/styles.xml');
  if (part === undefined) return null;
  const text = Buffer.concat(await Array.fromAsync(part.chunks())).toString();
  const cells = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(text)?.[0] ?? '';
  const formats = [...cells.matchAll(/<(?:\w+:)?xf\s[^>]*?numFmtId="(\d+)"/g)].map((match) => match[1]);
  const at = formats.findIndex((format) => format === '4' || format === '2');
  return at < 0 ? null : at;
}

async function* patchedSheet(part: Content, plan: SheetPlan): AsyncGenerator<Buffer> {
  const rows = new SheetRows();
  const patcher = new SheetPatcher(plan);
  for await (const chunk of part.chunks()) {
    const pieces = rows.write(chunk.toString('latin1'));
    const last = pieces.findLast((piece) => piece.is === 'row');
    if (last?.is === 'row') await plan.cursor.reach(last.number);
    const text = pieces.map((piece) => patcher.patch(piece, rows.prefix)).join('');
    if (text !== '') yield Buffer.from(text, 'latin1');
  }
  yield Buffer.from(
    rows
      .end()
      .map((piece) => piece.xml)
      .join(''),
    'latin1',
  );
}

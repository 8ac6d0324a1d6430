import { utils, write } from '@e965/xlsx';
import { encodeGb18030 } from '../../simulator/gb18030.ts';
import type { Random } from '../../simulator/random.ts';
import type { Grid } from './grids.ts';
import { type PackedFile, pack } from './pack.ts';

type Rows = Grid['rows'];

/** A way in which a file can hold a table. */
export interface Carrier {
  readonly name: string;
  /** Whether every text comes out as it went in, so that the facts must be the same in all such carriers. */
  readonly exact: boolean;
  write(rows: Rows, random: Random): Buffer;
  /** Whether a row written so is there: blank ones are none. */
  solid(cells: readonly string[]): boolean;
}

/** All ways, text files first. */
export const CARRIERS: readonly Carrier[] = [
  text('utf-8', (csv) => Buffer.from(csv)),
  text('utf-8 with mark', (csv) => Buffer.from(`\uFEFF${csv}`)),
  text('gb18030', (csv) => Buffer.from(encodeGb18030(csv))),
  text('utf-16le with mark', (csv) => Buffer.from(`\uFEFF${csv}`, 'utf16le')),
  text('utf-16be with mark', (csv) => Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16()),
  workbook('xlsx, inline', (rows) => xlsx(rows, false)),
  workbook('xlsx, shared', (rows) => xlsx(rows, true)),
  workbook('spreadsheetml', spreadsheetml),
  {
    ...workbook('html', html),
    exact: false,
    solid: (cells) => cells.some((cell) => legal(cell).trim() !== ''),
  },
  { ...workbook('xls', (rows) => bySheetJs(rows, 'biff8')), exact: false },
  { ...workbook('xlsb', (rows) => bySheetJs(rows, 'xlsb')), exact: false },
  { ...workbook('ods', (rows) => bySheetJs(rows, 'ods')), exact: false },
];

/** A text file of commas, every cell in quotes, in UTF-8: the plainest way to write a table. */
export function plainText(rows: Rows): Buffer {
  return Buffer.from(rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''));
}

function text(name: string, encode: (csv: string) => Buffer): Carrier {
  const put = (rows: Rows, random: Random): Buffer => {
    const delimiter = random.chance(8500) ? ',' : random.pick(['\t', ';']);
    const lineEnd = random.pick(['\r\n', '\n', '\r\n', '\n', '\r']);
    const isOdd = new RegExp(`["\r\n${delimiter}]`);
    const quotesAll = random.chance(5000);
    const cell = (value: string): string => (quotesAll || isOdd.test(value) ? quoted(value) : value);
    const lines = rows.map((cells) => cells.map(cell).join(delimiter)).join(lineEnd);
    return encode(random.chance(8000) ? lines + lineEnd : lines);
  };
  const solid = (cells: readonly string[]): boolean => cells.some((cell) => cell.replaceAll('\0', '') !== '');
  return { name, exact: true, write: put, solid };
}

function workbook(name: string, put: (rows: Rows) => Buffer): Carrier {
  return { name, exact: true, write: put, solid: (cells) => cells.some((cell) => legal(cell) !== '') };
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Without the characters that XML cannot hold. */
function legal(cell: string): string {
  return cell.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

function escaped(cell: string): string {
  return legal(cell)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The part of a sheet with these rows, as XML. */
export function sheetXml(rows: string): string {
  return `${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
}

/** The parts of a workbook with one sheet; more parts take the place of those of the same name. */
export function xlsxParts(sheet: string, more: Readonly<Record<string, string>> = {}): PackedFile[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${XML}<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  };
  return Object.entries(parts).map(([name, part]) => ({ name, bytes: Buffer.from(part) }));
}

function xlsx(rows: Rows, shares: boolean): Buffer {
  const strings = new Map<string, number>();
  const cellXml = (cell: string): string => {
    const value = escaped(cell).replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
    if (!shares) return `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
    const index = strings.get(value) ?? strings.size;
    strings.set(value, index);
    return `<c t="s"><v>${index}</v></c>`;
  };
  const lines = rows.map((cells, at) => `<row r="${at + 1}">${cells.map(cellXml).join('')}</row>`).join('');
  const items = [...strings.keys()].map((value) => `<si><t xml:space="preserve">${value}</t></si>`).join('');
  const shared = { 'xl/sharedStrings.xml': `${XML}<sst ${MAIN}>${items}</sst>` };
  return pack(xlsxParts(sheetXml(lines), shares ? shared : {}));
}

function spreadsheetml(rows: Rows): Buffer {
  const cellXml = (cell: string): string => `<Cell><Data ss:Type="String">${escaped(cell)}</Data></Cell>`;
  const lines = rows.map((cells) => `<Row>${cells.map(cellXml).join('')}</Row>\n`).join('');
  const space = 'urn:schemas-microsoft-com:office:spreadsheet';
  const table = `<Worksheet ss:Name="Sheet1"><Table>${lines}</Table></Worksheet>`;
  return Buffer.from(
    `<?xml version="1.0"?>\n<Workbook xmlns="${space}" xmlns:ss="${space}">${table}</Workbook>`,
  );
}

function html(rows: Rows): Buffer {
  const lines = rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>\n`,
  );
  return Buffer.from(`<html><meta charset="utf-8"><body><table>${lines.join('')}</table></body></html>`);
}

/** A cell of an .xls holds no more. */
const CHARACTERS_MAX = 32_767;

function bySheetJs(rows: Rows, bookType: 'biff8' | 'xlsb' | 'ods'): Buffer {
  const cells = rows.map((row) => row.map((cell) => legal(cell).slice(0, CHARACTERS_MAX) || null));
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), 'Sheet1');
  return write(book, { type: 'buffer', bookType });
}

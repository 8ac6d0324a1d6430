import { DAY_SECONDS } from '../wall-clock.ts';
import { ByteSink, type ByteTarget } from './byte-sink.ts';
import { type OutColumn, type TableWriter, writeCell } from './column.ts';
import { ZipFile } from './zip.ts';

/** How the cells of a workbook are written: all of these are seen in real exports. */
export interface XlsxStyle {
  /** Strings in a shared table at the end of the file, or inside their cells. */
  readonly strings: 'shared' | 'inline';
  /** Amounts as numbers instead of text. */
  readonly amountsAsNumbers: boolean;
  /** Times as serial numbers with a date format instead of text. */
  readonly timesAsSerials: boolean;
  /** `A1:A1`: the wrong dimension that many exporters write; readers must not trust it. */
  readonly wrongDimension: boolean;
}

/** The usual workbook: everything is text. */
export const XLSX_PLAIN: XlsxStyle = {
  strings: 'inline',
  amountsAsNumbers: false,
  timesAsSerials: false,
  wrongDimension: true,
};

/** Rows that a sheet can hold below its header. */
export const SHEET_ROWS_MAX = 1_048_575;

const EPOCH_SERIAL = 25_569;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** One sheet of a workbook, streamed. The whole workbook is one sheet. */
export class XlsxWriter<R> implements TableWriter<R> {
  rows = 0;
  private readonly zip: ZipFile;
  private readonly sheet: ByteTarget;
  private readonly sink = new ByteSink((text) => Buffer.from(text, 'utf8'));
  private readonly cell = new ByteSink((text) => Buffer.from(text, 'utf8'));
  private readonly columns: readonly OutColumn<R>[];
  private readonly letters: readonly string[];
  private readonly style: XlsxStyle;
  private readonly shared = new Map<string, number>();

  constructor(path: string, sheetName: string, style: XlsxStyle, columns: readonly OutColumn<R>[]) {
    this.columns = columns;
    this.style = style;
    this.letters = columns.map((_, at) => columnLetters(at));
    this.zip = new ZipFile(path);
    for (const [name, xml] of workbookParts(sheetName, style)) this.zip.add(ascii(name), utf8(HEAD + xml));
    this.sheet = this.zip.member(ascii('xl/worksheets/sheet1.xml'));
    const dimension = style.wrongDimension ? '<dimension ref="A1:A1"/>' : '';
    this.sink.text(`${HEAD}<worksheet xmlns="${MAIN}">${dimension}<sheetData>`);
    this.headerRow(columns.map((column) => column.header));
  }

  row(row: R): void {
    this.rows += 1;
    const number = String(this.rows + 1);
    this.sink.ascii(`<row r="${number}">`);
    this.columns.forEach((column, at) => {
      this.rowCell(column, row, (this.letters[at] ?? '') + number);
    });
    this.sink.ascii('</row>');
    this.sink.drain(this.sheet);
  }

  close(): void {
    this.sink.ascii('</sheetData></worksheet>');
    this.sink.flush(this.sheet);
    this.sheet.close();
    if (this.style.strings === 'shared') {
      this.zip.add(ascii('xl/sharedStrings.xml'), utf8(HEAD + sharedStrings([...this.shared.keys()])));
    }
    this.zip.close();
  }

  private headerRow(headers: readonly string[]): void {
    this.sink.ascii('<row r="1">');
    headers.forEach((header, at) => {
      this.stringCell(`${this.letters[at] ?? ''}1`, header);
    });
    this.sink.ascii('</row>');
  }

  private rowCell(column: OutColumn<R>, row: R, reference: string): void {
    if (column.kind === 'minor' && this.style.amountsAsNumbers) {
      const amount = column.of(row);
      if (amount !== null) this.numberCell(reference, String(amount / 100), '');
      return;
    }
    if (column.kind === 'time' && this.style.timesAsSerials) {
      const at = column.of(row);
      if (at !== null) this.numberCell(reference, String(EPOCH_SERIAL + at / DAY_SECONDS), ' s="1"');
      return;
    }
    writeCell(this.cell, column, row);
    const length = this.cell.length;
    if (length === 0) return;
    const value = Buffer.from(this.cell.bytes.buffer, 0, length).toString('utf8');
    this.cell.length = 0;
    if (column.kind === 'id' && column.isNumber?.(row) === true) this.numberCell(reference, value, '');
    else this.stringCell(reference, value);
  }

  private numberCell(reference: string, value: string, attributes: string): void {
    this.sink.ascii(`<c r="${reference}"${attributes}><v>${value}</v></c>`);
  }

  private stringCell(reference: string, value: string): void {
    if (this.style.strings === 'shared') {
      const index = this.shared.get(value) ?? this.shared.size;
      this.shared.set(value, index);
      this.sink.ascii(`<c r="${reference}" t="s"><v>${index}</v></c>`);
      return;
    }
    this.sink.ascii(`<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">`);
    this.sink.raw(utf8(escapeXml(value)));
    this.sink.ascii('</t></is></c>');
  }
}

/** `A` … `Z`, `AA` … */
export function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetters(Math.floor(at / 26) - 1) + letter;
}

/** Text as the content of an XML element. */
export function escapeXml(value: string): string {
  return /[&<>]/.test(value)
    ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : value;
}

function utf8(value: string): Uint8Array {
  return Buffer.from(value, 'utf8');
}

function ascii(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}

function sharedStrings(values: readonly string[]): string {
  const items = values.map((value) => `<si><t xml:space="preserve">${escapeXml(value)}</t></si>`);
  return `<sst xmlns="${MAIN}" uniqueCount="${values.length}">${items.join('')}</sst>`;
}

function workbookParts(sheetName: string, style: XlsxStyle): [string, string][] {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${type}.${kind}+xml"/>`;
  const relation = (number: number, kind: string, to: string) =>
    `<Relationship Id="rId${number}" Type="${OFFICE}/${kind}" Target="${to}"/>`;
  const relations = (content: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  const shared = style.strings === 'shared';
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}${part('styles', 'styles')}${shared ? part('sharedStrings', 'sharedStrings') : ''}</Types>`,
    ],
    ['_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        relation(1, 'worksheet', 'worksheets/sheet1.xml') +
          relation(2, 'styles', 'styles.xml') +
          (shared ? relation(3, 'sharedStrings', 'sharedStrings.xml') : ''),
      ),
    ],
    ['xl/styles.xml', stylesXml()],
  ];
}

function stylesXml(): string {
  return `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>`;
}

import { rename, rm } from 'node:fs/promises';
import { ZipWriter } from '../zip/writer.ts';
import { lettersOf } from './cells.ts';
import { type PageSheet, pageXml, type SheetEnd, type TableSheet, tableXml } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { xmlText } from './xml.ts';

const NAME_CHARACTERS_MAX = 31;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/content-types';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface NamedSheet {
  readonly name: string;
  /** Columns of a table sheet with its last row, null for a page. */
  readonly filter: string | null;
}

/** A new .xlsx file, written sheet by sheet; memory does not grow with a sheet. */
export class WorkbookWriter {
  readonly #path: string;
  readonly #zip: ZipWriter;
  readonly #font: string;
  readonly #sheets: NamedSheet[] = [];

  private constructor(path: string, zip: ZipWriter, font: string) {
    this.#path = path;
    this.#zip = zip;
    this.#font = font;
  }

  /** Starts a workbook beside `path`; it takes its name when it is finished, so no half file is ever found there. */
  static async create(path: string, font = 'Microsoft YaHei'): Promise<WorkbookWriter> {
    return new WorkbookWriter(path, await ZipWriter.create(partial(path)), font);
  }

  /** Adds a free page. */
  async addPage(name: string, page: PageSheet): Promise<void> {
    const place = this.#place(name, null);
    await this.#zip.add(place, [pageXml(page, this.#sheets.length === 1)]);
  }

  /** Adds a table, on as many sheets as it needs: `name`, `name 2`, … */
  async addTable(name: string, sheet: TableSheet): Promise<void> {
    const end: SheetEnd = { rest: [], done: false };
    const last = lettersOf(sheet.columns.length);
    for (let part = 1; !end.done; part += 1) {
      const place = this.#place(part === 1 ? name : `${name} ${part}`, last);
      await this.#zip.add(place, tableXml(sheet, end, this.#sheets.length === 1));
    }
  }

  /** Adds a sheet whose XML the caller makes. */
  async addSheet(name: string, xml: AsyncIterable<Buffer>): Promise<void> {
    await this.#zip.add(this.#place(name, null), xml);
  }

  /** Writes what binds the sheets together and gives the file its name. */
  async finish(): Promise<void> {
    await this.#zip.add('xl/styles.xml', [Buffer.from(stylesXml(this.#font))]);
    await this.#zip.add('xl/workbook.xml', [Buffer.from(workbookXml(this.#sheets))]);
    await this.#zip.add('xl/_rels/workbook.xml.rels', [Buffer.from(relationsXml(this.#sheets))]);
    await this.#zip.add('_rels/.rels', [Buffer.from(ROOT_RELATIONS)]);
    await this.#zip.add('[Content_Types].xml', [Buffer.from(contentTypesXml(this.#sheets))]);
    await this.#zip.finish();
    await rename(partial(this.#path), this.#path);
  }

  /** Gives up: nothing is left behind. */
  async abandon(): Promise<void> {
    await this.#zip.abandon();
    await rm(partial(this.#path), { force: true });
  }

  #place(name: string, filter: string | null): string {
    this.#sheets.push({ name: freeName(name, this.#sheets), filter });
    return `xl/worksheets/sheet${this.#sheets.length}.xml`;
  }
}

/** Writes a workbook as a whole: what `work` adds is there, or nothing is. */
export async function writeWorkbook(
  path: string,
  work: (book: WorkbookWriter) => Promise<void>,
): Promise<void> {
  const book = await WorkbookWriter.create(path);
  try {
    await work(book);
    await book.finish();
  } catch (error) {
    await book.abandon().catch(() => undefined);
    throw error;
  }
}

function partial(path: string): string {
  return `${path}.part`;
}

/** A sheet name as the format allows it: 31 characters, none of `[]:*?/\`, not taken yet. */
function freeName(name: string, taken: readonly NamedSheet[]): string {
  const allowed = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'|'$/g, ' ');
  const names = new Set(taken.map((sheet) => sheet.name.toLowerCase()));
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? '' : ` (${attempt})`;
    const candidate = allowed.slice(0, NAME_CHARACTERS_MAX - suffix.length) + suffix;
    if (!names.has(candidate.toLowerCase())) return candidate;
  }
}

function workbookXml(sheets: readonly NamedSheet[]): string {
  const entries = sheets.map(
    (sheet, index) => `<sheet name="${xmlText(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.flatMap((sheet, index) =>
    sheet.filter === null ? [] : [printTitles(sheet.name, index)],
  );
  const names = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`;
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${entries.join('')}</sheets>${names}</workbook>`;
}

function printTitles(name: string, index: number): string {
  const quoted = xmlText(name.replaceAll("'", "''"));
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${quoted}'!$1:$1</definedName>`;
}

function relationsXml(sheets: readonly NamedSheet[]): string {
  const entries = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`;
  return `${XML}<Relationships xmlns="${RELATIONS}">${entries.join('')}${styles}</Relationships>`;
}

const ROOT_RELATIONS = `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function contentTypesXml(sheets: readonly NamedSheet[]): string {
  const parts = [
    ['/xl/workbook.xml', `${TYPES}.sheet.main+xml`],
    ['/xl/styles.xml', `${TYPES}.styles+xml`],
    ...sheets.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, `${TYPES}.worksheet+xml`]),
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return `${XML}<Types xmlns="${PACKAGE}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

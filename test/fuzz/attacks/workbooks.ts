import { utils, write } from '@e965/xlsx';
import { sheetXml, xlsxParts } from '../../support/carriers.ts';
import { pack } from '../../support/pack.ts';
import type { Attack } from '../attacks.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'.replaceAll(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;
const OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
const HEADER = row(1, ['订单编号', '金额']);

function row(number: number | string, cells: readonly string[]): string {
  return `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

function attack(
  name: string,
  outcome: string | number,
  rows: string,
  more: Readonly<Record<string, string>> = {},
): Attack {
  return { name, file: 'a.xlsx', make: () => pack(xlsxParts(sheetXml(rows), more)), outcome };
}

function part(name: string, outcome: string | number, part: string, xml: string): Attack {
  return attack(`${name} in ${part}`, outcome, HEADER, { [part]: xml });
}

/** A sheet too large for the ratio of zips to matter. */
function large(name: string, outcome: string | number, rows: () => string): Attack {
  const make = (): Buffer => pack(xlsxParts(sheetXml(rows())).map((file) => ({ ...file, stored: true })));
  return { name, file: 'a.xlsx', make, outcome };
}

function shared(index: string): Attack {
  return attack(
    `shared string ${index}`,
    'workbook_broken',
    `<row r="1"><c t="s"><v>${index}</v></c></row>`,
    {
      'xl/sharedStrings.xml': `${XML}<sst><si><t>甲</t></si></sst>`,
    },
  );
}

function sheets(count: number, relation: string): string {
  const list = Array.from({ length: count }, (_, at) => `<sheet name="S${at}" r:id="${relation}"/>`).join('');
  return `${XML}<workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`;
}

function odsRepeating(attributes: string): Buffer {
  const cell = `<table:table-row ${attributes}><table:table-cell office:value-type="string" ${attributes}><text:p>1</text:p></table:table-cell></table:table-row>`;
  const xml = `${XML}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">${cell}</table:table></office:spreadsheet></office:body></office:document-content>`;
  const mimetype = Buffer.from('application/vnd.oasis.opendocument.spreadsheet');
  return pack([
    { name: 'mimetype', bytes: mimetype, stored: true },
    { name: 'content.xml', bytes: Buffer.from(xml) },
  ]);
}

function biff(change: (bytes: Buffer) => Buffer): Buffer {
  const book = utils.book_new();
  const rows = Array.from({ length: 300 }, (_, at) => [`订单${at}`, '1.00', '交易成功']);
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
  return change(write(book, { type: 'buffer', bookType: 'biff8' }));
}

/** Workbooks: .xlsx, .xls, .ods. */
export const workbookAttacks: readonly Attack[] = [
  ...['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml', '_rels/.rels'].flatMap(
    (name) => [
      part('a billion laughs', 'xml_with_dtd', name, `${XML}${LAUGHS}<x>&j;</x>`),
      part('an entity from outside', 'xml_with_dtd', name, `${XML}${OUTSIDE}<x>&x;</x>`),
    ],
  ),
  ...['-1', '1', '1e9', '1.5', 'abc', '99999999999999999999'].map(shared),
  attack('a dimension that lies', 1, `</sheetData><dimension ref="A1:XFD1048576"/><sheetData>${HEADER}`),
  attack('rows in no order', 4, HEADER + row(9, ['1']) + row(3, ['2']) + row(3, ['3'])),
  attack('a row number that is none', 'workbook_broken', HEADER + row('abc', ['1']) + row(3, ['2'])),
  attack('a row number with a fraction', 'workbook_broken', HEADER + row('2.5', ['1']) + row(3, ['2'])),
  attack('a row far below', 'too_many_rows', HEADER + row('1e12', ['1'])),
  attack('a column far right', 'too_many_columns', `${HEADER}<row r="2"><c r="XFDXFD2"><v>1</v></c></row>`),
  attack(
    'rows that do not close',
    'workbook_broken',
    `${HEADER}<row r="2"><c><v>1</v></c></rov>${row(3, ['2'])}`,
  ),
  part('many sheets of one part', 'too_many_sheets', 'xl/workbook.xml', sheets(100_000, 'rId1')),
  part('two sheets of one part', 'workbook_broken', 'xl/workbook.xml', sheets(2, 'rId1')),
  part('a sheet without its part', 'workbook_broken', 'xl/workbook.xml', sheets(1, 'rId99')),
  part('no sheet', 0, 'xl/workbook.xml', sheets(0, '')),
  large(
    'hundreds of thousands of empty cells',
    1,
    () => `${HEADER}<row r="2">${'<c r="B2"/>'.repeat(300_000)}</row>`,
  ),
  large('hundreds of thousands of empty rows', 1, () => HEADER + '<row></row>'.repeat(300_000)),
  large(
    'hundreds of thousands of cells in a row',
    'too_many_columns',
    () => `${HEADER}<row>${'<c><v>1</v></c>'.repeat(300_000)}</row>`,
  ),
  large('elements a million deep', 'workbook_broken', () => HEADER + '<a>'.repeat(1_000_000)),
  {
    name: 'an .ods that repeats a cell',
    file: 'a.ods',
    make: () =>
      odsRepeating('table:number-columns-repeated="100000000" table:number-rows-repeated="100000000"'),
    outcome: 'workbook_broken',
  },
  {
    name: 'an .xls cut short',
    file: 'a.xls',
    make: () => biff((bytes) => bytes.subarray(0, bytes.length / 2)),
    outcome: 'workbook_broken',
  },
  {
    name: 'an .xls that is encrypted',
    file: 'a.xls',
    make: () => biff((bytes) => Buffer.concat([bytes, Buffer.from('EncryptedPackage', 'utf16le')])),
    outcome: 'workbook_encrypted',
  },
];

import type { Attack } from '../attacks.ts';

const SPACE = 'urn:schemas-microsoft-com:office:spreadsheet';
const CELL = '<Cell><Data ss:Type="String">甲</Data></Cell>';

function sheet(rows: string): string {
  return `<Worksheet ss:Name="S"><Table>${rows}</Table></Worksheet>`;
}

function xml(
  name: string,
  outcome: string | number,
  sheets: () => string,
  head = '<?xml version="1.0"?>',
): Attack {
  const make = (): Buffer =>
    Buffer.from(`${head}<Workbook xmlns="${SPACE}" xmlns:ss="${SPACE}">${sheets()}</Workbook>`);
  return { name: `SpreadsheetML: ${name}`, file: 'a.xls', make, outcome };
}

function html(name: string, outcome: string | number, body: () => string, head = ''): Attack {
  const make = (): Buffer => Buffer.from(`<html>${head}<table><tr><td>甲</td></tr>${body()}</table></html>`);
  return { name: `HTML: ${name}`, file: 'a.xls', make, outcome };
}

/** Pages and SpreadsheetML. */
export const markupAttacks: readonly Attack[] = [
  xml(
    'an entity that grows',
    'xml_with_dtd',
    () => sheet('&b;'),
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
  ),
  xml(
    'an entity from outside',
    'xml_with_dtd',
    () => sheet('&x;'),
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
  ),
  xml(
    'an encoding that is none',
    1,
    () => sheet(`<Row>${CELL.replace('甲', 'a')}</Row>`),
    '<?xml version="1.0" encoding="gb-none"?>',
  ),
  xml('rows in no order', 2, () => sheet(`<Row ss:Index="9">${CELL}</Row><Row ss:Index="3">${CELL}</Row>`)),
  ...['0', '-1'].map((index) =>
    xml(`row ${index}`, 1, () => sheet(`<Row ss:Index="${index}">${CELL}</Row>`)),
  ),
  ...['abc', '1.5'].map((index) =>
    xml(`row ${index}`, 'workbook_broken', () => sheet(`<Row ss:Index="${index}">${CELL}</Row>`)),
  ),
  ...['0', '-1', 'abc', '1.5'].map((index) =>
    xml(`cell ${index}`, 'workbook_broken', () =>
      sheet(`<Row>${CELL}${CELL.replace('<Cell', `<Cell ss:Index="${index}"`)}</Row>`),
    ),
  ),
  xml('a cell merged without end', 'too_many_columns', () =>
    sheet(`<Row>${CELL.replace('<Cell', '<Cell ss:MergeAcross="1e99"')}${CELL}</Row>`),
  ),
  xml('a cell merged across what is no number', 'workbook_broken', () =>
    sheet(`<Row>${CELL.replace('<Cell', '<Cell ss:MergeAcross="abc"')}${CELL}</Row>`),
  ),
  xml('a row far below', 'too_many_rows', () => sheet(`<Row ss:Index="1e12">${CELL}</Row>`)),
  xml('rows that do not close', 'workbook_broken', () => sheet(`<Row>${CELL}</Rov><Row>${CELL}</Row>`)),
  xml('many sheets', 'too_many_sheets', () => sheet(`<Row>${CELL}</Row>`).repeat(20_000)),
  xml('hundreds of thousands of cells in a row', 'too_many_columns', () =>
    sheet(`<Row>${CELL.repeat(100_000)}</Row>`),
  ),
  xml('a tag full of quoted brackets', 1, () => sheet(`<Row ${'a=">" '.repeat(100_000)}>${CELL}</Row>`)),
  html('an encoding that is none', 1, () => '', '<meta charset="big5-none">'),
  html('cells that reach far', 2, () =>
    '<tr><td colspan="1000000000" rowspan="1000000000">1</td></tr>'.repeat(1),
  ),
  html(
    'cells that reach into each other',
    'too_many_columns',
    () => `<tr>${'<td colspan="999" rowspan="999">1</td>'.repeat(10_000)}</tr>`,
  ),
  html(
    'hundreds of thousands of cells in a row',
    'too_many_columns',
    () => `<tr>${'<td>1'.repeat(300_000)}</tr>`,
  ),
  html('tables deep in tables', 'workbook_broken', () => '<table>'.repeat(300_000)),
  html('a tag that does not end', 'workbook_broken', () => '<tr><td title="x>1</td></tr><tr><td>2</td></tr>'),
  html('a comment that does not end', 'workbook_broken', () => '<tr><td>1</td></tr><!-- <tr><td>2</td></tr>'),
  html('a script that does not end', 'workbook_broken', () => '<script><tr><td>2</td></tr>'),
  html('scripts without number', 1, () => '<style></style>'.repeat(100_000)),
  html('a tag full of quoted brackets', 2, () => `<tr ${'a=">" '.repeat(100_000)}><td>1</td></tr>`),
];

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Packed,
  readingOptions,
  readTables,
  temporaryFile,
  zipOf,
} from '../../../test/support/reading.ts';
import { openTables } from '../open-tables.ts';

/*
 * Markup that is damaged, or made to take what stands in it along unnoticed. Each is refused by name of file and row, or
 * read without a loss.
 */

const SPACE =
  'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"';
const TEXT = '<Data ss:Type="String">1</Data>';

function spreadsheetml(rows: string): string {
  return `<?xml version="1.0"?><Workbook ${SPACE}><Worksheet ss:Name="S"><Table>${rows}</Table></Worksheet></Workbook>`;
}

/** A workbook whose sheets have these relations; there is one part, `rId1`. */
async function xlsx(rows: string, relations: readonly string[] = ['rId1']): Promise<Uint8Array> {
  const sheets = relations.map((id, at) => `<sheet name="S${at}" r:id="${id}"/>`).join('');
  const parts: Packed[] = [
    ['xl/workbook.xml', `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/></Relationships>',
    ],
    ['xl/sheet.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`],
  ];
  return zipOf(parts);
}

const CELL = '<c><v>1</v></c>';
const BROKEN: readonly (readonly [title: string, content: string | Promise<Uint8Array>, row: number])[] = [
  ['SpreadsheetML, a row that another name closes', spreadsheetml(`<Row><Cell>${TEXT}</Cell></Rov>`), 0],
  [
    'SpreadsheetML, a row number that is none',
    spreadsheetml(`<Row ss:Index="x"><Cell>${TEXT}</Cell></Row>`),
    0,
  ],
  ['SpreadsheetML, column 0', spreadsheetml(`<Row><Cell ss:Index="0">${TEXT}</Cell></Row>`), 1],
  [
    'SpreadsheetML, a column that is none',
    spreadsheetml(`<Row><Cell ss:MergeAcross="x"/><Cell>${TEXT}</Cell></Row>`),
    1,
  ],
  [
    'SpreadsheetML, a column taken twice',
    spreadsheetml(`<Row><Cell>${TEXT}</Cell><Cell ss:Index="1">${TEXT}</Cell></Row>`),
    1,
  ],
  ['.xlsx, a row number that is none', xlsx(`<row r="1">${CELL}</row><row r="x">${CELL}</row>`), 1],
  ['.xlsx, a column taken twice', xlsx('<row><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>'), 1],
  ['.xlsx, a row that another name closes', xlsx(`<row>${CELL}</rov>`), 1],
  ['.xlsx, elements without end', xlsx('<a>'.repeat(2000) + '</a>'.repeat(2000)), 0],
  ['.xlsx, a sheet without its part', xlsx(`<row>${CELL}</row>`, ['rId9']), 0],
  ['.xlsx, a part that is two sheets', xlsx(`<row>${CELL}</row>`, ['rId1', 'rId1']), 0],
  ['a page that ends in a table', '<html><table><tr><td>1</td></tr><tr><td>2', 2],
  ['a page that ends in a tag', '<html><table><tr><td title="x>1</td></tr></table>', 1],
  ['a page that ends in a comment', '<html><table></table><!-- <table><tr><td>1</td></tr></table>', 0],
  ['a page that ends in a script', '<html><table></table><script><table><tr><td>1</td></tr></table>', 0],
];

for (const [title, content, row] of BROKEN) {
  test(title, async () => {
    const path = temporaryFile('broken.xls', await content);
    await assert.rejects(
      readTables(path),
      (error: { code?: string; values?: { row: number; file: string } }) => {
        assert.deepEqual([error.code, error.values?.row], ['workbook_broken', row]);
        assert.match(error.values?.file ?? '', /^broken\.xls/);
        return true;
      },
    );
  });
}

test('a row number that goes back is the next row', async () => {
  for (const content of [
    await xlsx(`<row r="5">${CELL}</row><row r="2">${CELL}</row>`),
    spreadsheetml(`<Row ss:Index="5"><Cell>${TEXT}</Cell></Row><Row ss:Index="2"><Cell>${TEXT}</Cell></Row>`),
  ]) {
    const [table] = await readTables(temporaryFile('a.xls', content));
    assert.deepEqual(
      table?.rows.map((row) => row.number),
      [5, 6],
    );
  }
});

test('an encoding that is none is passed over', async () => {
  const named = spreadsheetml(`<Row><Cell>${TEXT}</Cell></Row>`).replace('"1.0"', '"1.0" encoding="gb-none"');
  const [table] = await readTables(temporaryFile('a.xls', named));
  assert.deepEqual(table?.rows[0]?.cells, ['1']);
});

test('too many sheets', async () => {
  const options = readingOptions({ sheets_max: 2 });
  const two = `<Worksheet ss:Name="S"/><Worksheet ss:Name="T"/>`;
  for (const content of [
    await xlsx('', ['rId1', 'rId2', 'rId3']),
    spreadsheetml('').replace('<Worksheet', `${two}<Worksheet`),
  ]) {
    await assert.rejects(readTables(temporaryFile('a.xls', content), options), {
      message: 'too_many_sheets: a.xls has more than 2 sheets. Save those to import as a file of their own.',
    });
  }
});

test('a sheet of SpreadsheetML that nobody reads is passed over', async () => {
  const sheet = (name: string): string =>
    `<Worksheet ss:Name="${name}"><Table><Row><Cell><Data>${name}</Data></Cell></Row></Table></Worksheet>`;
  const path = temporaryFile(
    'a.xls',
    `<?xml version="1.0"?><Workbook ${SPACE}>${['A', 'B', 'C'].map(sheet).join('')}</Workbook>`,
  );
  const seen: unknown[] = [];
  for await (const table of openTables(path, readingOptions())) {
    if (table.sheet === 'A') continue;
    for await (const rows of table.rows()) {
      seen.push(...rows.map((row) => row.cells));
      break;
    }
  }
  assert.deepEqual(seen, [['B'], ['C']]);
});

test('a cell without end is refused before it fills the memory', async () => {
  const limits = readingOptions({ cell_characters_max: 1000 });
  const text = '甲'.repeat(20_000);
  for (const content of [
    `<html><table><tr><td>${text}`,
    await xlsx(`<row><c t="inlineStr"><is><t>${text}`),
  ]) {
    await assert.rejects(readTables(temporaryFile('a.xls', content), limits), { code: 'cell_too_long' });
  }
});

test('scripts and quoted brackets take no longer than other markup', async () => {
  const brackets = `<tr ${'a=">" '.repeat(200_000)}><td>1</td></tr>`;
  const page = `<html>${'<style></style>'.repeat(50_000)}<table>${brackets}</table></html>`;
  const [table] = await readTables(temporaryFile('a.xls', page));
  assert.deepEqual(
    table?.rows.map((row) => row.cells),
    [['1']],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellsOf,
  type Packed,
  readingOptions,
  readTables,
  temporaryFile,
  zipOf,
} from '../../../test/support/reading.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = [['明细', 'rId1', 'worksheets/sheet1.xml']] as const;

/** The parts of a workbook; a part given again takes the place of the usual one. */
function workbook(
  parts: Readonly<Record<string, string>>,
  sheets: readonly (readonly string[])[] = SHEETS,
): Packed[] {
  const relations = [
    ...sheets.map(([, id, target]) => [id, 'worksheet', target]),
    ['rIdS', 'sharedStrings', 'sharedStrings.xml'],
    ['rIdF', 'styles', 'styles.xml'],
  ];
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook><workbookPr/><sheets>${sheets.map(([name, id]) => `<sheet name="${name}" sheetId="1" r:id="${id}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`).join('')}</Relationships>`,
    ...parts,
  };
  return Object.entries(all);
}

async function readWorkbook(
  parts: Readonly<Record<string, string>>,
  sheets = SHEETS as readonly (readonly string[])[],
  options = readingOptions(),
) {
  return readTables(temporaryFile('book.xlsx', await zipOf(workbook(parts, sheets))), options);
}

const sheetOf = (rows: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="m"><dimension ref="A1:A1"/><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;

const STRINGS = `<sst count="9" uniqueCount="9"><si><t>订单编号</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t xml:space="preserve"> 文本</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>A&amp;B &lt;&#x4e00;&#19968;&gt; _x000D_x</t></si><si><t/></si></sst>`;

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\\ h:mm"/><numFmt numFmtId="165" formatCode="#,##0.00_ ;[Red]\\-#,##0.00\\ "/><numFmt numFmtId="166" formatCode="[h]:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="49"/></cellXfs><dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs></styleSheet>`;

/** One row of cells, and their texts. */
const CELLS: readonly (readonly [title: string, cells: string, texts: readonly string[]])[] = [
  [
    'shared strings',
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>',
    ['订单编号', '富 文本', '東京'],
  ],
  ['entities', '<c r="A1" t="s"><v>3</v></c>', ['A&B <一一> \rx']],
  [
    'inline strings',
    '<c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r><rPh><t>x</t></rPh></is></c>',
    ['甲', '乙丙'],
  ],
  [
    'formulas',
    '<c r="A1" t="str"><f>A2&amp;"x"</f><v>结果</v></c><c r="B1"><f>1+1</f><v>2</v></c>',
    ['结果', '2'],
  ],
  [
    'booleans and errors',
    '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c>',
    ['TRUE', 'FALSE', '#N/A'],
  ],
  [
    'numbers as written',
    '<c r="A1"><v>3.4567890123456701E+18</v></c><c r="B1"><v>12.0</v></c><c r="C1" s="4"><v>-0.1</v></c>',
    ['3.4567890123456701E+18', '12.0', '-0.1'],
  ],
  [
    'numbers that have lost digits',
    '<c r="A1"><v>1763550022700831488</v></c><c r="B1"><v>1763550022700831500</v></c><c r="C1"><v>-1763550022700830000.0</v></c><c r="D1"><v>20260131200040010000000000000000</v></c>',
    ['1.7635500227008315E+18', '1.7635500227008315E+18', '-1.76355002270083E+18', '2.026013120004001E+31'],
  ],
  [
    'long numbers that have lost none',
    '<c r="A1"><v>1763550022700831459</v></c><c r="B1"><v>2088100007353510</v></c><c r="C1"><v>9007199254740992</v></c><c r="D1" t="str"><v>1763550022700831488</v></c>',
    ['1763550022700831459', '2088100007353510', '9007199254740992', '1763550022700831488'],
  ],
  [
    'moments',
    '<c r="A1" s="1"><v>43862</v></c><c r="B1" s="2"><v>43862.4173611111</v></c><c r="C1" s="3"><v>43862.99999</v></c>',
    ['2020-02-01', '2020-02-01 10:01:00', '2020-02-01 23:59:59'],
  ],
  [
    'spans and times',
    '<c r="A1" s="5"><v>1.5</v></c><c r="B1" s="2"><v>0.25</v></c>',
    ['36:00:00', '06:00:00'],
  ],
  ['a text with the style of a date', '<c r="A1" s="1" t="s"><v>0</v></c>', ['订单编号']],
  [
    'ISO moments',
    '<c r="A1" t="d"><v>2020-02-01T00:00:00</v></c><c r="B1" t="d"><v>2020-02-01T10:01:00.000</v></c>',
    ['2020-02-01', '2020-02-01 10:01:00'],
  ],
  ['no references', '<c t="s"><v>0</v></c><c/><c><v>3</v></c>', ['订单编号', '', '3']],
  [
    'gaps',
    '<c r="B1"><v>1</v></c><c r="AA1"><v>2</v></c>',
    ['', '1', ...new Array<string>(24).fill(''), '2'],
  ],
  ['other quotes, other prefix', "<x:c r='B1' t='inlineStr'><x:is><x:t>a>b</x:t></x:is></x:c>", ['', 'a>b']],
  ['CDATA and comments', '<!-- <c> --><c r="A1" t="str"><v><![CDATA[a&b<c]]></v></c>', ['a&b<c']],
  ['an attribute with a bracket', '<c r="A1" t="str" note="a>b"><v>x</v></c>', ['x']],
];

for (const [title, cells, texts] of CELLS) {
  test(`xlsx: ${title}`, async () => {
    const parts = {
      'xl/worksheets/sheet1.xml': sheetOf(`<row r="1">${cells}</row>`),
      'xl/sharedStrings.xml': STRINGS,
      'xl/styles.xml': STYLES,
    };
    const [table] = await readWorkbook(parts);
    assert.ok(table);
    assert.deepEqual(cellsOf(table), [texts]);
    assert.deepEqual([table.sheet, table.member, table.encoding], ['明细', null, 'xlsx']);
  });
}

test('rows: numbers as in the file or counted, blank ones left out, width kept', async () => {
  const rows =
    '<row r="1"><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c s="1"/></row><row><c><v>4</v></c></row><row r="9"/>';
  const [table] = await readWorkbook({ 'xl/worksheets/sheet1.xml': sheetOf(rows) });
  assert.deepEqual(table?.rows, [
    { number: 1, cells: ['1', '2'] },
    { number: 4, cells: ['4', ''] },
  ]);
});

test('days counted from 1904', async () => {
  const [table] = await readWorkbook({
    'xl/workbook.xml':
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheetOf('<row><c s="1"><v>42400</v></c></row>'),
  });
  assert.deepEqual(table?.rows[0]?.cells, ['2020-02-01']);
});

test('all sheets in the order of their tabs, hidden ones too, charts not', async () => {
  const part = (text: string): string => sheetOf(`<row><c t="str"><v>${text}</v></c></row>`);
  const tables = await readWorkbook({
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="二" r:id="b"/><sheet name="一 &amp; 半" state="veryHidden" r:id="a"/><sheet name="图" r:id="c"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${RELATIONS}/worksheet" Target="/xl/worksheets/s1.xml"/><Relationship Id="b" Type="${RELATIONS}/worksheet" Target="worksheets/S2.xml"/><Relationship Id="c" Type="${RELATIONS}/chartsheet" Target="c.xml"/></Relationships>`,
    'xl/worksheets/s1.xml': part('1'),
    'xl/worksheets/s2.xml': part('2'),
  });
  assert.deepEqual(
    tables.map((table) => [table.sheet, cellsOf(table)]),
    [
      ['二', [['2']]],
      ['一 & 半', [['1']]],
    ],
  );
});

test('a workbook inside a zip', async () => {
  const book = await zipOf(workbook({ 'xl/worksheets/sheet1.xml': sheetOf('<row><c><v>1</v></c></row>') }));
  const tables = await readTables(temporaryFile('a.zip', await zipOf([['月账单.xlsx', book]])));
  assert.deepEqual(
    tables.map((table) => [table.member, table.sheet, cellsOf(table)]),
    [['月账单.xlsx', '明细', [['1']]]],
  );
});

test('a long sheet is read in pieces, and only what is selected is kept', async () => {
  const { openTables } = await import('../open-tables.ts');
  const rows = Array.from(
    { length: 60_000 },
    (_, at) => `<row><c t="s"><v>0</v></c><c><v>${at}</v></c></row>`,
  );
  const path = temporaryFile(
    'long.xlsx',
    await zipOf(
      workbook({ 'xl/worksheets/sheet1.xml': sheetOf(rows.join('')), 'xl/sharedStrings.xml': STRINGS }),
    ),
  );
  let batchCount = 0;
  let last: readonly string[] = [];
  for await (const table of openTables(path, readingOptions())) {
    for await (const batch of table.rows()) {
      if (batchCount++ === 0) assert.deepEqual(batch[0]?.cells, ['订单编号', '0']);
      last = batch.at(-1)?.cells ?? [];
      table.select([1]);
    }
  }
  assert.ok(batchCount > 2);
  assert.deepEqual(last, ['', '59999']);
});

const DTD =
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet><sheetData/></worksheet>';
const ROW = '<row r="7"><c><v>1</v></c></row>';

const REFUSED: readonly (readonly [title: string, sheet: string, limits: object, message: string])[] = [
  [
    'a DTD',
    DTD,
    {},
    'xml_with_dtd: book.xlsx › 明细 declares a DTD and is refused for safety. Open it in Excel, save it and import that.',
  ],
  [
    'cut short',
    `<worksheet><sheetData>${ROW}<row`,
    {},
    'workbook_broken: book.xlsx › 明细 cannot be read after row 7: the workbook is damaged or incomplete. Download it again, or open it in Excel and save it.',
  ],
  [
    'tags not closed',
    `<worksheet><sheetData>${ROW}`,
    {},
    'workbook_broken: book.xlsx › 明细 cannot be read after row 7: the workbook is damaged or incomplete. Download it again, or open it in Excel and save it.',
  ],
  [
    'no such shared string',
    sheetOf('<row r="2"><c t="s"><v>99</v></c></row>'),
    {},
    'workbook_broken: book.xlsx › 明细 cannot be read after row 2: the workbook is damaged or incomplete. Download it again, or open it in Excel and save it.',
  ],
  [
    'too many columns',
    sheetOf('<row r="2"><c r="D2"><v>1</v></c></row>'),
    { columns_max: 3 },
    'too_many_columns: book.xlsx › 明细, row 2 has more than 3 columns; this may not be a table. Look at it and import again.',
  ],
  [
    'too many rows',
    sheetOf(ROW),
    { rows_max: 6 },
    'too_many_rows: book.xlsx › 明细 has more than 6 rows. Download shorter periods and import those.',
  ],
  [
    'a long cell',
    sheetOf('<row r="2"><c r="B2"><v>123456</v></c></row>'),
    { cell_characters_max: 5 },
    'cell_too_long: book.xlsx › 明细, row 2, column 2: the cell is longer than 5 characters. Look at that row and import again.',
  ],
  [
    'too much shared text',
    sheetOf('<row><c t="s"><v>0</v></c></row>'),
    { shared_strings_bytes_max: 20 },
    'shared_strings_too_large: book.xlsx has texts that take more than 20 bytes. Save the sheet as csv and import that.',
  ],
];

for (const [title, sheet, limits, message] of REFUSED) {
  test(`xlsx refused: ${title}`, async () => {
    const parts = { 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': STRINGS };
    await assert.rejects(readWorkbook(parts, SHEETS, readingOptions(limits)), { message });
  });
}

test('a workbook that lacks its main part or a sheet is refused', async () => {
  await assert.rejects(
    readWorkbook({
      '_rels/.rels':
        '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/none.xml"/></Relationships>',
    }),
    {
      code: 'workbook_broken',
    },
  );
  await assert.rejects(readWorkbook({}), { code: 'workbook_broken' });
});

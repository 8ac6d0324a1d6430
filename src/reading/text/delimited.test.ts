import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellsOf, charactersOf, encode, readingOptions, readOne } from '../../../test/support/reading.ts';
import { delimiterOf } from './dialect.ts';
import type { Encoding } from './encodings.ts';

const B = '\uFEFF';

/** Text of a file, and its rows as `number: cells`. */
const FILES: readonly (readonly [title: string, text: string, rows: Record<number, readonly string[]>])[] = [
  ['LF', 'a,b\n1,2\n', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['CRLF', 'a,b\r\n1,2\r\n', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['CR', 'a,b\r1,2\r', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['no final line break', 'a,b\n1,2', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['ends after a delimiter', 'a,b\n1,', { 1: ['a', 'b'], 2: ['1', ''] }],
  ['trailing commas', 'a,b,\n1,2,\n', { 1: ['a', 'b', ''], 2: ['1', '2', ''] }],
  ['blank records are numbered', 'a,b\n\n,\n""\n1,2\n', { 1: ['a', 'b'], 5: ['1', '2'] }],
  ['quoted', '"a","b"\r\n"1","2"\r\n', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['quoted at the end', 'a,b\n1,"2"', { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['empty quoted', '"",a\n', { 1: ['', 'a'] }],
  ['delimiter in quotes', '"1,234.56",x\n', { 1: ['1,234.56', 'x'] }],
  ['doubled quotes', '"say ""hi""",x\n', { 1: ['say "hi"', 'x'] }],
  ['line break in quotes', 'a,b\n"x\r\ny",1\nz,2\n', { 1: ['a', 'b'], 2: ['x\r\ny', '1'], 3: ['z', '2'] }],
  ['line break in the last cell', 'a,b\n1,"x\ny"\n2,z\n', { 1: ['a', 'b'], 2: ['1', 'x\ny'], 3: ['2', 'z'] }],
  [
    'ids kept text',
    'id,n\n="3456789012345678901",1\n',
    { 1: ['id', 'n'], 2: ['="3456789012345678901"', '1'] },
  ],
  ['ids kept text, quoted', '"=""34567""",1\n', { 1: ['="34567"', '1'] }],
  ['TAB after an id', 'a,b,c\n1\t,2\t,\t\n', { 1: ['a', 'b', 'c'], 2: ['1\t', '2\t', '\t'] }],
  ['TAB first in quotes', '"\t6917",x\n', { 1: ['\t6917', 'x'] }],
  ['stray quote in a cell', '5" pipe,x"y"z\n', { 1: ['5" pipe', 'x"y"z'] }],
  ['quote inside quotes', '"27" black","x"\n', { 1: ['27" black', 'x'] }],
  ['blanks after the closing quote', '"a" ,"b"\t,c\n', { 1: ['a ', 'b\t', 'c'] }],
  [
    'one quote too many, ICBC',
    '2023-05-02\t,"fee\t",x,\t",\n',
    { 1: ['2023-05-02\t', 'fee\t', 'x', '\t"', ''] },
  ],
  ['TAB between cells', 'a\tb\n1,5\t2\n', { 1: ['a', 'b'], 2: ['1,5', '2'] }],
  ['semicolons', 'a;b;c\n1,0;2;3\n', { 1: ['a', 'b', 'c'], 2: ['1,0', '2', '3'] }],
  ['bars', 'a|b|c\n1|2|3\n', { 1: ['a', 'b', 'c'], 2: ['1', '2', '3'] }],
  ['byte order mark', `${B}a,b\n1,2\n`, { 1: ['a', 'b'], 2: ['1', '2'] }],
  ['NULs left out', 'a,b\n1\0,\0\0\n\0\0\n2,3\0', { 1: ['a', 'b'], 2: ['1', ''], 4: ['2', '3'] }],
  [
    'WeChat: only a backtick parts the cells',
    't,name,n\r\n`2020-01-01,`a, b "c,`1\r\n`2020-01-02,`,`2\r\n',
    { 1: ['t', 'name', 'n'], 2: ['`2020-01-01', '`a, b "c', '`1'], 3: ['`2020-01-02', '`', '`2'] },
  ],
  [
    'WeChat, saved by a spreadsheet: a cell with commas is quoted',
    't,name,n\r\n`2020-01-01,"`a, b ""c,",`1\r\n"`2020-01-02","`b, c",`2\r\n',
    { 1: ['t', 'name', 'n'], 2: ['`2020-01-01', '`a, b "c,', '`1'], 3: ['`2020-01-02', '`b, c', '`2'] },
  ],
  ['nothing', '', {}],
  ['one line', 'a', { 1: ['a'] }],
];

for (const [title, text, rows] of FILES) {
  test(`delimited: ${title}`, async () => {
    const table = await readOne(text);
    assert.deepEqual(Object.fromEntries(table.rows.map((row) => [row.number, row.cells])), rows);
  });
}

test('an unclosed quote ends with its line and every row stays', async () => {
  const rows = Array.from({ length: 2000 }, (_, at) => (at === 3 ? 'id3,"open,x' : `id${at},y,z`));
  const table = await readOne(`${rows.join('\n')}\n`);
  assert.equal(table.rows.length, 2000);
  assert.deepEqual(table.rows[3], { number: 4, cells: ['id3', '"open', 'x'] });
  assert.deepEqual(table.faults, [{ row: 4, code: 'unclosed_quote' }]);
});

test('an unclosed quote in a file that quotes every cell swallows no row', async () => {
  const lines = ['"a","b","c"', '"1","2","3"', '"4","5","6', '"7","8","9"', '"x","y","z"'];
  const table = await readOne(lines.join('\r\n'));
  assert.deepEqual(cellsOf(table)[2], ['4', '5', '"6']);
  assert.deepEqual(cellsOf(table).slice(3), [
    ['7', '8', '9'],
    ['x', 'y', 'z'],
  ]);
  assert.deepEqual(table.faults, [{ row: 3, code: 'unclosed_quote' }]);
});

test('undecodable bytes become U+FFFD in their cell and are told', async () => {
  const bytes = Buffer.concat([
    encode('订单编号,备注\n1,好\n2,半个', 'gb18030'),
    Buffer.from([0xb0, 44, 120, 10]),
  ]);
  const table = await readOne(Buffer.concat([bytes, encode('3,完整的备注\n', 'gb18030')]));
  assert.equal(table.encoding, 'gb18030');
  assert.deepEqual(cellsOf(table)[2], ['2', '半个\uFFFD', 'x']);
  assert.deepEqual(cellsOf(table)[3], ['3', '完整的备注']);
  assert.deepEqual(table.faults, [{ row: 3, code: 'undecodable' }]);
});

for (const encoding of ['gb18030', 'utf-8'] as const) {
  test(`a character of ${encoding} that two readings of the file share is no fault`, async () => {
    const line = '1,买家付款的备注写得很长很长很长\n';
    const table = await readOne(encode(line.repeat(60_000), encoding));
    assert.equal(table.rows.length, 60_000);
    assert.deepEqual(table.faults, []);
  });
}

test('a file with too many undecodable rows is refused and says where', async () => {
  const good = Buffer.from('编号,名称\n'.repeat(8000));
  const bad = encode('编号,名称和说明\n'.repeat(1000), 'gb18030');
  await assert.rejects(readOne(Buffer.concat([good, bad])), {
    message:
      'undecodable_text: file.bin read as utf-8 has too many undecodable characters by row 9000. Save it as UTF-8 and import that.',
  });
});

for (const encoding of ['gb18030', 'utf-8', 'big5'] as const) {
  test(`a file in ${encoding} whose first such character comes late is read right`, async () => {
    const ascii = 'abcdefgh,12345678,x\n'.repeat(150_000);
    const table = await readOne(
      Buffer.concat([Buffer.from(ascii), encode('日期,金額,備註說明\n', encoding)]),
    );
    assert.deepEqual(table.rows.at(-1), { number: 150_001, cells: ['日期', '金額', '備註說明'] });
    assert.equal(table.encoding, encoding);
  });
}

test('cells not selected are empty, and the number of cells stays', async () => {
  const { openTables } = await import('../open-tables.ts');
  const { temporaryFile } = await import('../../../test/support/reading.ts');
  const line = '"1234567890","二","3"\r\n';
  const path = temporaryFile('select.csv', line.repeat(200_000));
  for await (const table of openTables(path, readingOptions())) {
    let batchCount = 0;
    for await (const rows of table.rows()) {
      table.select([1]);
      const expected = batchCount++ === 0 ? ['1234567890', '二', '3'] : ['', '二', ''];
      assert.deepEqual(rows[0]?.cells, expected);
      assert.deepEqual(rows.at(-1)?.cells, expected);
    }
    assert.ok(batchCount > 1);
  }
});

test('a cell of too many lines does not take the rows behind it along', async () => {
  const long = `1,"${'\n'.repeat(600)}",2\n`;
  const table = await readOne(`a,b,c\n${long}${'1,x,2\n'.repeat(50)}1,"x",2\n`);
  assert.deepEqual(
    table.rows.slice(-51).map((row) => row.cells),
    new Array(51).fill(['1', 'x', '2']),
  );
});

const LIMITS = [
  [
    { columns_max: 3 },
    '`a,`b,`c\n`1,`2,`3,`4\n',
    'too_many_columns: file.bin, row 2 has more than 3 columns; this may not be a table. Look at it and import again.',
  ],
  [
    { columns_max: 3 },
    'a,b,c\n1,2,3,4\n',
    'too_many_columns: file.bin, row 2 has more than 3 columns; this may not be a table. Look at it and import again.',
  ],
  [
    { rows_max: 2 },
    'a\nb\nc\n',
    'too_many_rows: file.bin has more than 2 rows. Download shorter periods and import those.',
  ],
  [
    { cell_characters_max: 5 },
    'a,b\nx,123456\n',
    'cell_too_long: file.bin, row 2, column 2: the cell is longer than 5 characters. Look at that row and import again.',
  ],
  [
    { cell_characters_max: 5 },
    'a,b\nx,"123456"\n',
    'cell_too_long: file.bin, row 2, column 2: the cell is longer than 5 characters. Look at that row and import again.',
  ],
  [
    { file_bytes_max: 3 },
    'a,b\n',
    'file_too_large: file.bin is larger than 3 bytes. Download shorter periods and import those.',
  ],
] as const;

for (const [limits, text, message] of LIMITS) {
  test(`limit ${Object.keys(limits).join()} on ${JSON.stringify(text)}`, async () => {
    await assert.rejects(readOne(text, readingOptions(limits)), { message });
  });
}

test('a row without end is refused', async () => {
  const text = 'x'.repeat(3_000_000);
  const limits = { row_bytes_max: 1_500_000, cell_characters_max: 4_000_000 };
  await assert.rejects(readOne(text, readingOptions(limits)), {
    message:
      'row_too_long: file.bin, row 1 is longer than 1500000 bytes; this may not be a table. Look at it and import again.',
  });
});

test('an aborted reading stops', async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(readOne('a,b\n', readingOptions({}, { signal })), { name: 'AbortError' });
});

test('progress ends at the size of the file', async () => {
  const seen: number[] = [];
  await readOne('a,b\n'.repeat(600_000), readingOptions({}, { onProgress: (bytes) => seen.push(bytes) }));
  assert.equal(seen.at(-1), 2_400_000);
  assert.ok(seen.length > 2);
});

const DELIMITERS = [
  ['#人民币,合计\na\tb\tc\n1\t2\t3', '\t'],
  ['日期,金额,编号\n1\t,2\t,3\t\n4\t,5\t,6\t', ','],
  ['"a;b","c;d"\n"e;f","g;h"', ','],
  ['账号\n户名', ','],
  ['a|b|c|d\n1,0|2|3|4', '|'],
] as const;

for (const [text, delimiter] of DELIMITERS) {
  test(`the delimiter of ${JSON.stringify(text)}`, () => assert.equal(delimiterOf(text), delimiter));
}

/** Cells that a csv can hold: no NULs, no lone surrogates, and what the encoding has codes for. */
function cellOf(encoding: Encoding): fc.Arbitrary<string> {
  const ascii = fc.constantFrom(...'ab1",;|\t\n\r =`\'.'.split(''));
  const beyond =
    encoding === 'gb18030' || encoding === 'big5'
      ? fc.constantFrom(...charactersOf(encoding))
      : fc.constantFrom('金', '额', '€', 'é', '😀');
  return fc.string({ unit: fc.oneof(ascii, beyond), maxLength: 12 });
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
}

/** A header that leaves no doubt about encoding and delimiter, so that the property is about cells. */
const HEADER = ['訂單編號', '金額', '日期', '商品名稱', '備註'];

for (const encoding of ['gb18030', 'utf-8', 'utf-16le', 'utf-16be', 'big5'] as const) {
  test(`rows written as csv in ${encoding} are read the same`, async () => {
    const row = fc.array(cellOf(encoding), { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const lines = [HEADER, HEADER, HEADER, ...rows.map((cells) => ['1', ...cells.slice(1)])];
        const table = await readOne(encode(csvOf(lines), encoding));
        assert.equal(table.encoding, encoding);
        assert.deepEqual(cellsOf(table), lines);
        assert.deepEqual(table.faults, []);
      }),
      { numRuns: 60 },
    );
  });
}

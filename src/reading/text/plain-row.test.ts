import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NUMBER, PlainRow, TEXT } from './plain-row.ts';

/** The row that a text begins with; `null` if it is not plain. */
function splitRow(text: string): PlainRow | null {
  const row = new PlainRow();
  const bytes = Buffer.from(text + '<'.repeat(64));
  row.enter(bytes);
  return row.split(0, bytes.length - 64) ? row : null;
}

const PLAIN: readonly (readonly [row: string, texts: readonly string[]])[] = [
  ['<row r="3" spans="1:2"><c r="A3"><v>1</v></c></row>', ['1']],
  ['\r\n<row><c t="s"><v>4</v></c><c r="C1" s="1"/></row>', ['4', '']],
  ['<row r="3"><c t="inlineStr" r="A3"><is><t xml:space="preserve"> 甲</t></is></c></row>', [' 甲']],
  ['<row r="3" ht="14.25"/>', []],
];

const ODD = [
  '<rows><c><v>1</v></c></rows>',
  '<row><c><v>1</v></c>',
  '<row><c r="A1" r="B1"><v>1</v></c></row>',
  '<row><c t="s"><is><t>1</t></is></c></row>',
  '<row><c><f>1</f><v>1</v></c></row>',
  '<row><c><v><!-- --></v></c></row>',
  "<row r='1'><c><v>1</v></c></row>",
];

test('a plain row is split into the texts of its cells', () => {
  for (const [written, texts] of PLAIN) {
    const row = splitRow(written);
    assert.ok(row, written);
    assert.equal(row.next, Buffer.byteLength(written));
    assert.deepEqual(
      Array.from({ length: row.count }, (_, cell) => row.text(cell)),
      texts,
    );
  }
});

test('any other row is left alone', () => {
  for (const written of ODD) assert.equal(splitRow(written), null, written);
});

test('a cell has its own type and style, also where the one above it or one before that is written alike', () => {
  const written = [
    ' r="A1" s="1"',
    ' t="str"',
    ' r="A3" s="1"',
    ' r="A4" t="str"',
    ' r="A5" t="str"',
    ' r="A6"',
  ];
  const rows = written.map((tag) => `<row><c${tag}><v>1</v></c></row>`).join('');
  const bytes = Buffer.from(rows + '<'.repeat(64));
  const row = new PlainRow();
  row.enter(bytes);
  const seen = [];
  for (let at = 0; row.split(at, rows.length); at = row.next) seen.push([row.type[0], row.style[0]]);
  assert.deepEqual(seen, [
    [NUMBER, 1],
    [TEXT, 0],
    [NUMBER, 1],
    [TEXT, 0],
    [TEXT, 0],
    [NUMBER, 0],
  ]);
});

test('a number read from its digits is the number of its text', () => {
  const digits = fc.stringMatching(/^[0-9]{1,18}$/);
  const written = fc.oneof(
    digits,
    fc.tuple(digits, digits).map((parts) => parts.join('.')),
  );
  let readCount = 0;
  fc.assert(
    fc.property(written, (text) => {
      const value = splitRow(`<row><c><v>${text}</v></c></row>`)?.decimal(0) ?? Number.NaN;
      if (Number.isNaN(value)) return;
      readCount++;
      assert.equal(value, +text);
    }),
    { numRuns: 1000 },
  );
  assert.ok(readCount > 100);
  for (const text of ['.5', '5.', '1.2.3', '-1', '1e3', ' 1']) {
    assert.ok(Number.isNaN(splitRow(`<row><c><v>${text}</v></c></row>`)?.decimal(0)), text);
  }
});

test('a whole number of few digits is read from them, and nothing else is', () => {
  for (const [text, value] of [
    ['0', 0],
    ['007', 7],
    ['999999999', 999_999_999],
    ['1000000000', -1],
    ['1.0', -1],
    ['-1', -1],
    [' 1', -1],
  ] as const) {
    assert.equal(splitRow(`<row><c t="s"><v>${text}</v></c></row>`)?.index[0], value, text);
  }
  assert.equal(splitRow('<row><c t="s"><v></v></c></row>')?.index[0], -1);
});

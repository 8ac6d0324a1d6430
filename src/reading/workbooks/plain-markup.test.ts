import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readingOptions } from '../../../test/support/reading.ts';
import { type Content, memoryOrigin } from '../origin.ts';
import { filePlace, type Place } from '../place.ts';
import { scanMarkup } from './markup.ts';
import { type ElementLane, scanPlainMarkup } from './plain-markup.ts';
import { SharedStrings, SharedStringsSink } from './shared-strings.ts';
import { SheetSink } from './sheet-sink.ts';

/*
 * What a workbook means must not depend on whether its elements are plain. Sheets and shared strings made of plain and
 * odd pieces, whole and damaged, are read twice, with the lane and by the scanner alone, and all that comes out is compared.
 */

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const SHARED = ['订单', 'a', '', '1763550022700831488'];

function placeWith(limits: object): Place {
  return filePlace('x', readingOptions(limits));
}

/** Bytes that come in chunks of so many. */
function inChunks(bytes: Buffer, size: number): Content {
  return {
    async *chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

type Scan = typeof scanPlainMarkup;

const byScannerAlone: Scan = (place, content, sink, row) => scanMarkup(place, content, sink, row);

/** The rows of a sheet, or the error that refuses it. */
async function sheetOf(scan: Scan, content: Content, limits: object, selected: readonly number[] | null) {
  const place = placeWith(limits);
  const strings = new SharedStrings(place);
  for (const text of SHARED) strings.add(text);
  const sink = new SheetSink(place);
  sink.workbook = { strings, formats: [null, 'date', 'time'], from1904: false };
  if (selected !== null) sink.rows.select(selected);
  const rows = [];
  try {
    for await (const _ of scan(place, content, sink, () => sink.rows.rowNumber))
      rows.push(...sink.rows.take());
  } catch (error) {
    return String(error);
  }
  return rows;
}

async function stringsOf(scan: Scan, content: Content) {
  const place = placeWith({});
  const strings = new SharedStrings(place);
  try {
    for await (const _ of scan(place, content, new SharedStringsSink(strings), () => 0));
  } catch (error) {
    return String(error);
  }
  const texts = [];
  for (let index = 0; strings.at(index) !== null; index++) texts.push(strings.at(index));
  return texts;
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    '交易成功',
    '0',
    '12.50',
    '-3',
    '46054.5',
    '46054.417361111',
    '1763550022700831488',
    '1e3',
  ),
  fc.constantFrom(
    'a&amp;b',
    '&#x4e00;',
    '&lol;',
    '_x000D_',
    'a_b',
    '<![CDATA[<v>&]]>',
    '>',
    ' 1 ',
    '\n',
    'é',
    '𠮷',
    '\ufeff',
  ),
  fc.constantFrom(
    'true',
    '2026-02-01T10:00:00',
    '3',
    '99',
    '.5',
    '5.',
    '1.2.3',
    '12345678901234567890',
    '买'.repeat(90),
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((given) => given.replaceAll(/[<&]/g, '')),
);
const type = fc.constantFrom(
  '',
  't="s"',
  't="n"',
  't="b"',
  't="e"',
  't="d"',
  't="str"',
  't="inlineStr"',
  "t='str'",
  't="x"',
  't=""',
);
const style = fc.constantFrom('', 's="0"', 's="1"', 's="2"', 's="77"', 's="1" s="2"', 's=""', 's="1.0"');
const reference = fc.constantFrom(
  '',
  'r="A1"',
  'r="B2"',
  'r="C3"',
  'r="c3"',
  'r="AA7"',
  'r="7"',
  "r='D4'",
  'r="AAAAB1"',
  'r="A1" r="B1"',
  'r="F"',
);
const attributes = fc
  .tuple(
    reference,
    style,
    type,
    fc.constantFrom('', '', '', 'note="a>b"', 'cm="1"'),
    fc.constantFrom(0, 0, 0, 1, 2),
  )
  .map(([...all]) => {
    const turn = Number(all.pop());
    const parts = all.map(String);
    return [...parts.slice(turn), ...parts.slice(0, turn)]
      .filter((part) => part !== '')
      .map((part) => ` ${part}`)
      .join('');
  });
const content = fc.oneof(
  text.map((given) => `<v>${given}</v>`),
  text.map((given) => `<is><t>${given}</t></is>`),
  text.map((given) => `<is><t xml:space="preserve">${given}</t></is>`),
  text.map((given) => `<is><r><t>${given}</t></r><rPh><t>x</t></rPh></is>`),
  text.map((given) => `<f>A1</f><v>${given}</v>`),
  fc.constantFrom('', '<v/>', '<is/>', '<!-- <v>1</v> --><v>1</v>', '<?pi?>', ' <v>1</v>', '<c><v>1</v></c>'),
);
const plainCell = fc
  .tuple(
    fc.constantFrom(' r="A9"', ' r="B9"', ' r="D9"', ''),
    text,
    fc.constantFrom('', ' s="1"', ' t="str"', ' t="s"'),
  )
  .map(([column, given, more]) => `<c${column}${more}><v>${given}</v></c>`);
const inlineCell = text.map((given) => `<c r="B9" t="inlineStr"><is><t>${given}</t></is></c>`);
const cell = fc.oneof(
  { weight: 4, arbitrary: plainCell },
  { weight: 2, arbitrary: inlineCell },
  { weight: 2, arbitrary: fc.tuple(attributes, content).map(([tag, inside]) => `<c${tag}>${inside}</c>`) },
  { weight: 1, arbitrary: attributes.map((tag) => `<c${tag}/>`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<x:c r="A1"><x:v>1</x:v></x:c>',
      '<!-- <c><v>1</v></c> -->',
      '\n',
      '<v>7</v>',
    ),
  },
);
const rowTag = fc.constantFrom(
  '<row>',
  '<row r="2">',
  '<row r="9" spans="1:4">',
  '<row r="5" a="x>y">',
  "<row r='6'>",
  '<row spans="1" r="8">',
  '<row r="x">',
  '<x:row>',
);
const row = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(rowTag, fc.array(cell, { maxLength: 5 }))
      .map(([tag, cells]) => `${tag}${cells.join('')}${tag === '<x:row>' ? '</x:row>' : '</row>'}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<row/>',
      '<row r="12" a="1"/>',
      '\r\n ',
      '<!-- <row><c><v>1</v></c></row> -->',
      'x',
      '<?a <row/> ?>',
      '<rowBreaks/>',
      '<x><v>77</v></c>',
    ),
  },
);
const plainRow = fc.array(plainCell, { maxLength: 3 }).map((cells) => `<row>${cells.join('')}</row>`);
const sheet = fc
  .array(fc.oneof(row, plainRow), { maxLength: 16 })
  .map(
    (rows) =>
      `${DECLARATION}<worksheet><cols><col/></cols><sheetData>${rows.join('')}</sheetData><mergeCells/></worksheet>`,
  );

const item = fc.oneof(
  { weight: 3, arbitrary: text.map((given) => `<si><t>${given}</t></si>`) },
  text.map((given) => `<si><t xml:space="preserve">${given}</t></si>`),
  text.map((given) => `<si><r><t>${given}</t></r><r><t>b</t></r><rPh><t>x</t></rPh></si>`),
  fc.constantFrom('<si/>', '<si><t/></si>', '\n', '<!-- <si><t>x</t></si> -->', '<x:si><x:t>p</x:t></x:si>'),
);
const items = fc
  .array(item, { maxLength: 20 })
  .map((all) => `${DECLARATION}<sst count="1">${all.join('')}</sst>`);

/** A document with some bytes left out or overwritten, or none. */
const damaged = (document: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  fc
    .tuple(
      document,
      fc.array(
        fc.tuple(
          fc.double({ min: 0.05, max: 1, noNaN: true }),
          fc.constantFrom(-1, -1, 0xe4, 60, 62, 34, 47, 32, 99),
        ),
        { maxLength: 2 },
      ),
    )
    .map(([whole, faults]) => {
      let bytes = Buffer.from(whole);
      for (const [share, byte] of faults) {
        const at = Math.max(DECLARATION.length, Math.floor(share * (bytes.length - 1)));
        const put = byte < 0 ? [] : [byte];
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + 1)]);
      }
      return bytes;
    });

const chunkSize = fc.oneof(fc.integer({ min: 1, max: 80 }), fc.constant(1_000_000));
const limits = fc.constantFrom({}, {}, { columns_max: 3 }, { cell_characters_max: 80 }, { rows_max: 9 });
const selected = fc.constantFrom(null, null, [0], [1, 3], []);

test('a sheet means the same with the lane and without', async () => {
  const property = fc.asyncProperty(
    damaged(sheet),
    chunkSize,
    limits,
    selected,
    async (bytes, size, given, columns) => {
      const expected = await sheetOf(byScannerAlone, inChunks(bytes, size), given, columns);
      assert.deepEqual(await sheetOf(scanPlainMarkup, inChunks(bytes, size), given, columns), expected);
    },
  );
  await fc.assert(property, { numRuns: 1000 });
});

test('shared strings are the same with the lane and without', async () => {
  const property = fc.asyncProperty(damaged(items), chunkSize, async (bytes, size) => {
    assert.deepEqual(
      await stringsOf(scanPlainMarkup, inChunks(bytes, size)),
      await stringsOf(byScannerAlone, inChunks(bytes, size)),
    );
  });
  await fc.assert(property, { numRuns: 500 });
});

test('cells before or behind a plain row do not change what it means', async () => {
  const shared = '<c t="s"><v>3</v></c>';
  const stray = '<c><v>77</v></c>';
  for (const inside of [
    `<row/><row>${shared}</row>${stray}`,
    `<row></row><!-- </row> -->${shared}<row><c><v>1</v></c></row>${stray}`,
  ]) {
    const bytes = Buffer.from(`${DECLARATION}<worksheet><sheetData>${inside}</sheetData></worksheet>`);
    const expected = await sheetOf(byScannerAlone, memoryOrigin(bytes), {}, null);
    assert.equal(Array.isArray(expected) && expected.length, 1);
    for (let size = 1; size <= bytes.length; size++) {
      assert.deepEqual(await sheetOf(scanPlainMarkup, inChunks(bytes, size), {}, null), expected);
    }
  }
});

/** What of a document a lane leaves to the scanner: the tags it hears of. */
async function tagsHeard(lane: ElementLane, document: string, size: number): Promise<number> {
  let count = 0;
  const open = lane.open.bind(lane);
  lane.open = (name, tag) => {
    count++;
    open(name, tag);
  };
  for await (const _ of scanPlainMarkup(placeWith({}), inChunks(Buffer.from(document), size), lane, () => 0));
  return count;
}

test('plain elements are the lane’s, also those behind an odd one and those parted between chunks', async () => {
  const plain =
    '<row r="2" spans="1:2"><c r="A2" s="1"><v>1</v></c><c r="B2" t="inlineStr"><is><t>二</t></is></c></row>\n';
  const odd = '<row><!-- odd --></row>';
  const document = `${DECLARATION}<worksheet><sheetData>${odd}${plain.repeat(900)}${odd}${plain.repeat(900)}</sheetData></worksheet>`;
  for (const size of [1000, document.length * 3]) {
    assert.equal(await tagsHeard(new SheetSink(placeWith({})), document, size), 4);
  }
  const strings = new SharedStringsSink(new SharedStrings(placeWith({})));
  const texts = `${DECLARATION}<sst>${'<si><t/></si>'}${'<si><t>甲</t></si>'.repeat(900)}</sst>`;
  assert.equal(await tagsHeard(strings, texts, 1000), 3);
});

test('the last row is read however its end is written', async () => {
  for (const last of ['<x:row><c><v>2</v></c></x:row>', '<row><c><v>2</v></c></row >']) {
    const document = `${DECLARATION}<worksheet><sheetData><row></row>${last}</sheetData></worksheet>`;
    const rows = await sheetOf(scanPlainMarkup, memoryOrigin(Buffer.from(document)), {}, null);
    assert.deepEqual(rows, [{ number: 2, cells: ['2'] }]);
  }
});

test('a row too long to be held is read by the scanner', async () => {
  const cells = `<c t="str"><v>${'x'.repeat(900_000)}</v></c>`;
  const document = `${DECLARATION}<worksheet><sheetData><row/><row>${cells}</row><row><c><v>1</v></c></row></sheetData></worksheet>`;
  const rows = await sheetOf(scanPlainMarkup, memoryOrigin(Buffer.from(document)), {}, null);
  assert.deepEqual(Array.isArray(rows) && rows.map(({ number, cells: [first] }) => [number, first?.length]), [
    [2, 900_000],
    [3, 1],
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../../test/support/pack.ts';
import {
  cellsOf,
  encode,
  type Packed,
  readingOptions,
  readTables,
  temporaryFile,
  zipOf,
} from '../../test/support/reading.ts';
import { openTables } from './open-tables.ts';
import { memoryOrigin } from './origin.ts';
import { filePlace } from './place.ts';
import { zipMembers } from './zip.ts';

const CSV = '订单编号,金额\n1,2.00\n';
const ROWS = [
  ['订单编号', '金额'],
  ['1', '2.00'],
];

/** Reads a zip made of files. */
async function readZip(files: readonly Packed[], options = readingOptions(), settings = {}) {
  return readTables(temporaryFile('a.zip', await zipOf(files, settings)), options);
}

test('several members, names in GBK without the UTF-8 flag', async () => {
  const writeGbk = { encodeText: (text: string) => encode(text, 'gb18030'), useUnicodeFileNames: false };
  const tables = await readZip(
    [
      ['2088_账务明细(汇总).csv', CSV],
      ['2088_账务明细.csv', CSV],
    ],
    readingOptions(),
    writeGbk,
  );
  assert.deepEqual(
    tables.map((table) => table.member),
    ['2088_账务明细(汇总).csv', '2088_账务明细.csv'],
  );
  for (const table of tables) assert.deepEqual(cellsOf(table), ROWS);
});

test('marks of macOS and folders are passed over', async () => {
  const files: Packed[] = [
    ['__MACOSX/._a.csv', 'x'],
    ['b/.DS_Store', 'x'],
    ['b/', '', { directory: true }],
    ['b/a.csv', CSV],
  ];
  const tables = await readZip(files);
  assert.deepEqual(
    tables.map((table) => table.member),
    ['b/a.csv'],
  );
});

test('stored members', async () => {
  const [table] = await readZip([['a.csv', CSV, { level: 0 }]]);
  assert.ok(table);
  assert.deepEqual(cellsOf(table), ROWS);
});

for (const [title, settings] of [
  ['AES', { password: '314159', encryptionStrength: 3 as const }],
  ['ZipCrypto', { password: '314159', zipCrypto: true }],
] as const) {
  test(`a zip encrypted with ${title}`, async () => {
    const path = temporaryFile('locked.zip', await zipOf([['a.csv', CSV]], settings));
    const [table] = await readTables(path, readingOptions({}, { password: '314159' }));
    assert.ok(table);
    assert.deepEqual(cellsOf(table), ROWS);
    await assert.rejects(readTables(path), {
      message:
        'password_missing: locked.zip › a.csv is protected by a password. Give the password of the zip (Alipay sends 6 digits by phone or mail) and import again.',
    });
    await assert.rejects(readTables(path, readingOptions({}, { password: '000001' })), {
      message: 'password_wrong: The password for locked.zip › a.csv is wrong. Look it up and import again.',
    });
  });
}

test('a zip in a zip, up to the limit', async () => {
  const inner = await zipOf([['a.csv', CSV]]);
  const middle = await zipOf([['inner.zip', inner]]);
  const [table] = await readZip([['middle.zip', middle]]);
  assert.ok(table);
  assert.equal(table.member, 'middle.zip › inner.zip › a.csv');
  assert.deepEqual(cellsOf(table), ROWS);
  await assert.rejects(readZip([['middle.zip', middle]], readingOptions({ zip_depth_max: 2 })), {
    message:
      'archive_too_deep: a.zip › middle.zip › inner.zip is a zip inside a zip, deeper than 2 levels. Unpack it and import the files inside.',
  });
});

test('a large zip in a zip is read through a file that is gone afterwards', async () => {
  const text = `${'x'.repeat(999)}
`.repeat(34_000);
  const inner = await zipOf([['a.csv', text, { level: 0 }]]);
  assert.ok(inner.length > 32 * 1024 ** 2);
  const [table] = await readZip([['inner.zip', inner, { level: 0 }]]);
  assert.equal(table?.rows.length, 34_000);
});

test('too many members', async () => {
  const files: Packed[] = ['a', 'b', 'c'].map((name) => [name, CSV]);
  await assert.rejects(readZip(files, readingOptions({ zip_members_max: 2 })), {
    message: 'archive_too_many_members: a.zip holds more than 2 files. Split it into several zips.',
  });
});

test('a bomb is stopped while it unpacks, whatever sizes it declares', async () => {
  const bytes = Buffer.from(await zipOf([['a.csv', 'a,b\n'.repeat(5_000_000)]]));
  const directory = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(1000, directory + 24);
  await assert.rejects(readTables(temporaryFile('bomb.zip', bytes)), {
    message:
      'archive_ratio: bomb.zip › a.csv unpacks to more than 300 times its size and was stopped. Make sure where it comes from; unpack it yourself if it is genuine.',
  });
});

test('members that share packed bytes are refused', async () => {
  const bytes = Buffer.from(
    await zipOf([
      ['a.csv', CSV],
      ['b.csv', CSV],
    ]),
  );
  const first = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(bytes.length, first + 20);
  await assert.rejects(readTables(temporaryFile('shared.zip', bytes)), { code: 'archive_broken' });
});

const CUT_MESSAGE =
  'archive_broken: cut.zip is not a complete zip (cut short or damaged). Download it again and import that.';

test('a zip that is cut short', async () => {
  const bytes = await zipOf([['a.csv', CSV.repeat(100)]]);
  for (const length of [bytes.length - 10, Math.floor(bytes.length / 2), 10]) {
    await assert.rejects(readTables(temporaryFile('cut.zip', bytes.subarray(0, length))), {
      message: CUT_MESSAGE,
    });
  }
});

test('a damaged member says so when it is read, the others are read', async () => {
  const bytes = Buffer.from(
    await zipOf([
      ['a.csv', CSV, { level: 0 }],
      ['b.csv', CSV],
    ]),
  );
  const at = bytes.indexOf('2.00');
  bytes.write('3.00', at);
  const results: string[] = [];
  for await (const table of openTables(temporaryFile('half.zip', bytes), readingOptions())) {
    try {
      let count = 0;
      for await (const rows of table.rows()) count += rows.length;
      results.push(`${table.member} ${count}`);
    } catch (error) {
      results.push(String(error));
    }
  }
  assert.deepEqual(results, [
    'DuideshangError: archive_broken: half.zip › a.csv is not a complete zip (cut short or damaged). Download it again and import that.',
    'b.csv 2',
  ]);
});

test('a member that holds no table says so when it is read', async () => {
  await assert.rejects(readZip([['readme.pdf', '%PDF-1.4']]), {
    message:
      'file_without_cells: a.zip › readme.pdf is PDF: a page as it looks, without cells, so that its amounts cannot be read for certain; it was not imported. Download the statement as Excel or csv from the bank or the platform, and import that.',
  });
});

test('names and kinds are found by content, not by extension', async () => {
  const [table] = await readTables(temporaryFile('orders.csv', await zipOf([['a.xls', CSV]])));
  assert.ok(table);
  assert.deepEqual(cellsOf(table), ROWS);
});

test('zips that shrink at every level are one bomb', async () => {
  const bytes = Buffer.alloc(3_000_000, `${'a,b'.repeat(1000)}\n`);
  const inner = pack([{ name: 'a.csv', bytes, swollen_bytes: 12_000 }]);
  assert.equal((await readTables(temporaryFile('inner.zip', inner))).length, 1);
  const outer = pack([{ name: 'inner.zip', bytes: inner }]);
  await assert.rejects(readTables(temporaryFile('outer.zip', outer)), {
    message:
      'archive_ratio: outer.zip › inner.zip › a.csv unpacks to more than 300 times its size and was stopped. Make sure where it comes from; unpack it yourself if it is genuine.',
  });
});

test('members that may each shrink as they like may not all', async () => {
  const bytes = Buffer.alloc(1_000_000, 'a');
  const zip = pack(Array.from({ length: 100 }, (_, at) => ({ name: `${at}.csv`, bytes })));
  await assert.rejects(readTables(temporaryFile('many.zip', zip)), { code: 'archive_ratio' });
});

test('two entries for one member are refused', async () => {
  const bytes = Buffer.from(await zipOf([['a.csv', CSV]]));
  const directory = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entry = bytes.subarray(directory, end);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(2, 8);
  tail.writeUInt16LE(2, 10);
  tail.writeUInt32LE(entry.length * 2, 12);
  const twice = Buffer.concat([bytes.subarray(0, end), entry, tail]);
  await assert.rejects(readTables(temporaryFile('twice.zip', twice)), { code: 'archive_broken' });
});

test('chunks of a member that pass hold the same bytes, and only those that are kept anyway stay', async () => {
  const lines = Array.from({ length: 60_000 }, (_, row) => `${row * 7919},${row}.50,交易成功\n`);
  const text = lines.join('');
  for (const level of [0, 6]) {
    const origin = memoryOrigin(Buffer.from(await zipOf([['a.csv', text]], { level })));
    const [member] = await zipMembers(filePlace('a.zip', readingOptions()), origin);
    assert.ok(member?.passing !== undefined);
    const passed: Buffer[] = [];
    const copies: Buffer[] = [];
    for await (const chunk of member.passing()) {
      passed.push(chunk);
      copies.push(Buffer.from(chunk));
    }
    assert.equal(Buffer.concat(copies).toString(), text);
    assert.equal(
      passed.some(({ length }) => length === 0),
      level > 0,
    );
    const kept: Buffer[] = [];
    for await (const chunk of member.chunks()) kept.push(chunk);
    assert.equal(Buffer.concat(kept).toString(), text, 'read again, from what was given');
  }
});

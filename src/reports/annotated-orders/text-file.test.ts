import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Encoding } from '../../reading/text/encodings.ts';
import type { AnnotatedRow } from './columns.ts';
import { ResultCursor } from './cursor.ts';
import { encoderOf } from './encode.ts';
import { annotateText } from './text-file.ts';

function resultOf(row: number, evidence = ''): AnnotatedRow {
  return { row_no: row, result: '已核对', discrepancy_minor: BigInt(row), cause: '', evidence };
}

async function* batches(rows: readonly AnnotatedRow[]): AsyncGenerator<readonly AnnotatedRow[]> {
  for (const row of rows) yield [row];
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function annotated(bytes: Buffer, rows: readonly AnnotatedRow[], size = 1 << 20): Promise<Buffer> {
  const out: Buffer[] = [];
  const plan = {
    cursor: new ResultCursor(batches(rows)),
    language: 'zh-CN' as const,
    isHeader: (cells: readonly string[]) => cells.some((cell) => cell.includes('订单编号')),
  };
  for await (const piece of annotateText(pieces(bytes, size), plan)) out.push(Buffer.from(piece));
  return Buffer.concat(out);
}

async function annotatedText(text: string, rows: readonly AnnotatedRow[]): Promise<string> {
  return (await annotated(Buffer.from(text), rows)).toString();
}

test('columns are added before the line end, whatever it is', async () => {
  assert.equal(
    await annotatedText('订单编号,备注\r\n1,a\r\n2,b', [resultOf(2), resultOf(3)]),
    '订单编号,备注,核对结果,差异金额,原因,依据\r\n1,a,已核对,0.02,,\r\n2,b,已核对,0.03,,',
  );
  assert.equal(
    await annotatedText('订单编号\t备注\n1\ta\n', [resultOf(2)]),
    '订单编号\t备注\t核对结果\t差异金额\t原因\t依据\n1\ta\t已核对\t0.02\t\t\n',
  );
});

test('a quoted cell with line breaks and commas is one record; quoted files get quoted cells', async () => {
  assert.equal(
    await annotatedText('"订单编号","备注"\r\n"1","a,\r\n""b"""\r\n"2",""\r\n', [resultOf(2), resultOf(3)]),
    '"订单编号","备注","核对结果","差异金额","原因","依据"\r\n"1","a,\r\n""b""","已核对","0.02","",""\r\n"2","","已核对","0.03","",""\r\n',
  );
});

test('notes above the header, blank lines, footers and rows without a result stay as they are', async () => {
  assert.equal(
    await annotatedText('说明\n\n订单编号,备注\n1,a\n\n2,b\n合计,2\n', [resultOf(4), resultOf(6)]),
    '说明\n\n订单编号,备注,核对结果,差异金额,原因,依据\n1,a,已核对,0.04,,\n\n2,b,已核对,0.06,,\n合计,2\n',
  );
});

test('a row shorter than the header is filled up so that the columns meet', async () => {
  assert.equal(
    await annotatedText('订单编号,甲,乙\n1\n', [resultOf(2)]),
    '订单编号,甲,乙,核对结果,差异金额,原因,依据\n1,,,已核对,0.02,,\n',
  );
});

test('handed back twice, the columns are written anew where they stand', async () => {
  const once = await annotatedText('订单编号,备注\n1,"a,b"\n2,c\n', [resultOf(2), resultOf(3)]);
  const own = once.replaceAll('\n', ',我的\n');
  const twice = await annotatedText(own, [{ ...resultOf(2), result: '有差异', cause: '原因不明' }]);
  assert.equal(
    twice,
    '订单编号,备注,核对结果,差异金额,原因,依据,我的\n1,"a,b",有差异,0.02,原因不明,,我的\n2,c,,,,,我的\n',
  );
});

test('a column of the seller’s own that is called 原因 is not ours', async () => {
  assert.equal(
    await annotatedText('订单编号,原因\n1,x\n', [resultOf(2)]),
    '订单编号,原因,核对结果,差异金额,原因,依据\n1,x,已核对,0.02,,\n',
  );
});

test('our texts cannot run as a formula', async () => {
  const rows = [resultOf(2, '=x.csv 第 3 行')];
  assert.match(await annotatedText('订单编号\n1\n', rows), /,'=x\.csv 第 3 行\n/);
});

test('the bytes of all other cells stay, in every encoding, however the file is cut into chunks', async () => {
  const encodings: readonly Encoding[] = ['gb18030', 'utf-8', 'utf-16le', 'utf-16be'];
  const cell = fc.constantFrom('', '備註', '"a,b"', '"x\r\ny"', '12.00', ' 王 ', '"他說""好"""');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...encodings),
      fc.boolean(),
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      async (encoding, marked, cells, size) => {
        const encode = encoderOf(encoding);
        const bom = marked && encoding.startsWith('utf') ? encode('\ufeff') : Buffer.alloc(0);
        const lines = ['订单编号,甲,乙', ...cells.map(([one, two], index) => `1000${index},${one},${two}`)];
        const source = Buffer.concat([bom, encode(lines.map((line) => `${line}\r\n`).join(''))]);
        const rows = cells.map((_, index) => resultOf(index + 2));
        const expected = lines.map((line, index) =>
          index === 0 ? `${line},核对结果,差异金额,原因,依据\r\n` : `${line},已核对,0.0${index + 1},,\r\n`,
        );
        assert.deepEqual(
          await annotated(source, rows, size),
          Buffer.concat([bom, encode(expected.join(''))]),
        );
      },
    ),
  );
});

test('a file in GB18030 keeps bytes that are no character', async () => {
  const encode = encoderOf('gb18030');
  const damage = Buffer.from([0xff, 0x80, 0x2c]);
  const good = (row: number, added: string) => encode(`${row},等待买家付款，卖家已发货,好的订单${added}\n`);
  const broken = Buffer.concat([
    encode('订单编号,买家留言,甲\n'),
    good(1, ''),
    encode('2,坏'),
    damage,
    good(3, ''),
  ]);
  const out = await annotated(broken, [resultOf(2), resultOf(3)]);
  const expected = Buffer.concat([
    encode('订单编号,买家留言,甲,核对结果,差异金额,原因,依据\n'),
    good(1, ',已核对,0.02,,'),
    encode('2,坏'),
    damage,
    good(3, ',已核对,0.03,,'),
  ]);
  assert.deepEqual(out, expected);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports } from '../../src/actions/importing/undo-import.ts';
import type { Book } from '../../src/store/book.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { encode } from '../support/reading.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-totals-'));
});
after(() => rm(root, { recursive: true, force: true }));

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const file = path.join(await mkdtemp(path.join(root, 'drop-')), name);
  await writeFile(file, encode(lines.map((line) => `${line}\r\n`).join(''), 'gb18030'));
  return file;
}

const months = (...rows: string[]) =>
  fileOf('月度汇总.csv', ['日期,收入金额（元）,支出金额（元）,期末余额（元）', ...rows]);

/** Lines of the pooled account of a shop: day, type, inflow, outflow. */
const pooled = (shop: string, ...rows: string[]) =>
  fileOf(`${shop}.csv`, [
    '商家昵称,入帐日期,入帐时间,支付流水号,主订单id,子订单id,入帐类型,收入金额(元),支出金额(元),业务描述,备注',
    ...rows.map((row, at) => {
      const [day, type, inflow, outflow] = row.split(' ');
      return `${shop},${day},10:00:0${at},,400000000000000010${at},,${type},${inflow},${outflow},,`;
    }),
  ]);

const JANUARY = ['2024-01-05 交易收款 100.00 0', '2024-01-06 扣款 0 2.50', '2024-01-31 交易收款 20.00 0'];

const PREAMBLE = [
  '#账号：[20881020304050600156]',
  '#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年02月01日 00:00:00]',
];
const trades = () =>
  fileOf('业务明细.csv', [
    ...PREAMBLE,
    '支付宝交易号,商户订单号,业务类型,创建时间,完成时间,商家实收（元）,退款批次号/请求号,服务费（元）',
    '2026010522001400000000010011,T200P2618000000000301044,交易,2026-01-05 10:01:00,2026-01-10 09:00:00,120.00,,-0.72',
    '2026010522001400000000010012,T200P2618000000000302044,交易,2026-01-05 10:02:00,2026-01-10 09:01:00,75.00,,-0.45',
    '2026010522001400000000010011,T200P2618000000000301044,退款,2026-01-05 10:01:00,2026-01-12 15:00:00,-20.00,1,0.12',
  ]);
const statement = () =>
  fileOf('账务明细.csv', [
    ...PREAMBLE,
    '账务流水号,业务流水号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型',
    '1810000000000000011,2026010522001400000000010011,T200P2618000000000301044,2026-01-10 09:00:00,120.00,0.00,120.00,交易付款',
  ]);
const tradeTotals = (...rows: string[]) =>
  fileOf('业务明细(汇总).csv', [
    ...PREAMBLE,
    '门店编号,门店名称,交易订单总笔数,退款订单总笔数,商家实收（元）',
    ...rows,
  ]);

/** What the receipt of a source says: the verdict, and every total with whether it agrees. */
async function said(book: Book, source: string): Promise<string[]> {
  const receipts = (await listImports(book)).flatMap((record) => record.receipts);
  const own = receipts.filter((receipt) => receipt.source === source);
  return own.flatMap(({ control_totals, totals }) => [
    control_totals,
    ...totals.map(({ of, agrees }) => `${of.replace('账务汇总 ', '')} ${agrees}`),
  ]);
}

forEachEngine((books) => {
  provesMonths(books);
  provesTrades(books);
});

function provesMonths(books: Books): void {
  test('months wait for their lines, and are compared month by month when these come', async () => {
    const book = await books.open();
    const { receipts } = await importFiles(book, [
      await months('202401,120.00,2.50,117.50', '202402,5.00,0.00,122.50'),
    ]);
    assert.deepEqual(
      receipts.map(({ control_totals, running_balance, closing_minor }) => [
        control_totals,
        running_balance,
        closing_minor,
      ]),
      [['waiting', 'ok', 12250n]],
    );
    await importFiles(book, [await pooled('甲店', ...JANUARY)]);
    assert.deepEqual(await said(book, 'pooled-account-totals'), [
      'waiting',
      ...['inflow 2024-01 true', 'outflow 2024-01 true', 'inflow 2024-02 null', 'outflow 2024-02 null'],
    ]);
    assert.deepEqual(await said(book, 'pooled-account'), [
      'ok',
      ...['inflow 2024-01 true', 'outflow 2024-01 true'],
    ]);
    await importFiles(book, [await pooled('甲店', '2024-02-01 交易收款 4.00 0')]);
    assert.deepEqual(await said(book, 'pooled-account-totals'), [
      'mismatch',
      ...['inflow 2024-01 true', 'outflow 2024-01 true', 'inflow 2024-02 false', 'outflow 2024-02 true'],
    ]);
  });

  test('of two shops nobody knows whose months they are', async () => {
    const book = await books.open();
    await importFiles(book, [
      await months('202401,120.00,2.50,117.50'),
      await pooled('甲店', ...JANUARY),
      await pooled('乙店', '2024-01-07 交易收款 1.00 0'),
    ]);
    assert.deepEqual(await said(book, 'pooled-account-totals'), ['waiting', 'inflow null', 'outflow null']);
  });
}

function provesTrades(books: Books): void {
  test('totals of trades are held against the trades, whatever statement counts, and against their stores', async () => {
    const book = await books.open();
    await importFiles(book, [
      await tradeTotals('S1,示例店,1,0,120.00', ',,1,1,55.00', '合计,,2,1,175.00'),
      await trades(),
      await statement(),
    ]);
    assert.deepEqual(await said(book, 'alipay-trade-totals'), [
      'ok',
      ...['inflow true', 'outflow true', 'net true'],
      ...['inflow 各门店 true', 'outflow 各门店 true', 'net 各门店 true'],
    ]);
  });

  test('without 合计 the stores stand for it', async () => {
    const book = await books.open();
    await importFiles(book, [await tradeTotals('S1,示例店,1,0,120.00', ',,1,1,55.00'), await trades()]);
    assert.deepEqual(await said(book, 'alipay-trade-totals'), [
      'ok',
      'inflow true',
      'outflow true',
      'net true',
    ]);
  });

  test('a store that is missing is seen beside 合计', async () => {
    const book = await books.open();
    await importFiles(book, [await tradeTotals('S1,示例店,1,0,120.00', '合计,,2,1,175.00'), await trades()]);
    assert.deepEqual(await said(book, 'alipay-trade-totals'), [
      'mismatch',
      ...['inflow true', 'outflow true', 'net true'],
      ...['inflow 各门店 false', 'outflow 各门店 false', 'net 各门店 false'],
    ]);
  });
}

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { mendRows } from '../../src/actions/rows/mend-rows.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { encoderOf } from '../../src/reports/annotated-orders/encode.ts';
import { forEachEngine } from '../support/books.ts';
import { ORDERS_FILE, WALLET_FILE, writeSmallMonth } from '../support/small-month.ts';

const ORDERS = [
  { order_no: '2618000000000301044', paid_minor: 120_00n, received_minor: 120_00n },
  { order_no: '2618000000000302044', paid_minor: 80_00n, received_minor: 70_00n },
  { order_no: '2618000000000303044', paid_minor: 55_00n, received_minor: 0n },
  { order_no: '2618000000000304044', paid_minor: 30_00n, received_minor: null },
];

const root = await mkdtemp(path.join(os.tmpdir(), 'bank-'));
after(() => rm(root, { recursive: true, force: true }));

/** The account of the shop for the whole month: a withdrawal that came in, an order's number in a remark. */
const BANK = `账号：6217000000000009999,起始日期：2026-01-01 终止日期：2026-01-31
交易时间,收入,支出,余额,交易类型,对方户名,附言
2026-01-03 08:00:00,100.00,,150.00,提现,支付宝（中国）网络技术有限公司,
2026-01-04 08:00:00,,30.00,120.00,转出,示例快递有限公司,运费
2026-01-05 08:00:00,55.00,,175.00,转入,示例买家,T200P2618000000000303044
2026-01-07 08:00:00,,7.00,168.00,转出,示例快递有限公司,运费
`;

/** What the seller paid and got in person: a purchase that names an order of the shop, a receipt. */
const PERSONAL = `支付宝账户：shop@example.com
起始时间：[2026-01-01 00:00:00]    终止时间：[2026-01-31 23:59:59]
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注
2026-01-12 21:32:14,日用百货,示例,/,示例商品,支出,49.74,余额,交易成功,2026011222001100000103000001,T200P2618000000000302044,
2026-01-13 21:32:14,转账红包,示例,/,转账,收入,55.00,余额,交易成功,2026011322001100000103000002,T200P2618000000000303044,
`;

/** One order was paid through WeChat, whose statement is not there: the bank's must not stand for it. */
async function writeMonth(folder: string): Promise<string[]> {
  writeSmallMonth(folder, ORDERS);
  const orders = path.join(folder, ORDERS_FILE);
  const text = new TextDecoder('gb18030').decode(await readFile(orders));
  await writeFile(
    orders,
    encoderOf('gb18030')(text.replace(/(2618000000000303044,)\d+/, '$14200002480202601050000000003')),
  );
  return [orders, path.join(folder, WALLET_FILE)];
}

async function writeOwnMoney(folder: string): Promise<string[]> {
  const files = [path.join(folder, '银行.csv'), path.join(folder, '支付宝交易明细.csv')] as const;
  await writeFile(files[0], BANK);
  await writeFile(files[1], PERSONAL);
  return [...files];
}

forEachEngine((books) => {
  test('a month with a bank statement and a personal list has the same equation as without', async () => {
    const folder = await mkdtemp(path.join(root, 'files-'));
    const files = await writeMonth(folder);
    const own = await writeOwnMoney(folder);
    const [without, together] = [await books.open(), await books.open()];
    await importFiles(without, files);
    await importFiles(together, [...files, ...own]);
    const alone = await runReconciliation(without);
    const both = await runReconciliation(together);
    for (const part of ['equation', 'by_shop', 'states', 'exceptions', 'fees', 'unknown_subjects'] as const)
      assert.deepEqual(both[part], alone[part], part);
    const { equation, states, wallets } = both;
    assert.ok(equation.closes);
    assert.deepEqual(
      [states.exception, states.outside_coverage],
      [1, 1],
      'one is short, one paid through WeChat',
    );
    const account = wallets.find(({ account_id }) => account_id === 'bank:6217000000000009999');
    assert.deepEqual(
      account && [
        account.inflow_minor,
        account.outflow_minor,
        account.own_account_minor,
        account.order_net_minor,
      ],
      [155_00n, 37_00n, 118_00n, 0n],
    );
  });

  test('two layouts of one account tell a line once', async () => {
    const folder = await mkdtemp(path.join(root, 'files-'));
    const two = path.join(folder, '两列.csv');
    const one = path.join(folder, '一列.csv');
    await writeFile(two, BANK);
    await writeFile(
      one,
      `账号：6217000000000009999
交易日期,交易金额,余额,摘要
20260105,55.00,175.00,转入
20260104,-30.00,120.00,转出
`,
    );
    const book = await books.open();
    const { receipts } = await importFiles(book, [two, one]);
    const told = receipts.map(({ rows_new, rows_unchanged, rows_changed }) => [
      rows_new,
      rows_unchanged,
      rows_changed,
    ]);
    assert.deepEqual(told, [
      [4, 0, 0],
      [0, 2, 0],
    ]);
  });
});

forEachEngine((books) => {
  test('rows that contradict their balances are taken when a person loads them again', async () => {
    const folder = await mkdtemp(path.join(root, 'files-'));
    const file = path.join(folder, '银行.csv');
    await writeFile(file, BANK.replace('150.00', '151.00').replace('168.00', '160.00'));
    const book = await books.open();
    const { receipts } = await importFiles(book, [file]);
    const [receipt] = receipts;
    assert.deepEqual([receipt?.rows_new, receipt?.rows_refused, receipt?.running_balance], [2, 2, 'broken']);
    const rows = [
      { row: 4, cells: {} },
      { row: 6, cells: {} },
    ];
    const { taken, still_refused } = await mendRows(book, receipt?.batch_id ?? 0n, rows);
    assert.deepEqual([taken, still_refused], [2, []]);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/import-files.ts';
import { runReconciliation } from '../../src/actions/run-reconciliation.ts';
import { encoderOf } from '../../src/reports/annotated-orders/encode.ts';
import { forEachEngine } from '../support/books.ts';
import { ORDERS_FILE, WALLET_FILE, writeSmallMonth } from '../support/small-month.ts';

const ORDERS = [
  { order_no: '2618000000000301044', paid_minor: 120_00n, received_minor: 120_00n },
  { order_no: '2618000000000302044', paid_minor: 80_00n, received_minor: 70_00n },
  { order_no: '2618000000000303044', paid_minor: 55_00n, received_minor: 0n },
  { order_no: '2618000000000304044', paid_minor: 30_00n, received_minor: null },
];

/** The account of the shop for the whole month: a withdrawal that came in, an order's number in a remark. */
const BANK = `账号：6217000000000009999,起始日期：2026-01-01 终止日期：2026-01-31
交易时间,收入,支出,余额,交易类型,对方户名,附言
2026-01-03 08:00:00,100.00,,150.00,提现,支付宝（中国）网络技术有限公司,
2026-01-04 08:00:00,,30.00,120.00,转出,示例快递有限公司,运费
2026-01-05 08:00:00,55.00,,175.00,转入,示例买家,T200P2618000000000303044
2026-01-07 08:00:00,,7.00,168.00,转出,示例快递有限公司,运费
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

forEachEngine((books) => {
  test('a month with a bank statement has the same equation as without', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'bank-'));
    try {
      const files = await writeMonth(folder);
      const bank = path.join(folder, '银行.csv');
      await writeFile(bank, BANK);
      const [without, together] = [await books.open(), await books.open()];
      await importFiles(without, files);
      await importFiles(together, [...files, bank]);
      const alone = await runReconciliation(without);
      const { equation, by_shop, states, exceptions, fees, unknown_subjects, wallets } =
        await runReconciliation(together);
      assert.deepEqual(
        { equation, by_shop, states, exceptions, fees, unknown_subjects },
        {
          equation: alone.equation,
          by_shop: alone.by_shop,
          states: alone.states,
          exceptions: alone.exceptions,
          fees: alone.fees,
          unknown_subjects: alone.unknown_subjects,
        },
      );
      assert.ok(equation.closes);
      assert.deepEqual(
        [states.exception, states.outside_coverage],
        [1, 1],
        'one is short, one paid through WeChat',
      );
      const own = wallets.find(({ account_id }) => account_id === 'bank:6217000000000009999');
      assert.deepEqual(
        own && [own.inflow_minor, own.outflow_minor, own.own_account_minor, own.order_net_minor],
        [155_00n, 37_00n, 118_00n, 0n],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('two layouts of one account tell a line once', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'bank-'));
    try {
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
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { formatMinor } from '../../src/money/money.ts';
import { encoderOf } from '../../src/reports/annotated-orders/encode.ts';
import { listBatches } from '../../src/store/imports/imports.ts';
import { forEachEngine } from '../support/books.ts';
import { ORDERS_FILE, WALLET_FILE, writeSmallMonth } from '../support/small-month.ts';

/** One comes whole, one short, one not at all, and one is not confirmed yet. */
const ORDERS = [
  { order_no: '2618000000000301044', paid_minor: 120_00n, received_minor: 120_00n },
  { order_no: '2618000000000302044', paid_minor: 80_00n, received_minor: 70_00n },
  { order_no: '2618000000000303044', paid_minor: 55_00n, received_minor: 0n },
  { order_no: '2618000000000304044', paid_minor: 30_00n, received_minor: null },
];
const TRADES = ORDERS.filter(({ received_minor }) => (received_minor ?? 0n) > 0n);

/** The month's 业务明细 of the account whose 账务明细 `writeSmallMonth` writes; each payment costs 0.60 %. */
async function writeTrades(folder: string): Promise<string> {
  const rows = TRADES.map(({ order_no, received_minor }, at) => {
    const paid = received_minor ?? 0n;
    const no = `20260110220014000000000${at + 10_011}`;
    const fee = formatMinor((paid * 6n) / -1000n);
    return `${no}\t,T200P${order_no}\t,交易,示例商品,2026-01-05 10:01:00,2026-01-10 09:00:0${at},${formatMinor(paid)},,${fee},`;
  });
  const sum = formatMinor(TRADES.reduce((total, { received_minor }) => total + (received_minor ?? 0n), 0n));
  const lines = [
    '#支付宝业务明细查询',
    '#账号：[20881020304050600156]',
    '#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年02月01日 00:00:00]',
    '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,商家实收（元）,退款批次号/请求号,服务费（元）,备注',
    ...rows,
    `#交易合计：${TRADES.length}笔，商家实收共${sum}元，商家优惠共0.00元`,
  ];
  const file = path.join(folder, '业务明细.csv');
  await writeFile(file, encoderOf('gb18030')(lines.map((line) => `${line}\r\n`).join('')));
  return file;
}

/** What the 账务汇总 of the month says of the 账务明细. */
async function writeTotals(folder: string): Promise<string> {
  const file = path.join(folder, '20881020304050600156_202601_账务汇总.csv');
  const text = `#支付宝账务汇总查询
#账号：[20881020304050600156]
#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年02月01日 00:00:00]
类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）
合计,2,190.00,0,0.00,190.00
`;
  await writeFile(file, encoderOf('gb18030')(text));
  return file;
}

forEachEngine((books) => {
  test('业务明细 alone ties orders to money, fees included', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'trades-'));
    try {
      writeSmallMonth(folder, ORDERS);
      const book = await books.open();
      await importFiles(book, [path.join(folder, ORDERS_FILE), await writeTrades(folder)]);
      const { equation, states, fees } = await runReconciliation(book);
      assert.ok(equation.closes);
      assert.deepEqual(
        [states.matched, states.exception, states.in_transit, equation.received_minor, equation.fees_minor],
        [1, 2, 1, 188_86n, 1_14n],
      );
      assert.deepEqual(fees, [{ component: 'processing_fee', minor: 1_14n, lines: 2 }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('beside the 账务明细 it tells nothing twice, and the 账务汇总 still agrees', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'trades-'));
    try {
      writeSmallMonth(folder, ORDERS);
      const files = [
        path.join(folder, ORDERS_FILE),
        path.join(folder, WALLET_FILE),
        await writeTotals(folder),
      ];
      const [without, together] = [await books.open(), await books.open()];
      await importFiles(without, files);
      await importFiles(together, [...files, await writeTrades(folder)]);
      const [alone, both] = [await runReconciliation(without), await runReconciliation(together)];
      for (const part of ['equation', 'by_shop', 'states', 'exceptions', 'fees', 'wallets'] as const)
        assert.deepEqual(both[part], alone[part], part);
      const batches = await listBatches(together.store, together.book_id);
      const proved = batches.map(({ receipt }) => receipt.control_totals);
      assert.deepEqual(proved.sort(), ['none', 'ok', 'ok', 'ok']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

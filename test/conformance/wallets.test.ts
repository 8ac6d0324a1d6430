import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { forEachEngine } from '../support/books.ts';
import { writeOrders, writeStatement } from '../support/raw-files.ts';

const ORDERS = [1, 2, 3, 4, 5, 6].map((at) => ({
  no: `261800000000030${at}044`,
  payment: `420000240820240805${String(at).padStart(10, '0')}`,
}));

/** A merchant's trades of 100.00 at 0.60 %, each of its own order. */
async function writeTrades(folder: string, orders = ORDERS): Promise<string> {
  const headers =
    '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,应结订单金额,微信退款单号,退款金额,手续费';
  const rows = orders.map(({ no, payment }) =>
    ['2024-08-05 10:00:00', 'wx42', '1900000042', payment, no, 'SUCCESS', '100.00', '0', '0.00', '0.60000']
      .map((cell) => `\`${cell}`)
      .join(','),
  );
  return writeText(path.join(folder, '交易账单.csv'), [headers, ...rows]);
}

/** The same money as the merchant's account sees it, and a withdrawal, which is no trade. */
async function writeFundFlow(folder: string, claim = 0): Promise<string> {
  const headers =
    '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号';
  let balance = 1000_00;
  const rows: string[] = [];
  const add = (payment: string, type: string, fen: number, no: string): void => {
    balance += fen;
    const amount = `${Math.abs(fen) / 100}`;
    const way = fen > 0 ? '收入' : '支出';
    const cells = [
      payment,
      `19${rows.length + 100}`,
      type,
      type,
      way,
      amount,
      `${balance / 100}`,
      'system',
      '',
      no,
    ];
    rows.push(['2024-08-05 10:00:05', ...cells].map((cell) => `\`${cell}`).join(','));
  };
  for (const { no, payment } of ORDERS) {
    add(payment, '交易', 100_00, no);
    add(payment, '扣除交易手续费', -60, no);
  }
  add('', '提现', -300_00, '');
  if (claim !== 0) add('', '商户赔付', claim, '');
  return writeText(path.join(folder, '资金账单.csv'), [headers, ...rows]);
}

async function writeText(file: string, lines: readonly string[]): Promise<string> {
  await writeFile(file, lines.map((line) => `${line}\r\n`).join(''));
  return file;
}

forEachEngine((books) => {
  test('trades and fund flow together: money and rate once, the withdrawal from the one that tells it', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'wallets-'));
    try {
      const book = await books.open();
      const orders = await writeOrders(folder, 'orders.csv', ORDERS);
      await importFiles(book, [orders, await writeTrades(folder), await writeFundFlow(folder)]);
      const { wallets, fee_rates, exceptions, states } = await runReconciliation(book);
      assert.deepEqual([states.matched, exceptions], [6, []]);
      assert.deepEqual(
        fee_rates.map(({ component, basis_points }) => [component, basis_points]),
        [['processing_fee', 60]],
      );
      assert.deepEqual(
        wallets.map(({ account_id, opening_minor, closing_minor, inflow_minor, outflow_minor, ...rest }) => [
          account_id,
          [opening_minor, inflow_minor, outflow_minor, closing_minor],
          [rest.order_net_minor, rest.own_account_minor, rest.unidentified_minor],
        ]),
        [['wechat:1900000042', [1000_00n, 600_00n, 303_60n, 1296_40n], [596_40n, -300_00n, 0n]]],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('on a day that both tell, what only the fund flow tells counts: a trade, and money that is no trade', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'wallets-'));
    try {
      const book = await books.open();
      const orders = await writeOrders(folder, 'orders.csv', ORDERS);
      const trades = await writeTrades(folder, ORDERS.slice(1));
      await importFiles(book, [orders, trades, await writeFundFlow(folder, 5_00)]);
      const { wallets, exceptions, states } = await runReconciliation(book);
      assert.deepEqual([states.matched, exceptions], [6, []]);
      assert.deepEqual(
        wallets.map(({ order_net_minor, own_account_minor, unidentified_minor, other_fees_minor }) => [
          order_net_minor,
          own_account_minor,
          unidentified_minor + other_fees_minor,
        ]),
        [[596_40n, -300_00n, 5_00n]],
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('a receipt tied by its payment number is order money of its wallet', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'wallets-'));
    try {
      const book = await books.open();
      const [order] = ORDERS;
      assert.ok(order);
      const payment = '2024080522001000000000000001';
      const orders = await writeOrders(folder, 'orders.csv', [{ ...order, payment }]);
      const lines = [{ no: '1810000000000000101', amount: 100, payment }];
      await importFiles(book, [orders, await writeStatement(folder, '账务明细.csv', lines)]);
      const { equation, wallets } = await runReconciliation(book);
      const [wallet] = wallets;
      assert.ok(wallet);
      assert.deepEqual([wallet.order_net_minor, wallet.unidentified_minor], [equation.received_minor, 0n]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

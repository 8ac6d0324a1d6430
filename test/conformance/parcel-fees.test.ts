import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import { balanceOf } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';
import { writeOrders } from '../support/raw-files.ts';

/*
 * Goal: a wallet line that names a parcel and no order is of the order that the parcel is of, where exactly one is known, by
 * whatever file tells it.
 */

const [A, B, C] = ['4000000000000010101', '4000000000000010102', '4000000000000010103'];
const LONE = 'YT0000000000077';

const SHIPMENTS = `订单编号,物流单号,物流公司,发货时间
${A},YT0000000000018;YT0000000000019,示例快递,2024-08-02 09:00:00
${B},YT0000000000055,示例快递,2024-08-02 09:00:00
${C},YT0000000000055,示例快递,2024-08-02 09:00:00
`;

/** Receipts of the orders, and charges of parcels: of A's second, of one that two orders share, of one that nobody knows. */
const LINES: readonly (readonly [cells: string, amount: number])[] = [
  [`T200P${A},在线支付,`, 100],
  [`T200P${B},在线支付,`, 100],
  [`T200P${C},在线支付,`, 100],
  [`,转账,商家集运物流服务费，运单号：YT0000000000019`, -7],
  [`,转账,商家集运物流服务费，运单号：YT0000000000055`, -6],
  [`,转账,商家集运物流服务费，运单号：${LONE}`, -5],
];

function statement(): string {
  let balance = 1000;
  const rows = LINES.map(([cells, amount], at) => {
    const [order, type, memo] = cells.split(',');
    balance += amount;
    const money = amount > 0 ? `${amount}.00,0.00` : `0.00,${amount}.00`;
    return `2024080900000000000000000000${at},,${order},2024-08-09 10:00:00,${money},${balance}.00,${type},${memo}`;
  });
  return `#支付宝账务明细查询
#账号：[20881020304050600156]
#起始日期：[2024年08月01日 00:00:00]   终止日期：[2024年09月01日 00:00:00]
账务流水号,业务流水号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,备注
${rows.join('\n')}
`;
}

async function importAll(book: Book): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'parcel-fees-'));
  try {
    await writeOrders(
      folder,
      'orders.csv',
      [A, B, C].map((no) => ({ no })),
    );
    await writeFile(path.join(folder, 'shipments.csv'), SHIPMENTS);
    await writeFile(path.join(folder, 'wallet.csv'), statement());
    const { failures, receipts } = await importFiles(book, [folder]);
    assert.deepEqual(failures, []);
    assert.equal(receipts.length, 3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

forEachEngine((books) => {
  test('the charge of a parcel is a fee of its order, of no order where two share the parcel or none has it', async () => {
    const book = await books.open();
    await importAll(book);
    const { equation } = await runReconciliation(book);
    assert.equal(equation.closes, true);
    const told = [];
    for (const key of [A, B, C, 'YT0000000000019', 'YT0000000000055', LONE]) {
      const balance = await balanceOf(book.store, book.book_id, key);
      told.push([balance?.state, balance?.fees_minor]);
    }
    assert.deepEqual(told, [
      ['matched', 700n],
      ['matched', 0n],
      ['matched', 0n],
      [undefined, undefined],
      ['outside_coverage', 600n],
      ['outside_coverage', 500n],
    ]);
  });
});

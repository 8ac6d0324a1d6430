import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import { writeRefusedRows } from '../../src/actions/rows/refused-rows.ts';
import type { ImportReceipt } from '../../src/model/receipt.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { writeOrderLines, writeOrders, writeStatement } from '../support/raw-files.ts';
import { snapshotOf } from '../support/snapshot.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-rounded-'));
});
after(() => rm(root, { recursive: true, force: true }));

const ZEROS = '4000000000000010000';
const WHOLE = '4000000000000012345';
const OTHER_WHOLE = '4000000000000013456';
const FAR = '4000000000000052345';
const P = '2024080122001400000000000777';
/** Enough rows for chance to give a number that looks rounded, and too few. */
const [MANY, FEW] = [2500, 300];

type Named = { readonly order: string; readonly payment: string };

/** What stands in the other files: order lines and wallet lines, each with its order and payment. */
interface Others {
  readonly lines?: readonly Named[];
  readonly wallet?: readonly Named[];
}

/** Whole numbers that fill a file. */
function filling(count: number, digit: string): string[] {
  return Array.from({ length: count }, (_, at) => `40000000${digit}${String(at).padStart(7, '0')}777`);
}

async function writeAll(rows: number, { lines, wallet }: Others): Promise<string[]> {
  const folder = await mkdtemp(path.join(root, 'files-'));
  const orders = [{ no: ZEROS, payment: P }, ...filling(rows, '1').map((no) => ({ no }))];
  const files = [await writeOrders(folder, 'orders.csv', orders)];
  if (lines !== undefined) {
    const told = lines.map(({ order, payment }, at) => ({ no: order, order, payment, at }));
    const rest = filling(rows, '1').map((no) => ({ no, order: no, payment: '' }));
    files.push(await writeOrderLines(folder, 'lines.csv', [...told, ...rest]));
  }
  if (wallet !== undefined) {
    const told = wallet.map((each, at) => ({ no: String(at + 1), amount: 1, ...each }));
    files.push(await writeStatement(folder, 'wallet.csv', told));
  }
  return files;
}

interface Case {
  readonly says: string;
  readonly rows: number;
  readonly others: Others;
  /** The number under which the order counts, or that its row is held. */
  readonly fate: string;
}

const CASES: readonly Case[] = [
  { says: 'nothing else is known', rows: MANY, others: {}, fate: ZEROS },
  {
    says: 'an order line names another number',
    rows: MANY,
    others: { lines: [{ order: WHOLE, payment: P }] },
    fate: WHOLE,
  },
  {
    says: 'a wallet line names another number',
    rows: MANY,
    others: { wallet: [{ order: WHOLE, payment: P }] },
    fate: WHOLE,
  },
  {
    says: 'one file names another number and one the very number',
    rows: MANY,
    others: { lines: [{ order: WHOLE, payment: P }], wallet: [{ order: ZEROS, payment: '' }] },
    fate: ZEROS,
  },
  {
    says: 'the payment is of an order unlike it',
    rows: MANY,
    others: { lines: [{ order: FAR, payment: P }] },
    fate: ZEROS,
  },
  {
    says: 'the payment is of two orders that fit',
    rows: MANY,
    others: {
      lines: [
        { order: WHOLE, payment: P },
        { order: OTHER_WHOLE, payment: P },
      ],
    },
    fate: 'held',
  },
  {
    says: 'the order lines have it too',
    rows: MANY,
    others: { lines: [{ order: ZEROS, payment: P }] },
    fate: ZEROS,
  },
  { says: 'nothing else is known', rows: FEW, others: {}, fate: 'held' },
  {
    says: 'an order line names another number',
    rows: FEW,
    others: { lines: [{ order: WHOLE, payment: P }] },
    fate: WHOLE,
  },
  {
    says: 'a wallet line names the very number',
    rows: FEW,
    others: { wallet: [{ order: ZEROS, payment: '' }] },
    fate: ZEROS,
  },
  {
    says: 'the order lines have it too',
    rows: FEW,
    others: { lines: [{ order: ZEROS, payment: P }] },
    fate: ZEROS,
  },
  {
    says: 'the payment is of an order unlike it',
    rows: FEW,
    others: { lines: [{ order: FAR, payment: P }] },
    fate: 'held',
  },
];

/** Under which number the order in question counts. */
async function fateOf(book: Book): Promise<string> {
  const rows = await book.store.query<{ match_key: string }>(
    sql`select match_key from orders where live and left(match_key, 14) = left(${ZEROS}, 14)`,
  );
  assert.ok(rows.length <= 1);
  return rows[0]?.match_key ?? 'held';
}

function assertSums(receipts: readonly ImportReceipt[], rows: number): void {
  for (const r of receipts)
    assert.equal(
      r.rows_read,
      r.rows_new + r.rows_unchanged + r.rows_changed + r.rows_refused + r.rows_mended,
      r.file,
    );
  const orders = receipts.find(({ source }) => source === 'taobao-orders');
  assert.equal(orders?.rows_read, rows + 1);
}

function fates(books: Books): void {
  for (const { says, rows, others, fate } of CASES) {
    test(`of ${rows} rows one looks rounded; ${says}: ${fate}`, async () => {
      const files = await writeAll(rows, others);
      for (const order of [files, files.toReversed()]) {
        const book = await books.open();
        for (const file of order) assert.deepEqual((await importFiles(book, [file])).failures, []);
        assert.equal(await fateOf(book), fate);
        const receipts = (await listImports(book)).flatMap((each) => each.receipts);
        assertSums(receipts, rows);
        const { rows_refused, rows_repaired } = receipts.find((r) => r.source === 'taobao-orders') ?? {};
        const repaired = fate === WHOLE || (fate === ZEROS && rows === FEW);
        assert.deepEqual([rows_refused, rows_repaired], [fate === 'held' ? 1 : 0, repaired ? 1 : 0]);
      }
    });
  }
}

function undone(books: Books): void {
  test('what a proof has changed is as before when the proof is undone', async () => {
    for (const rows of [MANY, FEW]) {
      const [orders = '', lines = ''] = await writeAll(rows, { lines: [{ order: WHOLE, payment: P }] });
      const book = await books.open();
      await importFiles(book, [orders]);
      const [before, counts] = [await snapshotOf(book), (await listImports(book))[0]?.receipts];
      await importFiles(book, [lines]);
      assert.equal(await fateOf(book), WHOLE);
      await undoImport(book, (await listImports(book))[1]?.import_id ?? 0n);
      assert.deepEqual(await snapshotOf(book), before);
      assert.deepEqual((await listImports(book))[0]?.receipts, counts);
    }
  });

  test('two exports of one rounded order are repaired to one', async () => {
    const [orders = '', lines = ''] = await writeAll(MANY, { lines: [{ order: WHOLE, payment: P }] });
    const again = await writeOrders(path.dirname(orders), 'again.csv', [
      { no: ZEROS, payment: P, created: '2024-08-03 10:00:00' },
      ...filling(MANY, '1').map((no) => ({ no })),
    ]);
    const book = await books.open();
    await importFiles(book, [orders, again]);
    const before = (await listImports(book)).map(({ receipts }) => receipts);
    await importFiles(book, [lines]);
    assert.equal(await fateOf(book), WHOLE);
    for (const { receipts } of (await listImports(book)).slice(0, 2)) assertSums(receipts, MANY);
    await undoImport(book, (await listImports(book))[2]?.import_id ?? 0n);
    assert.deepEqual(
      (await listImports(book)).map(({ receipts }) => receipts),
      before,
    );
  });

  test('a held row whose number looks rounded is written out to be mended', async () => {
    const [orders = ''] = await writeAll(FEW, {});
    const book = await books.open();
    await importFiles(book, [orders]);
    const target = path.join(path.dirname(orders), 'refused.csv');
    const [imported] = await listImports(book);
    await writeRefusedRows(book, { import_id: imported?.import_id ?? 0n }, target, { language: 'zh-CN' });
    const rows = (await readFile(target, 'utf8')).trimEnd().split('\r\n');
    assert.equal(rows.length, 2);
    assert.ok(rows[1]?.startsWith(ZEROS), rows[1]);
  });
}

forEachEngine((books) => {
  fates(books);
  undone(books);
});

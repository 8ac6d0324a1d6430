import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports, undoImport } from '../../src/actions/importing/undo-import.ts';
import type { Book } from '../../src/store/book.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { type RawLine, writeCombined, writeOrders, writeStatement } from '../support/raw-files.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-tellings-'));
});
after(() => rm(root, { recursive: true, force: true }));

const freshFolder = (): Promise<string> => mkdtemp(path.join(root, 'files-'));

const A = '4000000000000000101';
const LINES: readonly RawLine[] = [
  { no: '1', amount: 5, order: A },
  { no: '2', amount: -2, order: A },
  { no: '3', amount: 7 },
];

type Layout = 'narrow' | 'wide' | 'combined';

/** Writes one layout of the lines; the name of a combined query tells the account. */
const WRITE: Readonly<Record<Layout, (folder: string, lines: readonly RawLine[]) => Promise<string>>> = {
  narrow: (folder, lines) => writeStatement(folder, 'narrow.csv', lines),
  wide: (folder, lines) => writeStatement(folder, 'wide.csv', lines, { wide: true }),
  combined: (folder, lines) => writeCombined(folder, '2088102030405060-20240901-1-账务组合查询.csv', lines),
};

/** Of two layouts the one whose telling counts. */
const COUNTS: readonly (readonly [first: Layout, second: Layout, counts: Layout])[] = [
  ['narrow', 'combined', 'narrow'],
  ['combined', 'narrow', 'narrow'],
  ['narrow', 'wide', 'wide'],
  ['wide', 'narrow', 'wide'],
  ['wide', 'combined', 'wide'],
  ['combined', 'wide', 'wide'],
];

/** Files, in which the lines are live, and their sum. */
async function live(book: Book): Promise<unknown> {
  return book.store.query(sql`select b.file, count(*) as lines, sum(l.amount_minor)::bigint as sum
    from statement_lines l join import_batches b on b.book_id = l.book_id and b.batch_id = l.batch_id
    where l.book_id = ${book.book_id} and l.live group by b.file order by b.file`);
}

/** `new/unchanged/changed` of the only receipt. */
async function importOne(book: Book, file: string): Promise<string> {
  const { receipts, failures } = await importFiles(book, [file]);
  assert.deepEqual(failures, []);
  return receipts.map((r) => [r.rows_new, r.rows_unchanged, r.rows_changed].join('/')).join(' ');
}

function layouts(books: Books): void {
  for (const [first, second, counting] of COUNTS) {
    test(`lines told ${first} and again ${second} are unchanged, and ${counting} counts`, async () => {
      const book = await books.open();
      const folder = await freshFolder();
      const files = {
        [first]: await WRITE[first](folder, LINES),
        [second]: await WRITE[second](folder, LINES),
      };
      assert.equal(await importOne(book, files[first] ?? ''), '3/0/0');
      assert.equal(await importOne(book, files[second] ?? ''), '0/3/0');
      const expected = [{ file: path.basename(files[counting] ?? ''), lines: 3n, sum: 1000n }];
      assert.deepEqual(await live(book), expected);
      const undone = (await listImports(book)).find(({ file }) => file === expected[0]?.file);
      await undoImport(book, undone?.import_id ?? 0n);
      const other = path.basename(files[counting === first ? second : first] ?? '');
      assert.deepEqual(await live(book), [{ file: other, lines: 3n, sum: 1000n }]);
    });
  }
}

function contradictions(books: Books): void {
  /** What the second telling says otherwise of the second line, and whether that is a change. */
  const others: readonly (readonly [says: string, line: Partial<RawLine>, counted: string])[] = [
    ['another amount, and so another balance of two lines', { amount: -3 }, '0/1/2'],
    ['another minute', { at: '2024-08-01 09:01:05' }, '0/2/1'],
    ['no seconds, as after a spreadsheet', { at: '2024/8/1 9:00' }, '0/3/0'],
    ['another order', { order: '4000000000000000202' }, '0/3/0'],
  ];
  for (const [says, line, counted] of others) {
    test(`a line told again with ${says}: ${counted}, whichever counts`, async () => {
      const otherwise = LINES.map((each) => (each.no === '2' ? { ...each, ...line } : each));
      for (const [first, second] of [
        ['narrow', 'combined'],
        ['combined', 'narrow'],
        ['narrow', 'wide'],
      ] as const) {
        const book = await books.open();
        const folder = await freshFolder();
        await importOne(book, await WRITE[first](folder, LINES));
        assert.equal(
          await importOne(book, await WRITE[second](folder, otherwise)),
          counted,
          `${first} ${second}`,
        );
      }
    });
  }
}

function ties(books: Books): void {
  test('of two exports of one moment the one in which more has happened counts, in any order', async () => {
    const folder = await freshFolder();
    const shipped = await writeOrders(folder, 'a.csv', [{ no: A, status: '卖家已发货，等待买家确认' }]);
    const completed = await writeOrders(folder, 'b.csv', [{ no: A, status: '交易成功' }]);
    for (const files of [
      [shipped, completed],
      [completed, shipped],
    ]) {
      const book = await books.open();
      for (const file of files) await importFiles(book, [file]);
      const rows = await book.store.query(sql`select status_text from orders where live`);
      assert.deepEqual(rows, [{ status_text: '交易成功' }]);
    }
  });

  test('of two files of one moment that contradict each other the same one counts in any order', async () => {
    const folder = await freshFolder();
    const files = [
      await writeOrders(folder, 'a.csv', [{ no: A, paid: '100.00' }]),
      await writeOrders(folder, 'b.csv', [{ no: A, paid: '101.00' }]),
    ];
    const seen = new Set<string>();
    for (const order of [files, files.toReversed()]) {
      const book = await books.open();
      for (const file of order) await importFiles(book, [file]);
      const [row] = await book.store.query<{ paid_minor: bigint }>(
        sql`select paid_minor from orders where live`,
      );
      seen.add(String(row?.paid_minor));
    }
    assert.equal(seen.size, 1);
  });
}

forEachEngine((books) => {
  layouts(books);
  contradictions(books);
  ties(books);
});

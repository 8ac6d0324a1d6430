import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { listImports } from '../../src/actions/importing/undo-import.ts';
import { main } from '../../src/cli/main.ts';
import { type Books, forEachEngine } from '../support/books.ts';
import { writeOrders } from '../support/raw-files.ts';
import { zipOf } from '../support/reading.ts';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'duideshang-odd-'));
});
after(() => rm(root, { recursive: true, force: true }));

const A = '4000000000000000101';
const UNKNOWN = '一,二,三\n1,2,3\n';

/** A folder as a clerk might drop it, what its receipts say (`file new/unchanged`), and what fails. */
interface Drop {
  readonly says: string;
  readonly fill: (folder: string) => Promise<unknown>;
  readonly password?: string;
  readonly receipts: readonly string[];
  readonly failures: readonly (readonly [file: string, code: string])[];
  readonly exit: number;
}

async function zip(folder: string, members: readonly (readonly [string, string])[], password?: string) {
  const settings = password === undefined ? {} : { password, encryptionStrength: 3 as const };
  await writeFile(path.join(folder, 'all.zip'), await zipOf([...members], settings));
}

async function orders(folder: string): Promise<string> {
  return readFile(await writeOrders(folder, 'orders.csv', [{ no: A }]), 'utf8');
}

/** The text of an order report that lies nowhere. */
async function ordersText(folder: string): Promise<string> {
  const text = await orders(folder);
  await rm(path.join(folder, 'orders.csv'));
  return text;
}

const DROPS: readonly Drop[] = [
  {
    says: 'two files of the same bytes',
    fill: async (folder) => {
      await orders(folder);
      await copyFile(path.join(folder, 'orders.csv'), path.join(folder, 'orders(1).csv'));
    },
    receipts: ['orders(1).csv 1/0', 'orders.csv 0/1'],
    failures: [],
    exit: 0,
  },
  {
    says: 'an empty file',
    fill: async (folder) => Promise.all([orders(folder), writeFile(path.join(folder, 'empty.csv'), '')]),
    receipts: ['orders.csv 1/0'],
    failures: [['empty.csv', 'table_empty']],
    exit: 2,
  },
  {
    says: 'a file with a header only',
    fill: (folder) => writeOrders(folder, 'orders.csv', []),
    receipts: ['orders.csv 0/0'],
    failures: [],
    exit: 0,
  },
  {
    says: 'a zip with one good member and one that is nobody’s',
    fill: async (folder) => {
      const text = await ordersText(folder);
      await zip(folder, [
        ['orders.csv', text],
        ['other.csv', UNKNOWN],
      ]);
    },
    receipts: ['all.zip › orders.csv 1/0'],
    failures: [['all.zip', 'source_unknown']],
    exit: 2,
  },
  {
    says: 'a zip without members',
    fill: (folder) => zip(folder, []),
    receipts: [],
    failures: [['all.zip', 'table_empty']],
    exit: 2,
  },
  {
    says: 'an encrypted zip without a password',
    fill: async (folder) => zip(folder, [['orders.csv', await ordersText(folder)]], '123456'),
    receipts: [],
    failures: [['all.zip', 'password_missing']],
    exit: 2,
  },
  {
    says: 'an encrypted zip with a wrong password',
    fill: async (folder) => zip(folder, [['orders.csv', await ordersText(folder)]], '123456'),
    password: '999999',
    receipts: [],
    failures: [['all.zip', 'password_wrong']],
    exit: 2,
  },
  {
    says: 'an encrypted zip with its password',
    fill: async (folder) => zip(folder, [['orders.csv', await ordersText(folder)]], '123456'),
    password: '123456',
    receipts: ['all.zip › orders.csv 1/0'],
    failures: [],
    exit: 0,
  },
  {
    says: 'no file at all, in folders',
    fill: (folder) => mkdir(path.join(folder, '一月', '支付宝'), { recursive: true }),
    receipts: [],
    failures: [['', 'folder_empty']],
    exit: 2,
  },
  {
    says: 'links to nowhere and to the folder itself',
    fill: async (folder) => {
      await orders(folder);
      await symlink(path.join(folder, 'nowhere.csv'), path.join(folder, 'gone.csv'));
      await symlink(folder, path.join(folder, 'round'));
    },
    receipts: ['orders.csv 1/0'],
    failures: [['gone.csv', 'file_unreadable']],
    exit: 2,
  },
];

async function dropped({ fill }: Drop): Promise<string> {
  const folder = await mkdtemp(path.join(root, 'drop-'));
  await fill(folder);
  return folder;
}

function drops(books: Books): void {
  for (const drop of DROPS) {
    test(`a drop with ${drop.says}`, async () => {
      const folder = await dropped(drop);
      const book = await books.open();
      const options = drop.password === undefined ? {} : { password: drop.password };
      const report = await importFiles(book, [folder], options);
      assert.deepEqual(
        report.receipts.map(({ file, rows_new, rows_unchanged }) => `${file} ${rows_new}/${rows_unchanged}`),
        drop.receipts,
      );
      assert.deepEqual(
        report.failures.map(({ file, error }) => [
          path.relative(folder, path.resolve(folder, file)),
          error.code,
        ]),
        drop.failures,
      );
      assert.equal((await listImports(book)).length, drop.receipts.length === 0 ? 0 : 1);
    });
  }
}

function vanishing(books: Books): void {
  test('a file that vanishes before its turn fails by itself', async () => {
    const folder = await mkdtemp(path.join(root, 'drop-'));
    const [stays, gone] = [path.join(folder, 'a.csv'), path.join(folder, 'b.csv')];
    await writeOrders(folder, 'a.csv', [{ no: A }]);
    await writeOrders(folder, 'b.csv', [{ no: '4000000000000000202' }]);
    const book = await books.open();
    let removed = false;
    const report = await importFiles(book, [stays, gone], {
      concurrency: 1,
      onProgress: ({ file, phase }) => {
        if (file !== 'b.csv' || phase !== 'keeping') return;
        rmSync(gone);
        removed = true;
      },
    });
    assert.ok(removed);
    const outcome = [
      ...report.receipts.map(({ file }) => file),
      ...report.failures.map(({ error }) => error.code),
    ];
    assert.deepEqual(outcome, ['a.csv', 'file_unreadable']);
  });

  test('a repaired file that comes again counts nothing as new', async () => {
    const payment = '2024080122001400000000000777';
    const folder = await mkdtemp(path.join(root, 'drop-'));
    const orders = await writeOrders(folder, 'orders.csv', [{ no: '4.00000E+18', payment }]);
    const proof = await writeOrders(folder, 'proof.csv', [{ no: A, payment }]);
    const book = await books.open();
    await importFiles(book, [orders]);
    const { receipts } = await importFiles(book, [orders, proof]);
    assert.deepEqual(
      receipts.map((r) => [r.rows_read, r.rows_new, r.rows_unchanged, r.rows_changed, r.rows_refused]),
      [
        [1, 0, 1, 0, 0],
        [1, 1, 0, 0, 0],
      ],
    );
  });
}

forEachEngine((books) => {
  drops(books);
  vanishing(books);
});

for (const drop of DROPS) {
  test(`the command line reconciles a drop with ${drop.says}: exit code ${drop.exit}, no stack`, async () => {
    const folder = await dropped(drop);
    const at = await mkdtemp(path.join(root, 'book-'));
    let typed = '';
    const write = (text: string) => (typed += text);
    const password = drop.password === undefined ? [] : ['--password', drop.password];
    const exit = await main(
      ['reconcile', folder, '--book', path.join(at, 'book'), '--out', path.join(at, 'out'), ...password],
      { stdout: { write }, stderr: { write }, env: {}, onInterrupt: () => () => undefined },
    );
    assert.equal(exit, drop.exit, typed);
    assert.doesNotMatch(typed, /\n\s+at |node:|\.ts:\d/);
    for (const [file] of drop.failures) assert.ok(typed.includes(file), typed);
  });
}

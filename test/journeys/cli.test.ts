import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as XLSX from '@e965/xlsx';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';
import { schemaFaults } from '../support/schema.ts';
import { ORDERS_FILE, type SmallOrder, WALLET_FILE, writeSmallMonth } from '../support/small-month.ts';

const SHORT = '3612345678901230026';
const ORDERS: readonly SmallOrder[] = [
  { order_no: '3612345678901230018', paid_minor: 10_000n, received_minor: 10_000n },
  { order_no: SHORT, paid_minor: 25_000n, received_minor: 24_900n },
  { order_no: '3612345678901230034', paid_minor: 5_000n, received_minor: null },
];
const TIED = ORDERS.filter(({ order_no }) => order_no !== SHORT);

interface Typed {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Types a command line; nobody looks at it, so there is no progress. */
async function type(...argv: string[]): Promise<Typed> {
  return typeWith({}, ...argv);
}

async function typeWith(changes: Partial<Io>, ...argv: string[]): Promise<Typed> {
  const typed = { out: '', err: '' };
  const io: Io = {
    stdout: { write: (text) => (typed.out += text) },
    stderr: { write: (text) => (typed.err += text) },
    env: {},
    onInterrupt: () => () => undefined,
    ...changes,
  };
  const exit = await main(argv, io);
  return { exit, ...typed };
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'duideshang-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('a folder of raw files in, proved books and every output out', async (t) => {
  const folder = folderFor(t);
  const [files, out, json] = [join(folder, '文件'), join(folder, '结果'), join(folder, '结果.json')];
  writeSmallMonth(files, ORDERS);
  const first = await type('reconcile', files, '--out', out, '--json', json);
  assert.equal(first.err, '');
  assert.equal(first.exit, 1);
  assert.match(first.out, /两边相差 0\.00，平。/);
  assert.match(first.out, new RegExp(`${WALLET_FILE.slice(0, 20)}.*相符\\s+连续`));

  const result = readJson(json);
  const schema = readJson(join(import.meta.dirname, '../../docs/reference/result.schema.json'));
  assert.deepEqual(schemaFaults(schema, result), []);
  assert.deepEqual(result.equation, {
    expected_minor: 40_000,
    received_minor: 34_900,
    fees_minor: 0,
    refunded_minor: 0,
    in_transit_minor: 5_000,
    outside_coverage_minor: 0,
    discrepancy_minor: -100,
    closes: true,
  });
  assert.deepEqual(
    result.exceptions.map((each: { order_no: string; type: string; discrepancy_minor: number }) => [
      each.order_no,
      each.type,
      each.discrepancy_minor,
    ]),
    [[SHORT, 'amount_short', -100]],
  );
  assert.equal(result.states.matched, 1);
  assert.equal(result.states.in_transit, 1);

  const book = XLSX.read(readFileSync(join(out, '对账结果.xlsx')));
  assert.equal(book.SheetNames[0], '汇总');
  assert.equal(book.Sheets.差异明细?.A2?.v, SHORT);
});

test('the order file comes back with four columns and every other byte as it was', async (t) => {
  const folder = folderFor(t);
  const [files, out] = [join(folder, '文件'), join(folder, '结果')];
  writeSmallMonth(files, ORDERS);
  await type('reconcile', files, '--out', out);
  const decode = (path: string) => new TextDecoder('gb18030', { fatal: true }).decode(readFileSync(path));
  const before = decode(join(files, ORDERS_FILE));
  const after = decode(join(out, '订单-附核对结果', ORDERS_FILE));
  const ends = (text: string) => text.split(/(?<!，)\r\n/).filter((line) => line !== '');
  const [header, one, two, three] = ends(after);
  const [oldHeader, ...old] = ends(before);
  assert.equal(header, `${oldHeader},核对结果,差异金额,原因,依据`);
  assert.equal(one, `${old[0]},已核对,0.00,,到账 100.00 alipay:2088102030405060`);
  assert.ok(two?.startsWith(`${old[1]},有差异,-1.00,原因不明,`), two);
  assert.ok(two?.includes(`${ORDERS_FILE} 第 3 行；${WALLET_FILE} 第 6 行`), two);
  assert.ok(three?.startsWith(`${old[2]},在途,0.00,`), three);
});

test('the second time nothing changes; our own files below the folder are not imported', async (t) => {
  const folder = folderFor(t);
  const [out, json] = [join(folder, '对账结果'), join(folder, '对账结果', 'r.json')];
  writeSmallMonth(folder, ORDERS);
  await type('reconcile', folder, '--out', out, '--json', json);
  const once = readJson(json);
  const again = await type('reconcile', folder, '--out', out, '--json', json);
  const twice = readJson(json);
  assert.equal(again.exit, 1);
  assert.equal(twice.receipts.length, 2);
  for (const receipt of twice.receipts) {
    assert.equal(receipt.rows_new, 0);
    assert.equal(receipt.rows_unchanged, receipt.rows_read);
  }
  assert.deepEqual(twice.equation, once.equation);
  assert.deepEqual(twice.exceptions, once.exceptions);
});

test('a month that ties ends with 0', async (t) => {
  const folder = folderFor(t);
  writeSmallMonth(folder, TIED);
  const { exit, out } = await type('reconcile', folder, '--json', join(folder, 'r.json'), '--lang', 'en');
  assert.equal(exit, 0);
  assert.match(out, /No exceptions\./);
  assert.match(out, /Nothing to do\./);
  assert.ok(!existsSync(join(folder, '账套')));
});

test('an unknown file ends with 2 and is named; the others are reconciled', async (t) => {
  const folder = folderFor(t);
  writeSmallMonth(folder, TIED);
  writeFileSync(join(folder, '通讯录.csv'), '姓名,电话\n示例,10000000000\n');
  const { exit, out } = await type('reconcile', folder, '--json', join(folder, 'r.json'));
  assert.equal(exit, 2);
  assert.match(out, /✗ .*通讯录\.csv/);
  assert.match(out, /两边相差 0\.00，平。/);
  assert.equal(
    (await type('reconcile', join(folder, '通讯录.csv'), '--json', join(folder, 'r.json'))).exit,
    2,
  );
});

test('a refused row ends with 2 and is written with its reason, to be mended and imported', async (t) => {
  const folder = folderFor(t);
  const [files, out] = [join(folder, '文件'), join(folder, '结果')];
  writeSmallMonth(files, [...TIED, { order_no: '3.61235E+18', paid_minor: 100n, received_minor: null }]);
  const { exit, out: said } = await type('reconcile', files, '--out', out);
  assert.equal(exit, 2);
  assert.match(said, /有 1 行被拒收/);
  const refused = readFileSync(join(out, '拒收行', ORDERS_FILE), 'utf8');
  assert.match(refused, /3\.61235E\+18/);
  assert.match(refused, /拒收原因/);
});

test('import, run, exceptions, explain, decide, undo: one book from step to step', async (t) => {
  const folder = folderFor(t);
  const [files, at] = [join(folder, '文件'), join(folder, '账')];
  writeSmallMonth(files, ORDERS);
  const book = ['--book', at];
  assert.equal((await type('run', ...book)).exit, 2);
  assert.equal((await type('import', files, ...book)).exit, 0);
  const never = await type('exceptions', ...book);
  assert.equal(never.exit, 2);
  const json = join(folder, 'r.json');
  assert.equal((await type('run', ...book, '--json', json)).exit, 1);
  assert.equal(readJson(json).receipts.length, 2);

  const listed = await type('exceptions', ...book);
  assert.equal(listed.exit, 1);
  assert.match(listed.out, new RegExp(`^${SHORT}  少收  原因不明  -1\\.00`));
  assert.equal((await type('exceptions', ...book, '--type', 'missing_refund')).exit, 0);
  const csv = join(folder, '差异.csv');
  await type('exceptions', ...book, '--csv', csv);
  assert.match(
    readFileSync(csv, 'utf8'),
    new RegExp(`\r\n${SHORT}\t,少收,原因不明,250\\.00,249\\.00,-1\\.00,`),
  );

  const story = await type('explain', SHORT, ...book, '--lang', 'zh-TW');
  assert.equal(story.exit, 0);
  assert.match(story.out, /核對結果：有差異/);
  assert.match(story.out, /249\.00/);
  assert.equal((await type('explain', '999', ...book)).exit, 2);

  assert.equal((await type('decide', SHORT, 'accept', '--note', '已核实', ...book)).exit, 0);
  assert.equal((await type('run', ...book, '--json', json)).exit, 0);
  assert.match((await type('exceptions', ...book)).out, /\[接受\]/);

  assert.match((await type('imports', ...book)).out, new RegExp(ORDERS_FILE));
  assert.equal((await type('undo', '77', ...book)).exit, 2);
  assert.equal((await type('undo', ...book)).exit, 0);
  assert.doesNotMatch((await type('imports', ...book)).out, new RegExp(ORDERS_FILE));
});

test('--json - writes to standard output what a program reads, and to standard error what a person does', async (t) => {
  const folder = folderFor(t);
  writeSmallMonth(folder, ORDERS);
  const { out, err, exit } = await type('reconcile', folder, '--json', '-', '--lang', 'en');
  assert.equal(exit, 1);
  assert.equal(JSON.parse(out).equation.closes, true);
  assert.match(err, /\b1 exception\. The story/);
  assert.doesNotMatch(err, /\b1 (?:exceptions|rows|orders|files|lines)\b/);
  assert.ok(!existsSync('-'));
});

test('rules of the book are set, shown and taken away; a wrong file is refused', async (t) => {
  const folder = folderFor(t);
  const book = ['--book', join(folder, '账')];
  const file = join(folder, '规则.json');
  const test = { field: 'memo', how: 'contains', value: '示例杂费' };
  writeFileSync(
    file,
    JSON.stringify({ fee_rules: [{ id: 'mine', channel: 'alipay', component: 'marketing_fee', test }] }),
  );
  assert.equal((await type('rules', '--set', file, ...book)).exit, 0);
  assert.match((await type('rules', ...book)).out, /mine.*memo contains 示例杂费/);
  assert.equal((await type('rules', '--clear', ...book)).exit, 0);
  assert.doesNotMatch((await type('rules', ...book)).out, /mine/);
  writeFileSync(file, '{');
  assert.equal((await type('rules', '--set', file, ...book)).exit, 2);
  assert.equal((await type('rules', '--set', join(folder, 'none.json'), ...book)).exit, 2);
});

test('Ctrl-C stops cleanly: one sentence, and the next run finishes the work', async (t) => {
  const folder = folderFor(t);
  const [files, at, json] = [join(folder, '文件'), join(folder, '账'), join(folder, 'r.json')];
  writeSmallMonth(files, ORDERS);
  const onInterrupt = (stop: () => void) => {
    stop();
    return () => undefined;
  };
  const stopped = await typeWith({ onInterrupt }, 'reconcile', files, '--book', at, '--json', json);
  assert.equal(stopped.exit, 130);
  assert.match(stopped.err, /^已停下。/);
  assert.ok(!existsSync(json));
  assert.equal((await type('reconcile', files, '--book', at, '--json', json)).exit, 1);
});

test('an output folder that cannot be made is said in a sentence', async (t) => {
  const folder = folderFor(t);
  writeSmallMonth(join(folder, '文件'), TIED);
  writeFileSync(join(folder, '占用'), '');
  const out = join(folder, '占用', '结果');
  const { exit, err } = await type(
    'reconcile',
    join(folder, '文件'),
    '--book',
    join(folder, '账'),
    '--out',
    out,
  );
  assert.equal(exit, 3);
  assert.match(err, /无法写出 .*对账结果\.xlsx：ENOTDIR/);
});

test('simulate, reconcile, score: the equation of a made month closes', async (t) => {
  const folder = folderFor(t);
  const made = await type('simulate', '--orders', '150', '--seed', '5', '--out', folder);
  assert.equal(made.exit, 0);
  const json = join(folder, 'r.json');
  const { exit } = await type('reconcile', join(folder, 'files'), '--json', json);
  assert.ok(exit === 1 || exit === 2, String(exit));
  assert.equal(readJson(json).equation.closes, true);
  const scored = await type('score', join(folder, 'truth.json'), json);
  assert.match(scored.out, /expected_minor/);
  assert.equal((await type('score', join(folder, 'none.json'), json)).exit, 2);
});

test('the sample is made once; the second start shows the result at once', async (t) => {
  const folder = join(folderFor(t), 'sample');
  const first = await type('sample', '--out', folder);
  assert.equal(first.exit, 0, first.err);
  assert.match(first.out, /两边相差 0\.00，平。/);
  const workbook = join(folder, 'result', '对账结果.xlsx');
  writeFileSync(workbook, 'untouched');
  const second = await type('sample', '--out', folder);
  assert.equal(second.exit, 0);
  assert.match(second.out, /直接给出上次的结果/);
  assert.equal(readFileSync(workbook, 'utf8'), 'untouched');
});

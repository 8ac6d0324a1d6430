import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  minorOf,
  parseCsv,
  parseSpreadsheetMl,
  parseXlsx,
  rowsBelow,
  unzip,
} from '../test/support/reread.ts';
import { ORDER_LAYOUTS, type SimulationOptions } from './options.ts';
import { simulate } from './simulate.ts';
import type { SimulationReport, Truth, TruthFile } from './truth.ts';

const base = mkdtempSync(join(tmpdir(), 'simulator-'));
after(() => rmSync(base, { recursive: true, force: true }));

interface Made {
  report: SimulationReport;
  truth: Truth;
}

const made = new Map<string, Promise<Made>>();

/** Simulates once per name; tests share the files. */
function make(name: string, options: Partial<SimulationOptions>): Promise<Made> {
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = simulate({ ...options, out: join(base, name) }).then((report) => ({
    report,
    truth: JSON.parse(readFileSync(report.truth_file, 'utf8')) as Truth,
  }));
  made.set(name, making);
  return making;
}

const MONTHS: [string, Partial<SimulationOptions>][] = [
  ['usual', { orders: 2_000, seed: 11 }],
  ['plain', { orders: 2_000, seed: 12, mode: 'plain' }],
  ...ORDER_LAYOUTS.flatMap((layout, at): [string, Partial<SimulationOptions>][] => [
    [`hard-${layout}`, { orders: 2_000, seed: 20 + at, mode: 'hard', layout }],
    [`hard-${layout}-again`, { orders: 2_000, seed: 31 + at, mode: 'hard', layout }],
  ]),
  ['merchant', { orders: 2_000, seed: 3, mode: 'hard', layout: 'd' }],
  ['three-shops', { orders: 3_000, seed: 14, shops: 3, mode: 'hard' }],
];

function hashOf(dir: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(name);
    if (/\.\w+$/.test(name)) hash.update(readFileSync(join(dir, name)));
  }
  return hash.digest('hex');
}

function recordsOf(dir: string, file: TruthFile): string[][] {
  const path = join(dir, file.file);
  if (file.member !== null) return parseCsv(unzip(path).get(file.member) ?? Buffer.alloc(0));
  if (file.what.startsWith('wechat')) return wechatRecords(path);
  if (path.endsWith('.xlsx')) return parseXlsx(path);
  return path.endsWith('.xls') ? parseSpreadsheetMl(readFileSync(path)) : parseCsv(readFileSync(path));
}

/** Values stand behind backticks and are not quoted. */
function wechatRecords(path: string): string[][] {
  const lines = readFileSync(path, 'utf8').replace('\ufeff', '').trimEnd().split('\r\n');
  return lines.map((line) => (line.startsWith('`') ? line.slice(1).split(',`') : line.split(',')));
}

const MARKS: Readonly<Record<TruthFile['what'], string>> = {
  orders: '订单编号',
  order_lines: '商家编码',
  refunds: '退款编号',
  alipay_statement: '账务流水号',
  alipay_summary: '类型',
  alipay_combined: '序号',
  pooled_statement: '支付流水号',
  wechat_trades: '微信订单号',
  wechat_fund_flow: '资金流水单号',
};

/** Rows beside those of facts, where it is not the header alone. */
const EXTRA_ROWS: Readonly<Partial<Record<TruthFile['what'], number>>> = {
  alipay_combined: 2,
  alipay_summary: 2,
  wechat_trades: 3,
  wechat_fund_flow: 3,
};

function tableOf(dir: string, file: TruthFile): Record<string, string>[] {
  return rowsBelow(recordsOf(dir, file), MARKS[file.what]);
}

/** The amount under whichever of its names the layout has. */
function amountIn(row: Record<string, string>, name: string): bigint {
  const header = Object.keys(row).find((key) => key.startsWith(name));
  const text = header === undefined ? '' : (row[header] ?? '');
  return text.trim() === '' ? 0n : minorOf(text);
}

test('the same seed gives the same bytes, another seed others', async () => {
  for (const mode of ['usual', 'hard', 'plain'] as const) {
    const options = { orders: 300, mode };
    const [first, second, other] = await Promise.all([
      make(`${mode}-1`, { ...options, seed: 5 }),
      make(`${mode}-2`, { ...options, seed: 5 }),
      make(`${mode}-3`, { ...options, seed: 6 }),
    ]);
    assert.equal(hashOf(join(base, `${mode}-1`)), hashOf(join(base, `${mode}-2`)));
    assert.notEqual(hashOf(first.report.files_dir), hashOf(other.report.files_dir));
    assert.deepEqual(first.truth, second.truth);
  }
});

for (const [name, options] of MONTHS) {
  test(`${name}: every file decodes and has the rows that the truth says`, async () => {
    const { report, truth } = await make(name, options);
    assert.deepEqual(
      readdirSync(report.files_dir, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.\w+$/.test(file))
        .sort(),
      [...report.files].sort(),
    );
    for (const file of truth.files) {
      const records = recordsOf(report.files_dir, file).filter((record) => !record[0]?.startsWith('#'));
      const extra = EXTRA_ROWS[file.what] ?? 1;
      assert.equal(records.length, file.rows + extra, `${file.file} ${file.member}`);
    }
  });

  test(`${name}: running balances follow, footers and summaries agree`, async () => {
    const { report, truth } = await make(name, options);
    for (const file of truth.files) proveStatement(report.files_dir, file);
  });

  test(`${name}: the truth closes, in total and order by order`, async () => {
    const { report, truth } = await make(name, options);
    assert.ok(truth.equation.closes);
    const rows = readFileSync(report.truth_orders_file ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const sums = new Map<string, number>();
    const states: Record<string, number> = {};
    for (const row of rows) {
      const [, state = '', , ...amounts] = row.split('\t');
      states[state] = (states[state] ?? 0) + 1;
      amounts.forEach((amount, at) => {
        sums.set(TERMS[at] ?? '', (sums.get(TERMS[at] ?? '') ?? 0) + Number.parseInt(amount, 10));
      });
    }
    for (const term of TERMS) assert.equal(sums.get(term), truth.equation[term], term);
    for (const [state, count] of Object.entries(truth.states)) assert.equal(states[state] ?? 0, count, state);
    const named = truth.exceptions.filter((one) => one.type !== 'fee_variance');
    assert.equal(
      named.reduce((sum, one) => sum + one.discrepancy_minor, 0),
      truth.equation.discrepancy_minor,
    );
  });

  test(`${name}: what the wallets hold per order is what the truth says was received`, async () => {
    const { report, truth } = await make(name, options);
    assert.deepEqual(walletsPerOrder(report.files_dir, truth), receivedPerOrder(report));
  });

  test(`${name}: every kind of exception that the layout can show is there`, async () => {
    const { truth } = await make(name, options);
    const found = new Set(truth.exceptions.map((one) => `${one.type}/${one.cause}`));
    const settled = truth.shops.some((shop) => !'ab'.includes(shop.layout));
    const wanted = [
      ...EVERYWHERE,
      ...(settled ? ['amount_short/partial_refund', 'missing_receipt/unexplained'] : []),
    ];
    if (truth.mode !== 'plain') wanted.push('missing_order/damaged_id');
    if (truth.mode === 'hard') {
      wanted.push('missing_order/unexplained', 'unexpected_refund/order_outside_export');
    }
    assert.deepEqual([...found].sort(), wanted.sort());
    assert.equal(truth.settlement_delays.length > 0, settled);
    const damaged = truth.files.reduce((sum, file) => sum + file.rows_damaged_repairable, 0);
    assert.equal(damaged > 0, settled && truth.mode !== 'plain');
  });
}

const TERMS = [
  'expected_minor',
  'received_minor',
  'fees_minor',
  'refunded_minor',
  'in_transit_minor',
  'outside_coverage_minor',
  'discrepancy_minor',
] as const;

const EVERYWHERE = [
  'missing_order/order_outside_export',
  'amount_short/unexplained',
  'amount_over/unexplained',
  'duplicate_receipt/unexplained',
  'missing_refund/unexplained',
  'unexpected_refund/unexplained',
  'status_mismatch/closed_but_paid',
  'fee_variance/commission_rate',
];

function proveStatement(dir: string, file: TruthFile): void {
  if (file.what !== 'alipay_statement' && file.what !== 'alipay_combined') return;
  const { money } = file;
  assert.ok(money !== null);
  const rows = tableOf(dir, file).filter((row) => Object.values(row).join('').length > 20);
  const oldestFirst = rows.filter((row) => !Object.values(row)[0]?.startsWith('#')).reverse();
  const sign = file.what === 'alipay_combined' ? -1n : 1n;
  let balance = BigInt(money.opening_minor ?? 0);
  let inflow = 0n;
  let outflow = 0n;
  for (const row of oldestFirst) {
    inflow += amountIn(row, '收入');
    outflow += sign * amountIn(row, '支出');
    balance += amountIn(row, '收入') + sign * amountIn(row, '支出');
    assert.equal(amountIn(row, '账户余额'), balance, JSON.stringify(row));
  }
  assert.equal(balance, BigInt(money.closing_minor ?? -1));
  assert.equal(inflow, BigInt(money.inflow_minor));
  assert.equal(outflow, BigInt(money.outflow_minor));
  assert.equal(oldestFirst.length, money.inflow_count + money.outflow_count);
  if (file.what === 'alipay_statement') proveFooter(dir, file, inflow, outflow);
}

function proveFooter(dir: string, file: TruthFile, inflow: bigint, outflow: bigint): void {
  const lines = recordsOf(dir, file).map((record) => record.join(','));
  const stated = (word: string) =>
    new RegExp(`^#${word}合计：(\\d+)笔，共(-?[\\d.]+)元$`).exec(
      lines.find((line) => line.startsWith(`#${word}合计`)) ?? '',
    );
  assert.equal(minorOf(stated('收入')?.[2] ?? ''), inflow);
  assert.equal(minorOf(stated('支出')?.[2] ?? ''), outflow);
  assert.equal(Number.parseInt(stated('收入')?.[1] ?? '', 10), file.money?.inflow_count);
  assert.equal(Number.parseInt(stated('支出')?.[1] ?? '', 10), file.money?.outflow_count);
  if (file.member === null) return;
  const summary = [...unzip(join(dir, file.file))][0];
  assert.match(summary?.[0] ?? '', /\(汇总\)\.csv$/);
  const total = parseCsv(summary?.[1] ?? Buffer.alloc(0)).find((record) => record[0] === '合计\t');
  assert.deepEqual(total?.slice(2, 3).map(minorOf), [inflow]);
  assert.equal(minorOf(total?.[5] ?? ''), inflow + outflow);
}

/** Net money per order over all statement lines, each line once, sub-orders and deposits brought home. */
function walletsPerOrder(dir: string, truth: Truth): Map<string, bigint> {
  const home = new Map<string, string>();
  for (const file of truth.files) {
    if (file.what !== 'orders' && file.what !== 'order_lines') continue;
    for (const row of tableOf(dir, file)) {
      const main = bare(row.主订单编号 || row.订单编号);
      if (row.子订单编号) home.set(bare(row.子订单编号), main);
      if (row.特权订金订单id) home.set(row.特权订金订单id, main);
      if (row.支付单号) home.set(bare(row.支付单号), main);
    }
  }
  const seen = new Set<string>();
  const net = new Map<string, bigint>();
  for (const file of truth.files) {
    if (file.what !== 'alipay_statement' && file.what !== 'pooled_statement') continue;
    const sign = file.what === 'pooled_statement' ? -1n : 1n;
    for (const row of tableOf(dir, file)) {
      const lineNo = bare(row.账务流水号 ?? row.支付流水号);
      const orderNo = keyIn(row, lineNo, home);
      if (orderNo === null || seen.has(lineNo)) continue;
      seen.add(lineNo);
      const amount = amountIn(row, '收入') + sign * amountIn(row, '支出');
      net.set(orderNo, (net.get(orderNo) ?? 0n) + amount);
    }
  }
  for (const file of truth.files.filter(({ what }) => what === 'wechat_trades')) addTrades(dir, file, net);
  return sorted(net);
}

/** Net money of 交易账单, fees taken off; 资金账单 tells the same money and is left alone. */
function addTrades(dir: string, file: TruthFile, net: Map<string, bigint>): void {
  for (const row of tableOf(dir, file).slice(0, file.rows)) {
    const cell = (name: string) => row[name] ?? '';
    const fee = minorOf(cell('手续费').slice(0, -3));
    const amount = minorOf(cell('应结订单金额')) - minorOf(cell('退款金额')) - fee;
    net.set(cell('商户订单号'), (net.get(cell('商户订单号')) ?? 0n) + amount);
  }
}

/** The order that a line names, itself or by its payment; `?` and the line's number for a receipt that names none. */
function keyIn(
  row: Record<string, string>,
  lineNo: string,
  home: ReadonlyMap<string, string>,
): string | null {
  const named = /(?<!\d)\d{16,19}(?!\d)/.exec(namingCells(row))?.[0];
  if (named !== undefined) return home.get(named) ?? named;
  const paid = home.get(bare(row.业务流水号));
  if (paid !== undefined) return paid;
  return row.业务类型 === '交易付款' ? `?${lineNo}` : null;
}

/** The cells of a statement line that can name an order. */
function namingCells(row: Record<string, string>): string {
  return ['主订单id', '淘宝订单编号', '商户订单号', '商品名称', '备注']
    .map((name) => row[name] ?? '')
    .join(' ');
}

function receivedPerOrder(report: SimulationReport): Map<string, bigint> {
  const rows = readFileSync(report.truth_orders_file ?? '', 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const received = rows
    .map((row) => row.split('\t'))
    .map((cells): [string, bigint] => [cells[0] ?? '', BigInt(cells[4] ?? 0)]);
  return sorted(new Map(received.filter(([, amount]) => amount !== 0n)));
}

function sorted(amounts: Map<string, bigint>): Map<string, bigint> {
  return new Map([...amounts].filter(([, amount]) => amount !== 0n).sort());
}

function bare(text: string | undefined): string {
  return (text ?? '').replace(/[="\t]/g, '');
}

import { join } from 'node:path';
import type { TableWriter } from './files/column.ts';
import { CsvWriter, POOLED_CSV } from './files/csv.ts';
import { OutFile } from './files/out-file.ts';
import { XlsxWriter } from './files/xlsx.ts';
import { ZipFile } from './files/zip.ts';
import { encodeGb18030 } from './gb18030.ts';
import { alipayFooter, alipayStatement, alipaySummary, type StatementHead } from './layouts/alipay.ts';
import { CombinedStatement } from './layouts/alipay-combined.ts';
import { pooledColumns } from './layouts/pooled.ts';
import { lineNoOf, type StatementRow, statementRow } from './layouts/statement-row.ts';
import { LINE_WORDS } from './layouts/statement-words.ts';
import {
  closeFunds,
  closeTrades,
  fundCells,
  type TradeSums,
  tradeCells,
  WechatFile,
} from './layouts/wechat.ts';
import type { DayTotals, Ledger, LedgerLine } from './ledger.ts';
import { LINE } from './order-case.ts';
import type { Calendar, ShopPlan } from './plan.ts';
import type { TruthFile, TruthStatement } from './truth.ts';
import { compactDay, DAY_SECONDS, dayText } from './wall-clock.ts';

/** Orders up to which the 聚合账户 statement is a workbook. */
const WORKBOOK_ORDERS_MAX = 300_000;

/** A statement file that takes the lines of its days, newest first. */
interface OpenStatement {
  readonly fromDay: number;
  readonly toDay: number;
  readonly row: (row: StatementRow) => void;
  readonly close: () => TruthFile[];
}

/** Writes all statement files of one wallet. The ledger must be complete. */
export function writeStatements(
  dir: string,
  plan: ShopPlan,
  calendar: Calendar,
  wallet: 'alipay' | 'pooled',
  ledger: Ledger,
): TruthFile[] {
  const open = rangesOf(plan, ledger).map(([fromDay, toDay], at, ranges) => {
    const part = ranges.length === 1 ? '' : `_${at + 1}`;
    return wallet === 'alipay'
      ? openAlipay(dir, plan, calendar, ledger, fromDay, toDay)
      : openWechatPaid(dir, plan, ledger, fromDay, toDay, part);
  });
  if (wallet === 'alipay' && plan.combined) open.push(openCombined(dir, plan, ledger));
  copyLines(plan, wallet, ledger, open);
  return open.flatMap((statement) => statement.close());
}

function copyLines(
  plan: ShopPlan,
  wallet: 'alipay' | 'pooled',
  ledger: Ledger,
  open: readonly OpenStatement[],
): void {
  const row: StatementRow = {
    line: { at: 0, amount: 0, kind: 0, index: 0, slot: 0, paidDaysBefore: 0, balance: 0 },
    orderNo: '',
    namedNo: '',
    paymentNo: '',
    words: LINE_WORDS[LINE.receipt],
  };
  for (let day = ledger.toDay - 1; day >= ledger.fromDay; day -= 1) {
    const takers = open.filter((statement) => day >= statement.fromDay && day < statement.toDay);
    ledger.newestFirst(day, (line: LedgerLine) => {
      statementRow(plan, wallet, line, row);
      for (const taker of takers) taker.row(row);
    });
  }
}

/** The whole month, or two parts that overlap by two days, or two with days missing between them. */
function rangesOf(plan: ShopPlan, ledger: Ledger): [number, number][] {
  if (plan.gap !== null) {
    return [
      [ledger.fromDay, plan.gap.from / DAY_SECONDS],
      [plan.gap.to / DAY_SECONDS, ledger.toDay],
    ];
  }
  if (!plan.halves) return [[ledger.fromDay, ledger.toDay]];
  const middle = ledger.fromDay + 15;
  return [
    [ledger.fromDay, middle + 1],
    [middle - 1, ledger.toDay],
  ];
}

function openAlipay(
  dir: string,
  plan: ShopPlan,
  calendar: Calendar,
  ledger: Ledger,
  fromDay: number,
  toDay: number,
): OpenStatement {
  const head: StatementHead = {
    accountNo: plan.accountNo,
    from: fromDay * DAY_SECONDS,
    to: toDay * DAY_SECONDS,
    exportedAt: Math.min(calendar.statementsExportedAt, toDay * DAY_SECONDS + 32_400),
  };
  const name = `${plan.accountNo}_${compactDay(toDay)}_账务明细`;
  const file = `${plan.folder}${name}.${plan.zipped ? 'zip' : 'csv'}`;
  const path = join(dir, file);
  const zip = plan.zipped ? new ZipFile(path) : null;
  const totals = ledger.totals(fromDay, toDay);
  if (zip !== null) {
    const summary = alipaySummary(totals, head).map((line) => `${line}\r\n`);
    zip.add(encodeGb18030(`${name}(汇总).csv`), encodeGb18030(summary.join('')));
  }
  const target = zip === null ? new OutFile(path) : zip.member(encodeGb18030(`${name}.csv`));
  const writer = alipayStatement(target, plan, head);
  const close = () => {
    writer.lines(...alipayFooter(sumOf(totals), head));
    writer.close();
    zip?.close();
    const money = moneyOf(plan.accountNo, ledger, fromDay, toDay, true);
    const detail = tableOf(file, zip === null ? null : `${name}.csv`, 'alipay_statement', writer.rows, money);
    const summary = tableOf(file, `${name}(汇总).csv`, 'alipay_summary', totals.size, money);
    return zip === null ? [detail] : [summary, detail];
  };
  return { fromDay, toDay, row: (row) => writer.row(row), close };
}

function openCombined(dir: string, plan: ShopPlan, ledger: Ledger): OpenStatement {
  const { fromDay } = ledger;
  const toDay = fromDay + 10;
  const file = `${plan.folder}${plan.accountNo}-${compactDay(toDay)}-000001-账务组合查询.xls`;
  const writer = new CombinedStatement(new OutFile(join(dir, file)), plan);
  const close = () => {
    writer.close();
    const money = moneyOf(plan.accountNo, ledger, fromDay, toDay, true);
    return [tableOf(file, null, 'alipay_combined', writer.rows, money)];
  };
  return { fromDay, toDay, row: (row) => writer.row(row), close };
}

/** Where the money of buyers who paid through WeChat is told. */
function openWechatPaid(
  dir: string,
  plan: ShopPlan,
  ledger: Ledger,
  fromDay: number,
  toDay: number,
  part: string,
): OpenStatement {
  const open = plan.pooled === 'merchant' ? openMerchant : openPooled;
  return open(dir, plan, ledger, fromDay, toDay, part);
}

/** An own merchant's two files, which tell the same money. */
function openMerchant(
  dir: string,
  plan: ShopPlan,
  ledger: Ledger,
  fromDay: number,
  toDay: number,
  part: string,
): OpenStatement {
  const month = compactDay(ledger.fromDay).slice(0, 6);
  const name = (what: string) => `${plan.folder}${plan.merchantNo}${what}_${month}${part}.csv`;
  const [tradesFile, fundsFile] = [name('交易账单'), name('资金账单')];
  const trades = new WechatFile(new OutFile(join(dir, tradesFile)), 'trades');
  const funds = new WechatFile(new OutFile(join(dir, fundsFile)), 'funds');
  const sums: TradeSums = { receipts: 0, refunds: 0, fees: 0 };
  const row = (line: StatementRow): void => {
    const cells = tradeCells(line, plan.merchantNo, sums);
    if (cells !== null) trades.row(cells);
    funds.row(fundCells(line, lineNoOf(plan, line.line)));
  };
  const close = () => {
    closeTrades(trades, sums);
    closeFunds(funds, sumOf(ledger.totals(fromDay, toDay)));
    const money = moneyOf(plan.merchantNo, ledger, fromDay, toDay, true);
    return [
      tableOf(tradesFile, null, 'wechat_trades', trades.rows, null),
      tableOf(fundsFile, null, 'wechat_fund_flow', funds.rows, money),
    ];
  };
  return { fromDay, toDay, row, close };
}

function openPooled(
  dir: string,
  plan: ShopPlan,
  ledger: Ledger,
  fromDay: number,
  toDay: number,
  part: string,
): OpenStatement {
  const workbook = plan.pooled === 'v2' && plan.orders <= WORKBOOK_ORDERS_MAX;
  const month = compactDay(ledger.fromDay).slice(0, 6);
  const file = `${plan.folder}聚合账户_${month}${part}.${workbook ? 'xlsx' : 'csv'}`;
  const columns = pooledColumns(plan);
  const writer: TableWriter<StatementRow> = workbook
    ? new XlsxWriter(join(dir, file), '聚合账户', plan.xlsx, columns)
    : new CsvWriter(new OutFile(join(dir, file)), POOLED_CSV, columns);
  const close = () => {
    writer.close();
    const money = moneyOf(null, ledger, fromDay, toDay, false);
    return [tableOf(file, null, 'pooled_statement', writer.rows, money)];
  };
  return { fromDay, toDay, row: (row) => writer.row(row), close };
}

function sumOf(types: ReadonlyMap<string, DayTotals>): DayTotals {
  const sum = { inflowCount: 0, inflow: 0, outflowCount: 0, outflow: 0 };
  for (const totals of types.values()) {
    sum.inflowCount += totals.inflowCount;
    sum.inflow += totals.inflow;
    sum.outflowCount += totals.outflowCount;
    sum.outflow += totals.outflow;
  }
  return sum;
}

function moneyOf(
  accountNo: string | null,
  ledger: Ledger,
  fromDay: number,
  toDay: number,
  withBalance: boolean,
): TruthStatement {
  const sum = sumOf(ledger.totals(fromDay, toDay));
  return {
    account_no: accountNo,
    from: dayText(fromDay),
    to: dayText(toDay - 1),
    opening_minor: withBalance ? ledger.balanceBefore(fromDay) : null,
    inflow_count: sum.inflowCount,
    inflow_minor: sum.inflow,
    outflow_count: sum.outflowCount,
    outflow_minor: sum.outflow,
    closing_minor: withBalance ? ledger.balanceBefore(toDay) : null,
  };
}

function tableOf(
  file: string,
  member: string | null,
  what: TruthFile['what'],
  rows: number,
  money: TruthStatement | null,
): TruthFile {
  return { file, member, what, rows, rows_damaged_repairable: 0, rows_damaged_lost: 0, money };
}

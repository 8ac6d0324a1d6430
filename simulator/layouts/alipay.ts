import type { ByteTarget } from '../files/byte-sink.ts';
import { constant, id, minor, type OutCell, type OutColumn, text, time } from '../files/column.ts';
import { ALIPAY_CSV, CsvWriter } from '../files/csv.ts';
import type { DayTotals } from '../ledger.ts';
import { FIRST_FEE, FIRST_OWN } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';
import { Random } from '../random.ts';
import { chineseWallText, type WallSeconds } from '../wall-clock.ts';
import { type StatementRow, writeLineNo, writeWording } from './statement-row.ts';
import { yuan } from './yuan.ts';

/** Header rows of 账务明细, formats.md §2.1. */
const TWELVE =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注';
const SIXTEEN = `${TWELVE},业务描述,业务账单来源,业务基础订单号,业务订单号`;

/** What a statement file says about itself. */
export interface StatementHead {
  readonly accountNo: string;
  readonly from: WallSeconds;
  readonly to: WallSeconds;
  readonly exportedAt: WallSeconds;
}

const RULE = '-'.repeat(41);

function preamble(title: string, head: StatementHead, list: string): string[] {
  return [
    `#支付宝${title}查询`,
    `#账号：[${head.accountNo}]`,
    `#起始日期：[${chineseWallText(head.from)}]   终止日期：[${chineseWallText(head.to)}]`,
    `#${RULE}${list}列表${RULE}`,
  ];
}

/** A 账务明细: rows newest first, totals and export time below. */
export function alipayStatement(
  target: ByteTarget,
  plan: ShopPlan,
  head: StatementHead,
): CsvWriter<StatementRow> {
  const style = { ...ALIPAY_CSV, preamble: preamble('账务明细', head, '账务明细') };
  return new CsvWriter(target, style, alipayColumns(plan));
}

/** The lines below the last row. */
export function alipayFooter(totals: DayTotals, head: StatementHead): string[] {
  return [
    `#${RULE}账务明细列表结束${RULE}`,
    `#支出合计：${totals.outflowCount}笔，共${yuan(totals.outflow)}元`,
    `#收入合计：${totals.inflowCount}笔，共${yuan(totals.inflow)}元`,
    `#导出时间：[${chineseWallText(head.exportedAt)}]`,
  ];
}

/** 账务汇总: one line per 业务类型 and a total. Lines without line end. */
export function alipaySummary(types: ReadonlyMap<string, DayTotals>, head: StatementHead): string[] {
  const sum = { inflowCount: 0, inflow: 0, outflowCount: 0, outflow: 0 };
  for (const totals of types.values()) {
    sum.inflowCount += totals.inflowCount;
    sum.inflow += totals.inflow;
    sum.outflowCount += totals.outflowCount;
    sum.outflow += totals.outflow;
  }
  return [
    ...preamble('账务汇总', head, '账务汇总'),
    '类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）',
    ...[...types].map(([type, totals]) => summaryLine(type, totals)),
    summaryLine('合计', sum),
    `#${RULE}账务汇总列表结束${RULE}`,
  ];
}

function summaryLine(type: string, totals: DayTotals): string {
  const { inflowCount, inflow, outflowCount, outflow } = totals;
  return `${type}\t,${inflowCount},${yuan(inflow)},${outflowCount},${yuan(outflow)},${yuan(inflow + outflow)}`;
}

/** Columns of 账务明细; in the hard mode in an order of their own, as some downloads have them. */
export function alipayColumns(plan: ShopPlan): OutColumn<StatementRow>[] {
  const cells: Readonly<Record<string, OutCell<StatementRow>>> = { ...moneyCells(), ...wordCells(plan) };
  const headers = (plan.alipayColumns === 12 ? TWELVE : SIXTEEN).split(',');
  const random = new Random(plan.seed);
  const order = plan.shuffled ? random.shuffled(headers) : headers;
  const narrow = plan.shuffled && random.chance(5_000);
  return order.map((name) => ({
    header: narrow ? name.replace('（', '(').replace('）', ')') : name,
    ...(cells[name] ?? constant()),
  }));
}

function moneyCells(): Record<string, OutCell<StatementRow>> {
  return {
    发生时间: time(({ line }) => line.at),
    '收入金额（+元）': minor(({ line }) => Math.max(0, line.amount)),
    '支出金额（-元）': minor(({ line }) => Math.min(0, line.amount)),
    '账户余额（元）': minor(({ line }) => line.balance),
    交易渠道: constant('支付宝'),
  };
}

function wordCells(plan: ShopPlan): Record<string, OutCell<StatementRow>> {
  const typo = plan.hard && plan.seed % 3 === 0;
  const baseNo = text<StatementRow>((sink, row) => {
    if (plan.hard && row.words.title.includes('INSD')) sink.ascii('LW20260001');
    else sink.ascii(row.namedNo);
  });
  return {
    账务流水号: id((sink, { line }) => writeLineNo(sink, plan, line)),
    业务流水号: id((sink, row) => {
      if (row.paymentNo === '') writeLineNo(sink, plan, row.line);
      else sink.ascii(row.paymentNo);
    }),
    商户订单号: id((sink, { words, namedNo }) => writeWording(sink, words.merchantNo, namedNo)),
    商品名称: text((sink, { words, namedNo }) => writeWording(sink, words.title, namedNo)),
    对方账号: text((sink, { line }) => sink.text(counterparty(line.kind))),
    业务类型: text((sink, { words }) => sink.text(words.entryType)),
    备注: text((sink, { words, namedNo }) => {
      writeWording(sink, typo ? words.memo.replace('服务费', '服财务费') : words.memo, namedNo);
    }),
    业务描述: text((sink, { words }) => sink.text(words.description)),
    业务账单来源: text((sink, row) => sink.text(row.orderNo === '' ? '' : '淘宝')),
    业务基础订单号: baseNo,
    业务订单号: baseNo,
  };
}

function counterparty(kind: number): string {
  if (kind >= FIRST_OWN) return '';
  return kind >= FIRST_FEE ? '(a***@example.com)' : '样品买家 (b***@example.com)';
}

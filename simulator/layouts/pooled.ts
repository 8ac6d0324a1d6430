import { id, minor, type OutCell, type OutColumn, text, time } from '../files/column.ts';
import { FIRST_OWN, LINE } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';
import { clockText, DAY_SECONDS, dayText } from '../wall-clock.ts';
import { type StatementRow, writeLineNo, writeWording } from './statement-row.ts';

/** Header rows of the 聚合账户, formats.md §1.4. v1 really writes 入帐. */
const V1 =
  '商家昵称,入帐日期,入帐时间,支付流水号,主订单id,子订单id,入帐类型,收入金额(元),支出金额(元),业务描述,备注,收/付渠道,数据创建时间,数据修改时间';
const V2 = '入账时间,支付流水号,淘宝订单编号,入账类型,收入金额（元）,支出金额,业务描述,备注';

/** Columns of the statement of money that buyers paid through WeChat. The outflow is positive here. */
export function pooledColumns(plan: ShopPlan): OutColumn<StatementRow>[] {
  const cells = plan.pooled === 'v1' ? v1Cells(plan) : {};
  const all: Readonly<Record<string, OutCell<StatementRow>>> = { ...commonCells(plan), ...cells };
  return (plan.pooled === 'v1' ? V1 : V2).split(',').map((header) => ({
    header,
    ...(all[header] ?? { kind: 'constant', text: '' }),
  }));
}

function commonCells(plan: ShopPlan): Record<string, OutCell<StatementRow>> {
  const inflow = minor<StatementRow>(({ line }) => Math.max(0, line.amount));
  const outflow = minor<StatementRow>(({ line }) => Math.max(0, -line.amount));
  const entryType = text<StatementRow>((sink, { words }) => sink.text(words.pooledType));
  return {
    入账时间: time(({ line }) => line.at),
    支付流水号: id((sink, row) => writePaymentNo(sink, plan, row)),
    淘宝订单编号: id((sink, { namedNo }) => sink.ascii(namedNo)),
    入账类型: entryType,
    入帐类型: entryType,
    '收入金额（元）': inflow,
    '收入金额(元)': inflow,
    支出金额: outflow,
    '支出金额(元)': outflow,
    业务描述: text((sink, row) => {
      if (!isBare(plan, row)) sink.text(row.words.description);
    }),
    备注: text((sink, row) => {
      if (!isBare(plan, row)) writeWording(sink, pooledMemo(row), row.namedNo);
    }),
  };
}

function v1Cells(plan: ShopPlan): Record<string, OutCell<StatementRow>> {
  const written = time<StatementRow>(({ line }) => line.at + 60);
  return {
    商家昵称: { kind: 'constant', text: plan.name },
    入帐日期: text((sink, { line }) => sink.ascii(dayText(Math.floor(line.at / DAY_SECONDS)))),
    入帐时间: text((sink, { line }) => sink.ascii(clockText(line.at))),
    主订单id: id((sink, { orderNo }) => sink.ascii(orderNo)),
    子订单id: id((sink, { namedNo }) => sink.ascii(namedNo)),
    '收/付渠道': { kind: 'constant', text: '微信' },
    数据创建时间: written,
    数据修改时间: written,
  };
}

/** The first receipt of an order carries the WeChat payment number; every other line a number of its own. */
function writePaymentNo(sink: Parameters<typeof writeLineNo>[0], plan: ShopPlan, row: StatementRow): void {
  const isReceipt = row.line.kind === LINE.receipt && row.line.slot === 0;
  if (isReceipt) sink.ascii(row.paymentNo);
  else writeLineNo(sink, plan, row.line);
}

/** Many receipts and refunds have neither description nor memo. */
function isBare(plan: ShopPlan, { line }: StatementRow): boolean {
  return plan.hard && line.kind < LINE.commission && line.index % 3 === 0;
}

function pooledMemo({ words, line }: StatementRow): string {
  if (line.kind >= FIRST_OWN) return words.memo;
  if (line.kind < LINE.refund) return '订单{{o}}打款';
  return line.kind < LINE.commission ? '订单{{o}}退款' : words.memo;
}

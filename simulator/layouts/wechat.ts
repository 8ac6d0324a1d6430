import type { ByteTarget } from '../files/byte-sink.ts';
import type { DayTotals } from '../ledger.ts';
import { FIRST_FEE, FIRST_OWN, LINE } from '../order-case.ts';
import { dayText, wallText } from '../wall-clock.ts';
import type { StatementRow } from './statement-row.ts';
import { yuan } from './yuan.ts';

/** Header rows of an own merchant's 交易账单 (ALL) and 资金账单, formats.md §3.1 and §3.2. */
const TRADES =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const TRADES_SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const FUNDS =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号';
const FUNDS_SUMMARY = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';

/** The fee that WeChat takes of a receipt: 0.6 %, rounded half up. */
export function merchantFee(amount: number): number {
  return Math.floor((amount * 60 + 5_000) / 10_000);
}

/** A text file of WeChat Pay: every value behind a backtick, nothing quoted. */
export class WechatFile {
  rows = 0;
  private readonly target: ByteTarget;

  constructor(target: ByteTarget, header: 'trades' | 'funds') {
    this.target = target;
    this.write(`\ufeff${header === 'trades' ? TRADES : FUNDS}\r\n`);
  }

  row(values: readonly string[]): void {
    this.rows += 1;
    this.write(`${values.map((value) => `\`${value}`).join(',')}\r\n`);
  }

  /** The totals below the rows. */
  close(header: string, values: readonly string[]): void {
    this.write(`${header}\r\n${values.map((value) => `\`${value}`).join(',')}\r\n`);
    this.target.close();
  }

  private write(text: string): void {
    this.target.write(Buffer.from(text, 'utf8'));
  }
}

/** What the trades of a file add up to. */
export interface TradeSums {
  receipts: number;
  refunds: number;
  fees: number;
}

/** A row of 交易账单; null for a line that is no trade. The fee stands in the row of its receipt. */
export function tradeCells(row: StatementRow, merchantNo: string, sums: TradeSums): string[] | null {
  const { line, paymentNo, namedNo } = row;
  if (line.kind >= FIRST_FEE) return null;
  const received = Math.max(0, line.amount);
  const refunded = Math.max(0, -line.amount);
  const fee = merchantFee(received);
  sums.receipts += received;
  sums.refunds += refunded;
  sums.fees += fee;
  const refundNo = refunded > 0 ? refundNoOf(row) : '0';
  return [
    wallText(line.at),
    'wx0000000000000042',
    merchantNo,
    '0',
    '',
    paymentNo,
    namedNo,
    'oSAMPLE',
    'JSAPI',
    refunded > 0 ? 'REFUND' : 'SUCCESS',
    'OTHERS',
    'CNY',
    yuan(received),
    '0.00',
    refundNo,
    refunded > 0 ? `RF${refundNo.slice(-12)}` : '0',
    yuan(refunded),
    '0.00',
    refunded > 0 ? 'ORIGINAL' : '',
    refunded > 0 ? 'SUCCESS' : '',
    '样品, 白色',
    '',
    `${yuan(fee)}000`,
    '0.60%',
    yuan(received),
    yuan(refunded),
    '',
  ];
}

/** The totals of 交易账单. */
export function closeTrades(file: WechatFile, { receipts, refunds, fees }: TradeSums): void {
  const amounts = [receipts, refunds, 0].map(yuan);
  file.close(TRADES_SUMMARY, [
    String(file.rows),
    ...amounts,
    `${yuan(fees)}000`,
    yuan(receipts),
    yuan(refunds),
  ]);
}

/** A row of 资金账单: the fee is a line of its own here. */
export function fundCells(row: StatementRow, lineNo: string): string[] {
  const { line, paymentNo, namedNo } = row;
  const isRefund = line.kind < FIRST_FEE && line.amount < 0;
  const kind = fundKind(line.kind, isRefund);
  return [
    wallText(line.at),
    isRefund ? refundNoOf(row) : paymentNo || lineNo,
    lineNo,
    kind,
    kind,
    line.amount < 0 ? '支出' : '收入',
    yuan(Math.abs(line.amount)),
    yuan(line.balance),
    'system',
    isRefund ? '缺货, 买家要求' : '',
    isRefund ? `RF${refundNoOf(row).slice(-12)}` : namedNo,
  ];
}

function fundKind(kind: number, isRefund: boolean): string {
  if (kind >= FIRST_OWN) return '提现';
  if (kind === LINE.merchantFee) return '扣除交易手续费';
  return isRefund ? '退款' : '交易';
}

/** The totals of 资金账单; counts are written as decimals. */
export function closeFunds(
  file: WechatFile,
  { inflowCount, inflow, outflowCount, outflow }: DayTotals,
): void {
  const sums = [`${inflowCount}.0`, yuan(inflow), `${outflowCount}.0`, yuan(-outflow)];
  file.close(FUNDS_SUMMARY, [`${file.rows}.0`, ...sums]);
}

/** 微信退款单号: 28 digits from 50. */
function refundNoOf({ line }: StatementRow): string {
  const day = dayText(Math.floor(line.at / 86_400)).replaceAll('-', '');
  return `5000002${day}${String(line.index).padStart(9, '0')}${String(line.slot).padStart(3, '0')}7`;
}

import type { ByteSink } from '../files/byte-sink.ts';
import type { LedgerLine } from '../ledger.ts';
import { depositOrderNoOf, orderLineNoOf, orderNoOf, paymentNoOf } from '../numbers.ts';
import { FIRST_OWN, LINE } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';
import { compactDay, DAY_SECONDS } from '../wall-clock.ts';
import { LINE_WORDS, type LineWords, partsOf } from './statement-words.ts';

/** A ledger line with the numbers that a statement writes for it. One object is reused. */
export interface StatementRow {
  line: LedgerLine;
  /** Own order number; empty for moves between own accounts. */
  orderNo: string;
  /** The number that the line itself names: the sub-order or the deposit's order, else `orderNo`. */
  namedNo: string;
  paymentNo: string;
  words: LineWords;
}

/** Brings a ledger line into the form that layouts write. */
export function statementRow(
  plan: ShopPlan,
  wallet: 'alipay' | 'pooled',
  line: LedgerLine,
  row: StatementRow,
): void {
  row.line = line;
  row.words = LINE_WORDS[line.kind];
  if (line.kind >= FIRST_OWN) {
    row.orderNo = '';
    row.namedNo = '';
    row.paymentNo = '';
    return;
  }
  const isNameless = line.kind === LINE.receiptByPayment || line.kind === LINE.baseFeeByPayment;
  row.orderNo = isNameless ? '' : orderNoOf(plan, line.index);
  row.namedNo = isNameless ? '' : namedNo(plan, line, row.orderNo);
  const paidAt = (Math.floor(line.at / DAY_SECONDS) - line.paidDaysBefore) * DAY_SECONDS;
  const isDeposit = line.kind === LINE.deposit || line.kind === LINE.depositElsewhere;
  row.paymentNo = paymentNoOf(plan, line.index, paidAt, wallet, isDeposit ? 1 : 0);
}

function namedNo(plan: ShopPlan, line: LedgerLine, orderNo: string): string {
  if (line.kind === LINE.commissionOfLine) return orderLineNoOf(plan, line.index, 0, 2);
  if (line.kind === LINE.depositElsewhere) return depositOrderNoOf(plan, line.index);
  return orderNo;
}

const PARTS = new Map<string, readonly string[]>();

/** Writes a wording with the number that the line names in place of `{o}`. */
export function writeWording(sink: ByteSink, wording: string, namedNo: string): void {
  let parts = PARTS.get(wording);
  if (parts === undefined) {
    parts = partsOf(wording);
    PARTS.set(wording, parts);
  }
  for (let at = 0; at < parts.length; at += 1) {
    if (at > 0) sink.ascii(namedNo);
    const part = parts[at] ?? '';
    if (part !== '') sink.text(part);
  }
}

/** 账务流水号: 19 digits, or 32 that begin with the day. Unique per line. */
export function lineNoOf(plan: ShopPlan, line: Omit<LedgerLine, 'balance'>): string {
  const own = line.kind >= FIRST_OWN ? 1 : 0;
  const serial = own === 1 ? line.index + plan.at * 10_000 : plan.serialFrom + line.index;
  const head = plan.longLineNo ? `${compactDay(Math.floor(line.at / DAY_SECONDS))}200040011000` : '10000';
  const digits = String(serial).padStart(plan.longLineNo ? 9 : 11, '0');
  return `${head}${own + 1}${digits}${String(line.slot + 1).padStart(2, '0')}`;
}

/** Writes 账务流水号. */
export function writeLineNo(sink: ByteSink, plan: ShopPlan, line: LedgerLine): void {
  sink.ascii(lineNoOf(plan, line));
}

import type {
  ControlTotalFact,
  FactKind,
  FactTypes,
  OrderFact,
  OrderLineFact,
  RefundFact,
  StatementLineFact,
} from '../model/facts.ts';
import type { Minor } from '../money/money.ts';
import type { NormalizedRow } from './source.ts';
import { type Subjects, subjectOf } from './subjects.ts';

/** Writes facts of one channel as lines of a staging file (`STAGING_COLUMNS` of the store says the columns). */
export interface LineWriter {
  readonly channel: string;
  readonly subjects: Subjects;
}

type WriteLine<F> = (writer: LineWriter, row: number, identity: string, fact: F) => string;

/** The line of a fact, with its line break. */
export function stagingLine<K extends FactKind>(
  writer: LineWriter,
  kind: K,
  row: number,
  normalized: NormalizedRow<K>,
): string {
  return WRITERS[kind](writer, row, cell(normalized.identity), normalized.fact);
}

const WRITERS: { readonly [K in FactKind]: WriteLine<FactTypes[K]> } = {
  orders: orderLine,
  order_lines: orderLineLine,
  refunds: refundLine,
  statement_lines: statementLine,
  control_totals: controlTotalLine,
};

function orderLine(_: LineWriter, row: number, identity: string, fact: OrderFact): string {
  const times = `${moment(fact.created_at)}\t${moment(fact.paid_at)}\t${moment(fact.delivered_at)}`;
  const paid = `${fact.paid_minor}\t${minor(fact.shipping_minor)}\t${minor(fact.refund_minor)}`;
  const borne = `${minor(fact.payout_minor)}\t${minor(fact.subsidy_minor)}`;
  const status = `${fact.status}\t${cell(fact.status_text)}`;
  const origin = `${cell(fact.order_no)}\t${row}\t${identity}\t${cell(fact.shop)}\t${cell(fact.payment_no)}`;
  const rest = `${cell(fact.deposit_order_no)}\t${cell(fact.stages)}\t${cell(fact.close_reason)}`;
  return `${origin}\t${status}\t${times}\t${paid}\t${borne}\t${rest}\n`;
}

function orderLineLine(_: LineWriter, row: number, identity: string, fact: OrderLineFact): string {
  const origin = `${cell(fact.order_no)}\t${row}\t${identity}\t${cell(fact.order_line_no)}\t${cell(fact.payment_no)}`;
  const goods = `${cell(fact.title)}\t${cell(fact.sku)}\t${cell(fact.quantity)}`;
  return `${origin}\t${cell(fact.status_text)}\t${goods}\t${minor(fact.paid_minor)}\t${minor(fact.refund_minor)}\n`;
}

function refundLine(_: LineWriter, row: number, identity: string, fact: RefundFact): string {
  const origin = `${cell(fact.order_no)}\t${row}\t${identity}\t${cell(fact.refund_no)}\t${cell(fact.payment_no)}`;
  const status = `${fact.status}\t${cell(fact.status_text)}\t${cell(fact.kind_text)}`;
  const times = `${moment(fact.requested_at)}\t${moment(fact.completed_at)}`;
  return `${origin}\t${status}\t${fact.refund_minor}\t${fact.stage ?? NULL}\t${times}\n`;
}

function statementLine(writer: LineWriter, row: number, identity: string, fact: StatementLineFact): string {
  const { line_no, transaction_no, order_no } = fact;
  const match_key = order_no === null ? `?${cell(transaction_no ?? line_no ?? identity)}` : cell(order_no);
  const origin = `${match_key}\t${row}\t${identity}\t${accountOf(writer, fact.account_no)}`;
  const numbers = `${cell(line_no)}\t${cell(transaction_no)}\t${cell(fact.key_rule)}`;
  const amounts = `${fact.amount_minor}\t${fact.fee_minor}\t${minor(fact.balance_minor)}`;
  const subject = subjectOf(writer.subjects, writer.channel, fact.subject);
  return `${origin}\t${numbers}\t${fact.happened_at}\t${amounts}\t${subject}\n`;
}

function controlTotalLine(writer: LineWriter, row: number, identity: string, fact: ControlTotalFact): string {
  const account_id = accountOf(writer, fact.account_no);
  const origin = `?${account_id}\t${row}\t${identity}\t${account_id}`;
  const span = `${moment(fact.from_at)}\t${moment(fact.to_at)}\t${cell(fact.entry_type)}`;
  const inflow = `${fact.inflow_count}\t${fact.inflow_minor}`;
  return `${origin}\t${span}\t${inflow}\t${fact.outflow_count}\t${fact.outflow_minor}\n`;
}

function accountOf(writer: LineWriter, account_no: string | null): string {
  return `${writer.channel}:${account_no === null ? '' : cell(account_no)}`;
}

const NULL = '\\N';
const CONTROL = /\p{Control}/gu;

/** A text as one cell: control characters become spaces; a text that looks like null is set off by one. */
function cell(text: string | null): string {
  if (text === null) return NULL;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 32) return text.replace(CONTROL, ' ');
  return text === NULL ? ` ${text}` : text;
}

function moment(time: string | null): string {
  return time === null ? NULL : time;
}

function minor(amount: Minor | null): string | Minor {
  return amount === null ? NULL : amount;
}

/** A staged line without its line break as cells, `null` for null: what `lineOfCells` takes back. */
export function cellsOfLine(line: string): (string | null)[] {
  return line
    .trimEnd()
    .split('\t')
    .map((text) => (text === NULL ? null : text));
}

/** A staged line of cells, with its line break. */
export function lineOfCells(cells: readonly (string | null)[]): string {
  return `${cells.map((text) => text ?? NULL).join('\t')}\n`;
}

import type { FactSink } from '../model/fact-sink.ts';
import type {
  ControlTotalFact,
  FactKind,
  FactTypes,
  OrderFact,
  OrderLineFact,
  RefundFact,
  StatementLineFact,
  WallTime,
} from '../model/facts.ts';
import {
  ofEachRecord,
  RECORD_COLUMNS,
  RECORD_NAMES,
  type RecordCell,
  type RecordKind,
} from '../model/records.ts';
import type { Minor } from '../money/money.ts';
import { newSubjects, type Subjects, subjectOf } from '../sources/parts/subjects.ts';
import type { NormalizedRow } from '../sources/source.ts';

/** Writes facts of one channel to a staging file (`STAGING_COLUMNS` of the store says the columns). */
export interface FactWriter {
  readonly channel: string;
  readonly subjects: Subjects;
  readonly out: FactSink;
  /** The account of the last fact, with its id: a file mostly has one. */
  account: { readonly no: string | null; readonly id: string };
}

/** A writer with nothing written. */
export function newFactWriter(channel: string, out: FactSink): FactWriter {
  return {
    channel,
    subjects: newSubjects(channel),
    out,
    account: accountOf(channel, null),
  };
}

function accountOf(channel: string, no: string | null): FactWriter['account'] {
  return { no, id: `${channel}:${no ?? ''}` };
}

function accountId(writer: FactWriter, no: string | null): string {
  if (writer.account.no !== no) writer.account = accountOf(writer.channel, no);
  return writer.account.id;
}

/** Writes a fact. */
export function writeFact<K extends FactKind>(
  writer: FactWriter,
  kind: K,
  row: number,
  normalized: NormalizedRow<K>,
): void {
  WRITE[kind](writer, row, normalized.identity, normalized.fact);
  writer.out.end();
}

type Write<F> = (writer: FactWriter, row: number, identity: string, fact: F) => void;

const WRITE: { readonly [K in FactKind]: Write<FactTypes[K]> } = {
  orders: writeOrder,
  order_lines: writeOrderLine,
  refunds: writeRefund,
  statement_lines: writeStatementLine,
  control_totals: writeControlTotal,
  ...ofEachRecord(recordWriter),
};

function writeOrder({ out }: FactWriter, row: number, identity: string, fact: OrderFact): void {
  out.text(fact.order_no);
  out.integer(row);
  out.text(identity === fact.order_no ? null : identity);
  out.text(fact.shop);
  out.text(fact.payment_no);
  out.text(fact.status);
  out.text(fact.status_text);
  out.moment(fact.created_at);
  out.moment(fact.paid_at);
  out.moment(fact.delivered_at);
  out.bigint(fact.paid_minor);
  out.bigint(fact.shipping_minor);
  out.bigint(fact.refund_minor);
  out.bigint(fact.payout_minor);
  out.bigint(fact.subsidy_minor);
  out.text(fact.deposit_order_no);
  out.text(fact.stages);
  out.text(fact.close_reason);
  out.text(fact.sub_order_nos);
  writeParcel(out, fact);
}

function writeOrderLine({ out }: FactWriter, row: number, identity: string, fact: OrderLineFact): void {
  out.text(fact.order_no);
  out.integer(row);
  out.text(identity === fact.order_line_no ? null : identity);
  out.text(fact.order_line_no);
  out.text(fact.payment_no);
  out.text(fact.status_text);
  out.text(fact.title);
  out.text(fact.sku);
  out.text(fact.quantity);
  out.bigint(fact.paid_minor);
  out.bigint(fact.refund_minor);
  writeParcel(out, fact);
}

function writeParcel(out: FactSink, fact: OrderFact | OrderLineFact): void {
  out.text(fact.tracking_no);
  out.text(fact.carrier);
  out.moment(fact.shipped_at);
}

function writeRefund({ out }: FactWriter, row: number, identity: string, fact: RefundFact): void {
  out.text(fact.order_no);
  out.integer(row);
  out.text(identity === fact.refund_no ? null : identity);
  out.text(fact.refund_no);
  out.text(fact.payment_no);
  out.text(fact.status);
  out.text(fact.status_text);
  out.text(fact.kind_text);
  out.bigint(fact.refund_minor);
  out.text(fact.stage);
  out.moment(fact.requested_at);
  out.moment(fact.completed_at);
  out.text(fact.return_tracking_no);
  out.text(fact.return_carrier);
}

function writeStatementLine(
  writer: FactWriter,
  row: number,
  identity: string,
  fact: StatementLineFact,
): void {
  const { out, subjects } = writer;
  const { line_no, transaction_no, order_no } = fact;
  if (order_no === null) out.marked('?', transaction_no ?? line_no ?? identity);
  else out.text(order_no);
  out.integer(row);
  out.text(identity === line_no ? null : identity);
  out.text(accountId(writer, fact.account_no));
  out.text(line_no);
  out.text(transaction_no);
  out.text(fact.key_rule);
  out.moment(fact.happened_at);
  out.bigint(fact.amount_minor);
  out.bigint(fact.fee_minor);
  out.bigint(fact.balance_minor);
  out.bigint(subjectOf(subjects, fact.subject));
}

function writeControlTotal(writer: FactWriter, row: number, identity: string, fact: ControlTotalFact): void {
  const { out } = writer;
  const account_id = accountId(writer, fact.account_no);
  out.marked('?', account_id);
  out.integer(row);
  out.text(identity);
  out.text(account_id);
  out.moment(fact.from_at);
  out.moment(fact.to_at);
  out.text(fact.entry_type);
  countCell(out, fact.inflow_count);
  out.bigint(fact.inflow_minor);
  countCell(out, fact.outflow_count);
  out.bigint(fact.outflow_minor);
  out.bigint(fact.net_minor);
  out.text(fact.part);
  out.bigint(fact.closing_minor);
  out.text(fact.of_source);
}

function countCell(out: FactSink, value: number | null): void {
  if (value === null) out.none();
  else out.integer(value);
}

type RecordValues = Readonly<Record<string, string | Minor | null>>;

const WRITE_CELL: Readonly<Record<RecordCell, (out: FactSink, value: string | Minor | null) => void>> = {
  text: (out, value) => out.text(value as string | null),
  timestamp: (out, value) => out.moment(value as WallTime | null),
  bigint: (out, value) => out.bigint(value as Minor | null),
};

/** Writes the cells of a record as its kind lists them. A record that names no order is kept by its number or identity. */
function recordWriter(kind: RecordKind): Write<object> {
  const { own_no } = RECORD_NAMES[kind];
  const cells = Object.entries<RecordCell>(RECORD_COLUMNS[kind]);
  return ({ out }, row, identity, fact) => {
    const values = fact as RecordValues;
    const order_no = values.order_no as string | null | undefined;
    const number = values[own_no] as string | null;
    if (order_no === null || order_no === undefined) out.marked('?', number ?? identity);
    else out.text(order_no);
    out.integer(row);
    out.text(identity === number ? null : identity);
    for (const [name, type] of cells) WRITE_CELL[type](out, values[name] as string | Minor | null);
  };
}

import type { WallTime } from '../calendar/wall-time.ts';
import type {
  ControlTotalFact,
  FactKind,
  FactTypes,
  OrderFact,
  RefundFact,
  StatementLineFact,
} from '../model/facts.ts';
import { momentsOf, ofEachRecord, type RecordKind } from '../model/records.ts';
import type { Minor } from '../money/money.ts';
import type { NormalizedRow } from '../sources/source.ts';

/** Hears what facts prove of their table, in the order of the file. A moment that is null is unknown and proves nothing. */
export interface ProofSink {
  /** Money that moved: in, or out where it is below zero. */
  amount(minor: Minor): void;
  /** A fee taken within a line. */
  fee(minor: Minor): void;
  /** Cash moved in the line of a row, and the balance after it (null: the line states none). */
  balance(moved: Minor, balance: Minor | null, row: number): void;
  /** The moment of a line, by which lines are written oldest or newest first. */
  line(at: WallTime | null): void;
  /** The moment at which a fact lies. */
  time(at: WallTime | null): void;
  /** A moment that a fact mentions beside its own. */
  mention(at: WallTime | null): void;
  /** An amount of a total that the source names. */
  total(of: string, minor: Minor): void;
  /** The account of a fact; null where its file does not name it. */
  account(no: string | null): void;
}

/** Tells what a fact proves of its table. */
export function observe<K extends FactKind>(
  sink: ProofSink,
  kind: K,
  { fact, totals }: NormalizedRow<K>,
  row: number,
): void {
  OBSERVE[kind](sink, fact, row);
  if (totals === undefined) return;
  for (const [of, minor] of Object.entries(totals)) sink.total(of, minor);
}

const OBSERVE: { readonly [K in FactKind]: (sink: ProofSink, fact: FactTypes[K], row: number) => void } = {
  orders: observeOrder,
  order_lines: () => {},
  refunds: observeRefund,
  statement_lines: observeStatementLine,
  control_totals: observeControlTotal,
  ...ofEachRecord(observeRecord),
};

function observeOrder(sink: ProofSink, { created_at, paid_at, delivered_at }: OrderFact): void {
  sink.time(created_at ?? paid_at);
  sink.mention(paid_at);
  sink.mention(delivered_at);
}

function observeRefund(sink: ProofSink, { requested_at, completed_at }: RefundFact): void {
  sink.time(requested_at ?? completed_at);
  sink.mention(completed_at);
}

function observeStatementLine(sink: ProofSink, fact: StatementLineFact, row: number): void {
  const { amount_minor, fee_minor } = fact;
  sink.amount(amount_minor);
  sink.fee(fee_minor);
  sink.account(fact.account_no);
  sink.balance(amount_minor - fee_minor, fact.balance_minor, row);
  sink.line(fact.happened_at);
  sink.time(fact.happened_at);
}

/** Totals that state the balance at the end of their spans follow from each other as lines do. */
function observeControlTotal(sink: ProofSink, fact: ControlTotalFact, row: number): void {
  const { inflow_minor, outflow_minor, closing_minor } = fact;
  sink.account(fact.account_no);
  sink.line(fact.from_at);
  if (closing_minor !== null) sink.balance((inflow_minor ?? 0n) - (outflow_minor ?? 0n), closing_minor, row);
}

/** A record lies at the first moment that its file tells of it. */
function observeRecord(kind: RecordKind): (sink: ProofSink, fact: object) => void {
  const moments = momentsOf(kind);
  return (sink, fact) => {
    const cells = fact as Readonly<Record<string, WallTime | null>> & {
      readonly amount_minor?: Minor | null;
    };
    sink.amount(cells.amount_minor ?? 0n);
    sink.time(cells[moments.find((name) => cells[name] !== null) ?? ''] ?? null);
    for (const name of moments) sink.mention(cells[name] ?? null);
  };
}

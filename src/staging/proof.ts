import { earlier, later, type WallTime } from '../calendar/wall-time.ts';
import type {
  ControlTotalFact,
  FactKind,
  FactTypes,
  OrderFact,
  RefundFact,
  StatementLineFact,
} from '../model/facts.ts';
import { type TotalComparison, type TotalsVerdict, totalsVerdict } from '../model/receipt.ts';
import { momentsOf, ofEachRecord, RECORD_NAMES, type RecordKind } from '../model/records.ts';
import { absolute, type Minor } from '../money/money.ts';
import {
  type BalanceChain,
  type BalanceProof,
  extendChain,
  newChain,
  proveChain,
} from '../sources/parts/balance.ts';
import type { ControlTotal, NormalizedRow } from '../sources/source.ts';

/** What the facts of a table prove about it. */
export interface Proof extends BalanceProof {
  readonly control_totals: TotalsVerdict;
  readonly totals: readonly TotalComparison[];
  readonly inflow_minor: Minor;
  /** Fees taken within lines included. */
  readonly outflow_minor: Minor;
  /** First and last moment of the facts. */
  readonly first_at: WallTime | null;
  readonly last_at: WallTime | null;
  /** The latest moment that any fact mentions. */
  readonly latest_at: WallTime | null;
  readonly account_no: string | null;
}

interface Sum {
  count: number;
  minor: Minor;
}

/** Sums of the facts seen so far. */
export interface ProofState {
  readonly chain: BalanceChain;
  /** What the balances prove where they were judged all together; null: the chain tells. */
  judgement: BalanceProof | null;
  readonly stated: ControlTotal[];
  readonly sums: Map<string, Sum>;
  readonly inflow: Sum;
  readonly outflow: Sum;
  fee_minor: Minor;
  row_count: number;
  first_at: WallTime | null;
  last_at: WallTime | null;
  latest_at: WallTime | null;
  /** Times of the first and the last line as written. */
  top_at: WallTime | null;
  bottom_at: WallTime | null;
  account_no: string | null;
}

/** Nothing seen yet but these totals, which the lines above the table state. */
export function newProof(stated: readonly ControlTotal[] = []): ProofState {
  return {
    chain: newChain(),
    judgement: null,
    stated: [...stated],
    sums: new Map(),
    inflow: { count: 0, minor: 0n },
    outflow: { count: 0, minor: 0n },
    fee_minor: 0n,
    row_count: 0,
    first_at: null,
    last_at: null,
    latest_at: null,
    top_at: null,
    bottom_at: null,
    account_no: null,
  };
}

/** Adds a fact, in the order of the file. */
export function addToProof<K extends FactKind>(
  state: ProofState,
  kind: K,
  normalized: NormalizedRow<K>,
  row: number,
): void {
  state.row_count++;
  OBSERVE[kind](state, normalized.fact, row);
  if (normalized.totals === undefined) return;
  for (const [of, minor] of Object.entries(normalized.totals)) addToSum(state.sums, of, minor);
}

/** The fields of a fact that {@link addToProof} looks at. */
export const PROVED: Readonly<Record<FactKind, readonly string[]>> = {
  orders: ['created_at', 'paid_at', 'delivered_at'],
  order_lines: [],
  refunds: ['requested_at', 'completed_at'],
  statement_lines: ['account_no', 'amount_minor', 'fee_minor', 'balance_minor', 'happened_at'],
  control_totals: ['account_no', 'inflow_minor', 'outflow_minor', 'closing_minor', 'from_at'],
  ...ofEachRecord((kind) => [...momentsOf(kind), 'amount_minor']),
};

const OBSERVE: { readonly [K in FactKind]: (state: ProofState, fact: FactTypes[K], row: number) => void } = {
  orders: observeOrder,
  order_lines: () => {},
  refunds: observeRefund,
  statement_lines: observeStatementLine,
  control_totals: observeControlTotal,
  ...ofEachRecord(observeRecord),
};

function observeOrder(state: ProofState, fact: OrderFact): void {
  observeTime(state, fact.created_at ?? fact.paid_at);
  state.latest_at = later(state.latest_at, later(fact.paid_at, fact.delivered_at));
}

function observeRefund(state: ProofState, fact: RefundFact): void {
  observeTime(state, fact.requested_at ?? fact.completed_at);
  state.latest_at = later(state.latest_at, fact.completed_at);
}

function observeStatementLine(state: ProofState, fact: StatementLineFact, row: number): void {
  const { amount_minor, fee_minor } = fact;
  observeAmount(state, amount_minor);
  if (fee_minor !== 0n) state.fee_minor += fee_minor;
  state.account_no ??= fact.account_no;
  extendChain(state.chain, amount_minor - fee_minor, fact.balance_minor, row);
  state.top_at ??= fact.happened_at;
  state.bottom_at = fact.happened_at;
  observeTime(state, fact.happened_at);
}

/** Totals that state the balance at the end of their spans follow from each other as lines do. */
function observeControlTotal(state: ProofState, fact: ControlTotalFact, row: number): void {
  state.account_no ??= fact.account_no;
  state.top_at ??= fact.from_at;
  state.bottom_at = fact.from_at;
  const { inflow_minor, outflow_minor, closing_minor } = fact;
  if (closing_minor !== null)
    extendChain(state.chain, (inflow_minor ?? 0n) - (outflow_minor ?? 0n), closing_minor, row);
}

/** A record lies at the moment at which it came to be. */
function observeRecord(kind: RecordKind): (state: ProofState, fact: object) => void {
  const { origin } = RECORD_NAMES[kind];
  const moments = momentsOf(kind);
  return (state, fact) => {
    const cells = fact as Readonly<Record<string, WallTime | null>> & {
      readonly amount_minor?: Minor | null;
    };
    observeAmount(state, cells.amount_minor ?? 0n);
    observeTime(state, cells[origin] ?? null);
    for (const name of moments) state.latest_at = later(state.latest_at, cells[name] ?? null);
  };
}

function observeAmount(state: ProofState, minor: Minor): void {
  const sum = minor < 0n ? state.outflow : state.inflow;
  sum.minor += minor;
  if (minor !== 0n) sum.count++;
}

function observeTime(state: ProofState, time: WallTime | null): void {
  state.first_at = earlier(state.first_at, time);
  state.last_at = later(state.last_at, time);
}

function addToSum(sums: Map<string, Sum>, of: string, minor: Minor): void {
  const sum = sums.get(of);
  if (sum === undefined) sums.set(of, { count: 1, minor });
  else {
    sum.count++;
    sum.minor += minor;
  }
}

/** Compares what was read with what the file states, and its balances with each other. */
export function prove(state: ProofState): Proof {
  const totals = state.stated.map((stated) => compareTotal(state, stated));
  const newest_first = (state.top_at ?? '') > (state.bottom_at ?? '');
  const { running_balance, broken_at_row, opening_minor, closing_minor } =
    state.judgement ?? proveChain(state.chain, newest_first);
  return {
    running_balance,
    broken_at_row,
    opening_minor,
    closing_minor,
    control_totals: totalsVerdict(totals),
    totals,
    inflow_minor: state.inflow.minor,
    outflow_minor: state.fee_minor - state.outflow.minor,
    first_at: state.first_at,
    last_at: state.last_at,
    latest_at: later(state.last_at, state.latest_at),
    account_no: state.account_no,
  };
}

function compareTotal(state: ProofState, stated: ControlTotal): TotalComparison {
  const read = sumOf(state, stated.of);
  const counts = stated.count === null || stated.count === read.count;
  const sums = stated.sum_minor === null || absolute(stated.sum_minor) === absolute(read.minor);
  return {
    of: stated.of,
    stated_count: stated.count,
    read_count: read.count,
    stated_minor: stated.sum_minor,
    read_minor: read.minor,
    agrees: counts && sums,
  };
}

function sumOf(state: ProofState, of: string): Sum {
  if (of === 'inflow') return state.inflow;
  if (of === 'outflow') return state.outflow;
  if (of === 'net') return { count: state.row_count, minor: state.inflow.minor + state.outflow.minor };
  return state.sums.get(of) ?? { count: 0, minor: 0n };
}

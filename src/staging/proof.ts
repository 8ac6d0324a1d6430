import { earlier, later, type WallTime } from '../calendar/wall-time.ts';
import type { ProofStretch } from '../kernel/proof-stretch.ts';
import type { FactKind } from '../model/facts.ts';
import { type TotalComparison, type TotalsVerdict, totalsVerdict } from '../model/receipt.ts';
import { absolute, type Minor } from '../money/money.ts';
import {
  appendChain,
  type BalanceChain,
  type BalanceProof,
  extendChain,
  newChain,
  proveChain,
} from '../sources/parts/balance.ts';
import type { ControlTotal, NormalizedRow } from '../sources/source.ts';
import { observe, type ProofSink } from './observe.ts';

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

/** Sums of the facts seen so far. */
export class ProofState implements ProofSink {
  readonly chain: BalanceChain = newChain();
  /** What the balances prove where they were judged all together; null: the chain tells. */
  judgement: BalanceProof | null = null;
  /** What the table itself states. */
  readonly stated: ControlTotal[];
  readonly sums = new Map<string, Sum>();
  readonly inflow: Sum = { count: 0, minor: 0n };
  readonly outflow: Sum = { count: 0, minor: 0n };
  fee_minor: Minor = 0n;
  row_count = 0;
  first_at: WallTime | null = null;
  last_at: WallTime | null = null;
  latest_at: WallTime | null = null;
  /** Times of the first and the last line as written. */
  top_at: WallTime | null = null;
  bottom_at: WallTime | null = null;
  account_no: string | null = null;
  /** Where facts are proved before they are added here. */
  ahead: { take(): ProofStretch | null } | null = null;

  /** Nothing seen yet but these totals, which the lines above the table state. */
  constructor(stated: readonly ControlTotal[] = []) {
    this.stated = [...stated];
  }

  amount(minor: Minor): void {
    const sum = minor < 0n ? this.outflow : this.inflow;
    sum.minor += minor;
    if (minor !== 0n) sum.count++;
  }

  fee(minor: Minor): void {
    this.fee_minor += minor;
  }

  balance(moved: Minor, balance: Minor | null, row: number): void {
    extendChain(this.chain, moved, balance, row);
  }

  line(at: WallTime | null): void {
    this.top_at ??= at;
    this.bottom_at = at ?? this.bottom_at;
  }

  time(at: WallTime | null): void {
    this.first_at = earlier(this.first_at, at);
    this.last_at = later(this.last_at, at);
  }

  mention(at: WallTime | null): void {
    this.latest_at = later(this.latest_at, at);
  }

  total(of: string, minor: Minor): void {
    this.#add(of, { count: 1, minor });
  }

  account(no: string | null): void {
    this.account_no ??= no;
  }

  /** Adds a fact, in the order of the file. */
  add<K extends FactKind>(kind: K, normalized: NormalizedRow<K>, row: number): void {
    this.join();
    this.row_count++;
    observe(this, kind, normalized, row);
  }

  /** Adds the facts proved ahead, which come behind those added. */
  join(): void {
    const stretch = this.ahead?.take() ?? null;
    if (stretch !== null) this.#append(stretch);
  }

  #append(stretch: ProofStretch): void {
    this.row_count += stretch.facts;
    addTo(this.inflow, stretch.inflow);
    addTo(this.outflow, stretch.outflow);
    this.fee(stretch.fee_minor);
    appendChain(this.chain, stretch.chain);
    for (const at of [stretch.top_at, stretch.bottom_at]) this.line(at);
    for (const at of [stretch.first_at, stretch.last_at]) this.time(at);
    this.mention(stretch.latest_at);
    this.account(stretch.account_no);
    for (const [of, sum] of stretch.totals) this.#add(of, sum);
  }

  #add(of: string, added: Readonly<Sum>): void {
    const sum = this.sums.get(of);
    if (sum === undefined) this.sums.set(of, { ...added });
    else addTo(sum, added);
  }
}

interface Sum {
  count: number;
  minor: Minor;
}

function addTo(sum: Sum, { count, minor }: Readonly<Sum>): void {
  sum.count += count;
  sum.minor += minor;
}

/** Compares what was read with the totals stated, and the balances with each other. */
export function prove(state: ProofState, stated: readonly ControlTotal[]): Proof {
  state.join();
  const totals = stated.map((total) => compareTotal(state, total));
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

import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { STATES, type State } from '../src/model/result.ts';
import type { OrderCase, OrderVerdict } from './order-case.ts';
import type { Truth, TruthEquation, TruthException } from './truth.ts';
import { TRUTH_ORDER_COLUMNS } from './truth.ts';

type Sums = { -readonly [K in Exclude<keyof TruthEquation, 'closes'>]: number };

const FLUSH_CHARACTERS = 1 << 20;

/** Adds up what is true of each order: per shop, per state, and order by order into a file. */
export class TruthCollector {
  readonly exceptions: TruthException[] = [];
  readonly delays: string[] = [];
  readonly states: Record<State, number> = zeroStates();
  private readonly total = zeroSums();
  private shop = zeroSums();
  private pending = '';
  private readonly fd: number | null;

  /** `ordersFile`: where the truth per order goes; null to keep totals only. */
  constructor(ordersFile: string | null) {
    this.fd = ordersFile === null ? null : openSync(ordersFile, 'w');
    this.write(TRUTH_ORDER_COLUMNS);
  }

  add(life: OrderCase, verdict: OrderVerdict): void {
    this.states[verdict.state] += 1;
    addSums(this.total, verdict);
    addSums(this.shop, verdict);
    if (verdict.cause === 'settlement_delay') this.delays.push(life.orderNo);
    if (life.exception !== null) this.exceptions.push(exceptionOf(life, life.exception));
    if (this.fd !== null) this.write(columnsOf(life.orderNo, verdict));
  }

  /** Money that names no order: its key is `?` and the line's own number. */
  addStranger(lineNo: string, amount: number): void {
    const verdict: OrderVerdict = {
      state: 'exception',
      cause: 'unexplained',
      expected: 0,
      received: amount,
      fees: 0,
      refunded: 0,
      inTransit: 0,
      outside: 0,
      discrepancy: amount,
    };
    this.states.exception += 1;
    addSums(this.total, verdict);
    addSums(this.shop, verdict);
    this.exceptions.push({
      order_no: null,
      type: 'missing_order',
      cause: 'unexplained',
      expected_minor: 0,
      actual_minor: amount,
      discrepancy_minor: amount,
    });
    if (this.fd !== null) this.write(columnsOf(`?${lineNo}`, verdict));
  }

  /** The equation of the orders since the last call. */
  endShop(): TruthEquation {
    const equation = closed(this.shop);
    this.shop = zeroSums();
    return equation;
  }

  equation(): TruthEquation {
    return closed(this.total);
  }

  close(): void {
    if (this.fd === null) return;
    writeSync(this.fd, this.pending);
    closeSync(this.fd);
  }

  private write(cells: readonly (string | number)[]): void {
    if (this.fd === null) return;
    this.pending += `${cells.join('\t')}\n`;
    if (this.pending.length < FLUSH_CHARACTERS) return;
    writeSync(this.fd, this.pending);
    this.pending = '';
  }
}

/** Writes truth.json: one exception a line, so that it can be read and compared. */
export function writeTruth(path: string, truth: Truth): void {
  const { exceptions, ...rest } = truth;
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  const lines = exceptions.map((exception) => `    ${JSON.stringify(exception)}`);
  const body = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  writeFileSync(path, `${head},\n  "exceptions": ${body}\n}\n`);
}

function exceptionOf(life: OrderCase, exception: NonNullable<OrderCase['exception']>): TruthException {
  return {
    order_no: life.orderNo,
    type: exception.type,
    cause: exception.cause,
    expected_minor: exception.expected,
    actual_minor: exception.actual,
    discrepancy_minor: exception.actual - exception.expected,
  };
}

function columnsOf(key: string, verdict: OrderVerdict): (string | number)[] {
  return [
    key,
    verdict.state,
    verdict.cause ?? '',
    verdict.expected,
    verdict.received,
    verdict.fees,
    verdict.refunded,
    verdict.inTransit,
    verdict.outside,
    verdict.discrepancy,
  ];
}

function zeroStates(): Record<State, number> {
  const states: Partial<Record<State, number>> = {};
  for (const state of STATES) states[state] = 0;
  return states as Record<State, number>;
}

function zeroSums(): Sums {
  return {
    expected_minor: 0,
    received_minor: 0,
    fees_minor: 0,
    refunded_minor: 0,
    in_transit_minor: 0,
    outside_coverage_minor: 0,
    discrepancy_minor: 0,
  };
}

function addSums(sums: Sums, verdict: OrderVerdict): void {
  sums.expected_minor += verdict.expected;
  sums.received_minor += verdict.received;
  sums.fees_minor += verdict.fees;
  sums.refunded_minor += verdict.refunded;
  sums.in_transit_minor += verdict.inTransit;
  sums.outside_coverage_minor += verdict.outside;
  sums.discrepancy_minor += verdict.discrepancy;
}

function closed(sums: Sums): TruthEquation {
  const right =
    sums.received_minor +
    sums.fees_minor +
    sums.refunded_minor +
    sums.in_transit_minor +
    sums.outside_coverage_minor;
  return { ...sums, closes: sums.expected_minor + sums.discrepancy_minor === right };
}

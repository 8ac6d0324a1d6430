import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KERNEL_COLUMN, Kernel } from '../kernel/kernel.ts';
import { KernelProof } from '../kernel/kernel-proof.ts';
import { formatMinor, type Minor } from '../money/money.ts';
import { standInFor } from './carried-cells.ts';
import type { ProofSink } from './observe.ts';
import { Probes, probeOf } from './probes.ts';
import { ProofState, prove } from './proof.ts';
import { ProofRecorder } from './proof-recorder.ts';

/** A line of a statement; `way` is by which it is added to the proof. */
interface Line {
  readonly account_no: string;
  readonly amount: number;
  readonly fee: number;
  readonly balance: number | null;
  readonly at: string;
  readonly way: 'kernel' | 'fact';
}

/** Everything that can be proved of a line, with its numbers as they are or as stand-ins. */
interface Told {
  readonly account_no: string;
  readonly amount: Minor;
  readonly fee: Minor;
  readonly balance: Minor | null;
  readonly at: string;
}

function tell(sink: ProofSink, { account_no, amount, fee, balance, at }: Told, row: number): void {
  sink.amount(amount);
  sink.fee(fee);
  sink.balance(amount - fee, balance, row);
  sink.line(at);
  sink.time(at);
  sink.mention(at);
  sink.total('fees', fee);
  sink.total('lines', 1n);
  sink.account(account_no);
}

/** Proves lines in the order given, those of the kernel ahead. */
class Prover {
  readonly state = new ProofState();
  readonly #kernel = new Kernel();
  readonly #proof: KernelProof;
  readonly #compiled = new Map<string, number>();

  constructor() {
    this.#kernel.dialect(','.charCodeAt(0), 512, 4096);
    const { id, money, moment } = KERNEL_COLUMN;
    this.#kernel.columns([id, money, money, money, moment].map((what, position) => ({ position, what })));
    this.#proof = new KernelProof(this.#kernel);
    this.state.ahead = this.#proof;
  }

  add(line: Line, row: number): void {
    if (line.way === 'kernel') this.#ahead(line, row);
    else {
      this.state.join();
      this.state.row_count++;
      tell(this.state, toldOf(line), row);
    }
  }

  #ahead(line: Line, row: number): void {
    const { account_no, amount, fee, balance, at } = toldOf(line);
    const cells = [account_no, written(amount), written(fee), balance === null ? '' : written(balance), at];
    this.#kernel.bytes.write(`${cells.join(',')}\n`, this.#kernel.window);
    assert.ok(this.#kernel.split(this.#kernel.window) > 0);
    this.#kernel.find();
    this.#proof.prove(this.#stepsOf(line), row);
    if (this.#proof.room === 0) this.state.join();
  }

  #stepsOf({ amount, fee, balance }: Line): number {
    const signs = [amount, fee, balance ?? 0].map(Math.sign);
    const key = [...signs, balance === null].join();
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const recorder = new ProofRecorder(
      new Probes(new Map([1, 2, 3].map((column, at) => [column, signs[at] ?? 0]))),
    );
    const [amount_probe = 0n, fee_probe = 0n, balance_probe = 0n] = signs.map((sign, at) =>
      probeOf(at + 1, sign),
    );
    const told: Told = {
      account_no: standInFor(0),
      amount: amount_probe,
      fee: fee_probe,
      balance: balance === null ? null : balance_probe,
      at: standInFor(4),
    };
    tell(recorder, told, 0);
    const compiled = this.#proof.compile(recorder.steps() ?? []);
    assert.ok(compiled > 0);
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

/** Without decimals where there are none: so the greatest amount has thirteen digits. */
function written(minor: Minor): string {
  return formatMinor(minor).replace('.00', '');
}

function toldOf({ amount, fee, balance, ...others }: Line): Told {
  return {
    ...others,
    amount: BigInt(amount),
    fee: BigInt(fee),
    balance: balance === null ? null : BigInt(balance),
  };
}

const moment = fc
  .date({ min: new Date('1999-12-30'), max: new Date('2000-03-02'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));

const lines = fc.array(
  fc.record({
    account_no: fc.constantFrom('10000001', '10000002'),
    amount: fc.integer({ min: -300, max: 300 }),
    fee: fc.constantFrom(0, 0, 7, -7),
    breaks: fc.integer({ min: 0, max: 9 }),
    isStated: fc.boolean(),
    at: moment,
    way: fc.constantFrom('kernel', 'kernel', 'kernel', 'fact'),
  }),
  { maxLength: 40 },
);

test('lines proved ahead, in stretches, prove what they prove one by one', () => {
  fc.assert(
    fc.property(lines, fc.boolean(), (moves, newest_first) => {
      let balance = 0;
      const followed = moves.map(({ breaks, isStated, ...line }): Line => {
        balance += line.amount - line.fee + (breaks === 0 ? 1 : 0);
        return { ...line, balance: isStated ? balance : null };
      });
      const [ahead, one_by_one] = [new Prover(), new Prover()];
      for (const [row, line] of (newest_first ? followed.toReversed() : followed).entries()) {
        ahead.add(line, row);
        one_by_one.add({ ...line, way: 'fact' }, row);
      }
      const told = [
        { of: 'fees', count: 1, sum_minor: 7n },
        { of: 'net', count: 1, sum_minor: 7n },
      ];
      assert.deepEqual(prove(ahead.state, told), prove(one_by_one.state, told));
    }),
    { numRuns: 500 },
  );
});

test('a stretch is taken before its sums could overflow', () => {
  const prover = new Prover();
  const amount = 999_999_999_999_900;
  const line = {
    account_no: '10000001',
    amount,
    fee: 0,
    balance: null,
    at: '2026-01-31 23:59:59',
    way: 'kernel',
  } as const;
  for (let row = 0; row < 10_000; row++) prover.add(line, row);
  const { inflow_minor, outflow_minor } = prove(prover.state, []);
  assert.deepEqual([inflow_minor, outflow_minor], [BigInt(amount) * 10_000n, 0n]);
});

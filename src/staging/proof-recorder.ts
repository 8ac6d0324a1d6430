import type { WallTime } from '../calendar/wall-time.ts';
import type { ProofStep, ProvedAmount } from '../kernel/kernel-proof.ts';
import type { Minor } from '../money/money.ts';
import { columnOf, partsOf } from './carried-cells.ts';
import type { ProofSink } from './observe.ts';
import type { Probes } from './probes.ts';

/** An amount that is the same in all facts alike is no greater: a few of them cannot pass what the kernel counts with. */
const SAME_MAX = 1n << 51n;

/** Records what a fact proves whose carried cells are stand-ins and probes, for facts alike. */
export class ProofRecorder implements ProofSink {
  readonly #probes: Probes;
  readonly #steps: ProofStep[] = [];
  #fits = true;

  constructor(probes: Probes) {
    this.#probes = probes;
  }

  /** What facts alike prove; null where it takes anything else than carried cells, sums of them, and what never changes. */
  steps(): readonly ProofStep[] | null {
    return this.#fits ? this.#steps : null;
  }

  amount(minor: Minor): void {
    if (minor !== 0n) this.#steps.push({ proves: 'amount', amount: this.#amountOf(minor) });
  }

  fee(minor: Minor): void {
    if (minor !== 0n) this.#steps.push({ proves: 'fee', amount: this.#amountOf(minor) });
  }

  balance(moved: Minor, balance: Minor | null): void {
    const stated = balance === null ? null : this.#amountOf(balance);
    this.#steps.push({ proves: 'balance', moved: this.#amountOf(moved), balance: stated });
  }

  line(at: WallTime | null): void {
    this.#moment('line', at);
  }

  time(at: WallTime | null): void {
    this.#moment('time', at);
  }

  mention(at: WallTime | null): void {
    this.#moment('mention', at);
  }

  total(of: string, minor: Minor): void {
    this.#steps.push({ proves: 'total', of, amount: this.#amountOf(minor) });
  }

  account(no: string | null): void {
    if (no === null) return;
    const [first = '', ...others] = partsOf(no);
    this.#fits &&= others.length === 0;
    this.#steps.push({ proves: 'account', account: first });
  }

  #moment(proves: 'line' | 'time' | 'mention', at: WallTime | null): void {
    if (at === null) return;
    const column = columnOf(at);
    this.#fits &&= column >= 0;
    this.#steps.push({ proves, column });
  }

  #amountOf(minor: Minor): ProvedAmount {
    const parts = this.#probes.partsOf(minor);
    this.#fits &&= parts !== null && !(typeof parts === 'bigint' && (parts > SAME_MAX || parts < -SAME_MAX));
    return parts ?? 0n;
  }
}

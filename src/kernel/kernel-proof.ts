import { type CarriedSum, termsOf } from './carried-sum.ts';
import type { Kernel } from './kernel.ts';
import { type ProofStretch, stretchIn } from './proof-stretch.ts';

/** Of each step: what it is, a number, and two amounts of terms and what is added to them. */
const STEP_BYTES = 40;
const COUNT_BYTES = 8;
const NUMBER = 4;
const AMOUNT = 8;
const BALANCE = 24;
const ADDED = 8;

/** The steps that the kernel knows by one name. */
const KINDS = {
  ...{ amount: 'PROVE_AMOUNT', fee: 'PROVE_FEE', total: 'PROVE_TOTAL' },
  ...{ line: 'PROVE_LINE', time: 'PROVE_TIME', mention: 'PROVE_MENTION' },
} as const;

/** An amount of a fact: a sum of carried amounts, or the same in all facts alike. */
export type ProvedAmount = CarriedSum | bigint;

/** What a fact adds to what its table proves. `column` is a carried moment or id. */
export type ProofStep =
  | { readonly proves: 'amount' | 'fee'; readonly amount: ProvedAmount }
  | { readonly proves: 'balance'; readonly moved: ProvedAmount; readonly balance: ProvedAmount | null }
  | { readonly proves: 'line' | 'time' | 'mention'; readonly column: number }
  | { readonly proves: 'total'; readonly of: string; readonly amount: ProvedAmount }
  | { readonly proves: 'account'; readonly account: string | number };

/** Adds up what facts alike prove, in the memory of a kernel. Facts are taken in stretches: so many that no sum overflows. */
export class KernelProof {
  readonly #kernel: Kernel;
  readonly #factsMax: number;
  /** The names of the totals, by number. */
  readonly #totals: string[] = [];
  #facts = 0;

  /** Whatever was added up in the kernel before is gone. */
  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#factsMax = kernel.place('STRETCH_FACTS_MAX');
    kernel.calls.clearProof();
  }

  /** How many facts may be added before the stretch must be taken. */
  get room(): number {
    return this.#factsMax - this.#facts;
  }

  /** Counts facts that a run of the kernel has added. */
  ran(facts: number): void {
    this.#facts += facts;
  }

  /**
   * Keeps the steps of facts alike until the shapes of the kernel are forgotten. Returns what `prove` wants; 0 when there is
   * no room, or a name too many or too long.
   */
  compile(steps: readonly ProofStep[]): number {
    const { bytes, calls } = this.#kernel;
    for (const step of steps) if (step.proves === 'total') this.#numberOf(step.of);
    const account = accountOf(steps);
    if (this.#totals.length > this.#kernel.place('TOTALS_MAX')) return 0;
    if (account.length > this.#kernel.place('ACCOUNT_BYTES_MAX')) return 0;
    const text = COUNT_BYTES + steps.length * STEP_BYTES;
    const place = calls.room(text + account.length);
    if (place === 0) return 0;
    bytes.fill(0, place, place + text);
    bytes.writeUInt32LE(steps.length, place);
    bytes.set(account, place + text);
    for (const [at, step] of steps.entries())
      this.#write(place + COUNT_BYTES + at * STEP_BYTES, step, place + text);
    return place;
  }

  /** Adds the fact that steps make of the cells carried now. */
  prove(steps: number, row: number): void {
    this.#facts = this.#kernel.calls.prove(steps, row);
  }

  /** What the facts added since the last call prove; null where there are none. */
  take(): ProofStretch | null {
    if (this.#facts === 0) return null;
    const stretch = stretchIn(this.#kernel, this.#totals);
    this.#facts = 0;
    this.#kernel.calls.clearProof();
    return stretch;
  }

  #numberOf(total: string): number {
    const known = this.#totals.indexOf(total);
    return known >= 0 ? known : this.#totals.push(total) - 1;
  }

  /** Writes a step at `at`; `text` is where the account stands. */
  #write(at: number, step: ProofStep, text: number): void {
    const { bytes } = this.#kernel;
    const named = (kind: string, number: number): void => {
      bytes.writeUInt32LE(this.#kernel.place(kind), at);
      bytes.writeUInt32LE(number, at + NUMBER);
    };
    if (step.proves === 'balance') {
      named(step.balance === null ? 'PROVE_UNBALANCED' : 'PROVE_BALANCE', 0);
      writeAmount(bytes, at + AMOUNT, step.moved);
      writeAmount(bytes, at + BALANCE, step.balance ?? 0n);
    } else if (step.proves === 'account') {
      const { account } = step;
      if (typeof account === 'number') named('PROVE_CARRIED_ACCOUNT', account);
      else named('PROVE_ACCOUNT', Buffer.byteLength(account));
      bytes.writeUInt32LE(text, at + AMOUNT);
    } else if ('column' in step) named(KINDS[step.proves], step.column);
    else {
      named(KINDS[step.proves], step.proves === 'total' ? this.#numberOf(step.of) : 0);
      writeAmount(bytes, at + AMOUNT, step.amount);
    }
  }
}

/** The account that the steps name, where it is the same in all facts alike. */
function accountOf(steps: readonly ProofStep[]): Buffer {
  const named = steps.find((step) => step.proves === 'account');
  return Buffer.from(typeof named?.account === 'string' ? named.account : '');
}

function writeAmount(bytes: Buffer, at: number, amount: ProvedAmount): void {
  if (typeof amount === 'bigint') bytes.writeBigInt64LE(amount, at + ADDED);
  else bytes.writeBigUInt64LE(termsOf(amount), at);
}

import { DuideshangError } from '../errors.ts';
import type { StatementLineFact, WallTime } from '../model/facts.ts';

/** Lines of a table whose balances decide; about 50 bytes of each are held until its end. */
export const BALANCED_ROWS_MAX = 2 ** 20;
const CAPACITY_MIN = 1024;

/** What of a line its balance is judged by. */
export type BalancedFact = Pick<
  StatementLineFact,
  'account_no' | 'happened_at' | 'amount_minor' | 'fee_minor' | 'balance_minor'
>;

/** The lines of one account. */
export interface AccountLines {
  /** The lines by their index, in the order of the file. */
  readonly own: Uint32Array;
  /** Whether every line states a balance. */
  readonly states_all: boolean;
}

/** The lines of a table as numbers, in the order of the file. */
export class BalancedLines {
  count = 0;
  /** By line: what it moves, the way that it says itself. */
  moved = new BigInt64Array(CAPACITY_MIN);
  /** 0 where the line states none. */
  balance = new BigInt64Array(CAPACITY_MIN);
  /** Digits of the moment, `YYYYMMDDHHMMSS`. */
  happened = new Float64Array(CAPACITY_MIN);
  row = new Uint32Array(CAPACITY_MIN);
  #account = new Uint32Array(CAPACITY_MIN);
  readonly #accounts = new Map<string | null, number>();
  /** Accounts with a line that states no balance. */
  readonly #silent = new Set<number>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws DuideshangError `too_many_rows` */
  add({ account_no, happened_at, amount_minor, fee_minor, balance_minor }: BalancedFact, row: number): void {
    const at = this.count;
    if (at >= BALANCED_ROWS_MAX)
      throw new DuideshangError('too_many_rows', { file: this.#file, limit: BALANCED_ROWS_MAX });
    if (at === this.row.length) this.#grow();
    const account = this.#numberOf(account_no);
    if (balance_minor === null) this.#silent.add(account);
    this.moved[at] = amount_minor - fee_minor;
    this.balance[at] = balance_minor ?? 0n;
    this.happened[at] = digitsOf(happened_at);
    this.row[at] = row;
    this.#account[at] = account;
    this.count++;
  }

  byAccount(): AccountLines[] {
    const sizes = new Uint32Array(this.#accounts.size);
    const accounts = this.#account.subarray(0, this.count);
    for (const account of accounts) sizes[account] = (sizes[account] ?? 0) + 1;
    const groups = Array.from(sizes, (size) => new Uint32Array(size));
    sizes.fill(0);
    accounts.forEach((account, at) => {
      const next = sizes[account] ?? 0;
      (groups[account] as Uint32Array)[next] = at;
      sizes[account] = next + 1;
    });
    return groups.map((own, account) => ({ own, states_all: !this.#silent.has(account) }));
  }

  #numberOf(account_no: string | null): number {
    const known = this.#accounts.get(account_no);
    if (known !== undefined) return known;
    const number = this.#accounts.size;
    this.#accounts.set(account_no, number);
    return number;
  }

  #grow(): void {
    this.moved = longer(this.moved);
    this.balance = longer(this.balance);
    this.happened = longer(this.happened);
    this.row = longer(this.row);
    this.#account = longer(this.#account);
  }
}

function longer<T extends Float64Array | Uint32Array | BigInt64Array>(numbers: T): T {
  const bytes = new Uint8Array(numbers.byteLength * 2);
  bytes.set(new Uint8Array(numbers.buffer));
  return new (numbers.constructor as new (buffer: ArrayBuffer) => T)(bytes.buffer);
}

const DIGITS_AT = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];

function digitsOf(moment: WallTime): number {
  let number = 0;
  for (const at of DIGITS_AT) number = number * 10 + moment.charCodeAt(at) - 48;
  return number;
}

import type { Minor } from '../../money/money.ts';

/** What the running balances of a statement prove. */
export interface BalanceProof {
  readonly running_balance: 'ok' | 'broken' | 'none';
  /** The first row that does not follow from the one before, in the direction that breaks less often. */
  readonly broken_at_row: number | null;
  readonly opening_minor: Minor | null;
  readonly closing_minor: Minor | null;
}

/** Lines in file order, followed as if written oldest first and as if written newest first, at once. */
export interface BalanceChain {
  /** Cash moved by the lines before the first that states a balance. */
  lead: Minor;
  first_moved: Minor;
  /** Balance of the first line that states one. */
  first_balance: Minor | null;
  /** Its row; 0 where none states one. */
  first_row: number;
  last_moved: Minor;
  /** Balance of the last line that states one. */
  last_balance: Minor;
  /** Cash moved by the lines since then. */
  pending: Minor;
  readonly oldest_first: Breaks;
  readonly newest_first: Breaks;
}

interface Breaks {
  count: number;
  first_row: number | null;
}

/** No line yet. */
export function newChain(): BalanceChain {
  return {
    lead: 0n,
    first_moved: 0n,
    first_balance: null,
    first_row: 0,
    last_moved: 0n,
    last_balance: 0n,
    pending: 0n,
    oldest_first: { count: 0, first_row: null },
    newest_first: { count: 0, first_row: null },
  };
}

/** Adds a line: the cash it moves and the balance after it (null: the line states none). */
export function extendChain(chain: BalanceChain, moved: Minor, balance: Minor | null, row: number): void {
  if (balance === null) {
    chain.pending += moved;
    return;
  }
  const { last_balance, pending } = chain;
  if (chain.first_balance === null) {
    chain.lead = pending;
    chain.first_moved = moved;
    chain.first_balance = balance;
    chain.first_row = row;
  } else {
    if (last_balance + pending + moved !== balance) addBreak(chain.oldest_first, row);
    if (balance + pending + chain.last_moved !== last_balance) addBreak(chain.newest_first, row);
  }
  chain.pending = 0n;
  chain.last_moved = moved;
  chain.last_balance = balance;
}

/** Adds the lines that another chain has followed, which come behind those of this one. */
export function appendChain(chain: BalanceChain, next: Readonly<BalanceChain>): void {
  if (next.first_balance !== null) {
    chain.pending += next.lead;
    extendChain(chain, next.first_moved, next.first_balance, next.first_row);
    addBreaks(chain.oldest_first, next.oldest_first);
    addBreaks(chain.newest_first, next.newest_first);
    chain.last_moved = next.last_moved;
    chain.last_balance = next.last_balance;
  }
  chain.pending += next.pending;
}

function addBreaks(breaks: Breaks, next: Readonly<Breaks>): void {
  breaks.count += next.count;
  breaks.first_row ??= next.first_row;
}

function addBreak(breaks: Breaks, row: number): void {
  addBreaks(breaks, { count: 1, first_row: row });
}

/**
 * Opening and closing balance in the direction that holds (or breaks less often), and whether it holds throughout.
 * Where the balances fit both directions, the times of the lines tell: `newest_first`.
 */
export function proveChain(chain: BalanceChain, newest_first: boolean): BalanceProof {
  const { first_balance, lead, first_moved, last_balance, last_moved, pending } = chain;
  if (first_balance === null) {
    return { running_balance: 'none', broken_at_row: null, opening_minor: null, closing_minor: null };
  }
  const more_breaks = chain.oldest_first.count - chain.newest_first.count;
  const oldest = more_breaks < 0 || (more_breaks === 0 && !newest_first);
  const { count, first_row } = oldest ? chain.oldest_first : chain.newest_first;
  return {
    running_balance: count === 0 ? 'ok' : 'broken',
    broken_at_row: first_row,
    opening_minor: oldest ? first_balance - first_moved - lead : last_balance - last_moved - pending,
    closing_minor: oldest ? last_balance + pending : first_balance + lead,
  };
}

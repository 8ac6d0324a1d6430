import type { Minor } from '../money/money.ts';
import type { WallTime } from './facts.ts';

/** What an import of one table proves. Every physical row of the table is in exactly one of the row counts. */
export interface ImportReceipt {
  batch_id: bigint;
  file: string;
  sheet: string | null;
  source: string;
  /** Rows that state facts: new + unchanged + changed + refused + mended. */
  rows_read: number;
  rows_new: number;
  rows_unchanged: number;
  /** Rows of a later export that update an earlier fact. */
  rows_changed: number;
  rows_refused: number;
  /** Rows that could not be read and that a later import has told since. */
  rows_mended: number;
  /** Among the new: rows whose damaged number another file proved. */
  rows_repaired: number;
  /** Rows of another account's money (聚合结算渠道 in 账务组合查询): counted, told by that account's own file. */
  rows_elsewhere: number;
  /** Rows above the header, the header, footers. */
  rows_other: number;
  /** `waiting`: totals are stated of lines that are not loaded yet, and all that can be compared agree. */
  control_totals: TotalsVerdict;
  totals: readonly TotalComparison[];
  running_balance: 'ok' | 'broken' | 'none';
  /** Row where the running balance first breaks. */
  broken_at_row: number | null;
  opening_minor: Minor | null;
  inflow_minor: Minor;
  outflow_minor: Minor;
  closing_minor: Minor | null;
  account_no: string | null;
  /** The days covered: what the file says, else first and last row. */
  from_at: WallTime | null;
  to_at: WallTime | null;
  exported_at: WallTime | null;
}

/** What the totals that a file states, or a summary of it, say: see {@link ImportReceipt.control_totals}. */
export type TotalsVerdict = 'ok' | 'mismatch' | 'waiting' | 'none';

/** What comparisons say together. */
export function totalsVerdict(totals: readonly TotalComparison[]): TotalsVerdict {
  if (totals.length === 0) return 'none';
  if (totals.some(({ agrees }) => agrees === false)) return 'mismatch';
  return totals.some(({ agrees }) => agrees === null) ? 'waiting' : 'ok';
}

/** A total stated by a file beside what was read. */
export interface TotalComparison {
  of: string;
  stated_count: number | null;
  read_count: number;
  stated_minor: Minor | null;
  read_minor: Minor;
  /** Null: the lines that it sums up are not loaded yet. */
  agrees: boolean | null;
}

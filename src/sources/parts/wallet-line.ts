import type { StatementLineFact, WallTime } from '../../model/facts.ts';
import { absolute, type Minor } from '../../money/money.ts';
import { findOrderNo } from '../rules/key-rules.ts';
import { subjectOf } from '../rules/subject.ts';
import type { RowContext } from '../source.ts';

/** The cells by which a wallet line says whose money it is and what for; a layout may lack the optional ones. */
export interface WalletCells {
  readonly happened_at: WallTime;
  readonly transaction_no: string | null;
  readonly line_no?: string | null;
  readonly base_order_no?: string | null;
  readonly merchant_order_no?: string | null;
  readonly entry_type: string | null;
  readonly description?: string | null;
  readonly memo?: string | null;
  readonly title?: string | null;
}

/** The money of a wallet line. */
export interface WalletMoney {
  readonly amount_minor: Minor;
  readonly fee_minor: Minor;
  readonly balance_minor: Minor | null;
}

/** The fact of a wallet line: its order number by the key rules, its subject by its words. */
export function walletLine(
  channel: string,
  account_no: string | null,
  cells: WalletCells,
  money: WalletMoney,
  context: RowContext,
): StatementLineFact {
  const entry_type = cells.entry_type ?? '';
  const description = cells.description ?? '';
  const memo = cells.memo ?? '';
  const title = cells.title ?? '';
  const found = (context.findKey ?? findOrderNo)({
    channel,
    base_order_no: cells.base_order_no ?? '',
    merchant_order_no: cells.merchant_order_no ?? '',
    entry_type,
    description,
    memo,
    title,
  });
  return {
    account_no,
    line_no: cells.line_no ?? null,
    transaction_no: cells.transaction_no,
    order_no: found === null ? null : found.order_no,
    key_rule: found === null ? null : found.rule,
    happened_at: cells.happened_at,
    amount_minor: money.amount_minor,
    fee_minor: money.fee_minor,
    balance_minor: money.balance_minor,
    subject: subjectOf(entry_type, description, memo, title),
  };
}

/**
 * The signed amount of a line with one column for inflow and one for outflow, whatever sign the file writes the outflow
 * with: |in| − |out|, but an inflow cell that is itself negative (a reversal) keeps its sign. Null when both are empty.
 */
export function twoColumnAmount(inflow: Minor | null, outflow: Minor | null): Minor | null {
  if (inflow === null && outflow === null) return null;
  return (inflow ?? 0n) - absolute(outflow ?? 0n);
}

const IN_WORDS: ReadonlySet<string> = new Set(['入账', '收入', '收']);
const OUT_WORDS: ReadonlySet<string> = new Set(['出账', '支出', '支']);

/**
 * The signed amount of a line whose direction stands in a column of its own, whether the file writes the amount with its
 * sign or without: an inflow below zero is a reversal and keeps its sign. Null for a direction that is neither.
 */
export function directedAmount(amount: Minor, direction: string): Minor | null {
  if (IN_WORDS.has(direction)) return amount;
  return OUT_WORDS.has(direction) ? -absolute(amount) : null;
}

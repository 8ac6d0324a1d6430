import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { NormalizedRow, RowContext } from '../source.ts';

/** The cells by which a row of 快手账单 names its order and account. */
export interface OrderCells {
  readonly order_no: string;
  readonly article_no: string | null;
  readonly settled_at: WallTime;
  readonly account_no: string | null;
  readonly channel_text: string | null;
  readonly memo: string | null;
}

/** One of the amounts that a row is made of, as a line of the wallet. */
export function settlementLine(
  cells: OrderCells,
  description: string,
  amount_minor: Minor,
  context: RowContext,
): NormalizedRow<'statement_lines'> {
  const { order_no, article_no, settled_at, account_no } = cells;
  const told = {
    happened_at: settled_at,
    transaction_no: null,
    base_order_no: order_no,
    entry_type: cells.channel_text,
    description,
    memo: cells.memo,
  };
  const money = { amount_minor, fee_minor: 0n, balance_minor: null };
  return {
    identity: [order_no, article_no, settled_at, description, amount_minor].join('|'),
    fact: walletLine('kuaishou', account_no, told, money, context),
  };
}

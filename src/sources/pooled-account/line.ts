import type { Minor } from '../../money/money.ts';
import { twoColumnAmount, type WalletCells, walletLine } from '../parts/wallet-line.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';

/** The cells of a line of the pooled account, whatever the layout. `base_order_no`: the order, else the sub-order. */
export interface PooledCells extends WalletCells {
  readonly base_order_no: string | null;
  readonly inflow: Minor | null;
  readonly outflow: Minor | null;
}

/**
 * A line of the pooled account. It has no number of its own, so its content identifies it: what both layouts hold, so
 * that a line loaded in both is one line.
 */
export function pooledLine(
  account_no: string | null,
  cells: PooledCells,
  context: RowContext,
): NormalizedRow<'statement_lines'> | Refusal {
  const amount_minor = twoColumnAmount(cells.inflow, cells.outflow);
  if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
  const money = { amount_minor, fee_minor: 0n, balance_minor: null };
  const content = [
    cells.happened_at,
    cells.transaction_no,
    cells.base_order_no,
    cells.entry_type,
    amount_minor,
    cells.description,
    cells.memo,
  ];
  return {
    identity: content.join('|'),
    fact: walletLine('alipay-pooled', account_no, cells, money, context),
  };
}

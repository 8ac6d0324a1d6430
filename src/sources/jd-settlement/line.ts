import type { WallTime } from '../../model/facts.ts';
import type { Minor } from '../../money/money.ts';
import { walletLine } from '../parts/wallet-line.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';

/** The cells of a settled line, whatever the layout. */
export interface SettledCells {
  readonly order_no: string | null;
  readonly sku_no: string | null;
  /** 商户订单号: the settlement that the line was paid with. */
  readonly settlement_no: string | null;
  /** 费用项, 费用名称 */
  readonly item: string;
  /** Signed: inflow positive. */
  readonly amount: Minor;
  /** 收入 or 支出, which repeats the sign; null where the layout has none. */
  readonly direction: string | null;
  readonly memo: string | null;
}

/** Moment, running number and account of a settlement, and what follows: `20260709` `000001` `133260161002` `1`. */
const SETTLEMENT = /^20\d{12}(1\d{11})\d{1,6}$/;

/**
 * A line of JD's settlement. It has no number of its own: what all layouts hold identifies it, so that a line that two of
 * them tell is one line. The account is the merchant number that the file names or the settlement's number holds. A direction
 * that contradicts the sign is refused.
 */
export function settledLine(
  cells: SettledCells,
  settled_at: WallTime,
  context: RowContext,
): NormalizedRow<'statement_lines'> | Refusal {
  const { order_no, sku_no, settlement_no, item, amount } = cells;
  const direction = amount < 0n ? '支出' : '收入';
  if (amount !== 0n && cells.direction !== null && cells.direction !== direction)
    return { code: 'unknown_sign', column: 'direction', value: cells.direction };
  const told = {
    happened_at: settled_at,
    transaction_no: settlement_no,
    base_order_no: order_no,
    entry_type: direction,
    description: item,
    memo: cells.memo,
  };
  const money = { amount_minor: amount, fee_minor: 0n, balance_minor: null };
  const account_no = context.preamble.account_no ?? SETTLEMENT.exec(settlement_no ?? '')?.[1] ?? null;
  return {
    identity: [order_no, sku_no, item, amount, settlement_no ?? settled_at].join('|'),
    fact: walletLine('jd', account_no, told, money, context),
  };
}

import type { WallTime } from '../../model/facts.ts';
import { absolute, type Minor } from '../../money/money.ts';
import { walletLine } from '../parts/wallet-line.ts';
import { maskDigits } from '../rules/mask.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';

/** The cells of a line of a personal list. */
export interface PersonalCells {
  readonly happened_at: WallTime;
  readonly transaction_no: string | null;
  readonly merchant_order_no: string | null;
  readonly entry_type: string | null;
  readonly side: string | null;
  readonly status: string | null;
  readonly amount: Minor;
  readonly memo: string | null;
}

/** Words of 收/支 for moves between the pots of one person, which change nothing that the person has. */
const NEUTRAL: ReadonlySet<string> = new Set(['/', '不计收支', '中性交易', '其他', '資金轉移', '资金转移']);
/** WeChat's cell of nothing. */
const EMPTY = '/';
/** States in which nothing was paid, or nothing yet. */
const UNPAID = /关闭|等待付款|待付款|失败/;

/**
 * A line of the list that Alipay, WeChat or JD gives a person of all that the person paid and got, from whichever pot: the
 * balance, a fund, a bank card. So moves between the pots are of 0.00, and so is what was not paid. The lists
 * repeat numbers and have no balance: a line is its content, without the state, which a later list may tell otherwise.
 */
export function personalLine(
  channel: string,
  cells: PersonalCells,
  context: RowContext,
): NormalizedRow<'statement_lines'> | Refusal {
  const { happened_at, transaction_no, merchant_order_no, entry_type, side, status } = cells;
  const memo = cells.memo === EMPTY ? null : cells.memo;
  const amount_minor = movedBy(side, status ?? '', absolute(cells.amount));
  if (amount_minor === null) return { code: 'unknown_sign', column: 'side', value: side ?? '' };
  const content = [happened_at, transaction_no, entry_type, side, cells.amount];
  const words = {
    happened_at,
    transaction_no,
    merchant_order_no,
    entry_type,
    description: maskDigits(status ?? ''),
    memo,
  };
  const money = { amount_minor, fee_minor: 0n, balance_minor: null };
  const account_no = context.preamble.account_no ?? null;
  return { identity: content.join('|'), fact: walletLine(channel, account_no, words, money, context) };
}

/** Null when the side is none that is known. Alipay does not count refunds as income, yet they come in. */
function movedBy(side: string | null, status: string, amount: Minor): Minor | null {
  if (UNPAID.test(status)) return 0n;
  if (side === '收入') return amount;
  if (side === '支出') return -amount;
  if (side !== null && !NEUTRAL.has(side)) return null;
  return status.startsWith('退款成功') ? amount : 0n;
}

import type { DamagedOrder } from '../key-case.ts';
import type { CaseView, CauseRule } from '../view.ts';

/**
 * A row of an order file whose number is damaged could be this order: the digits that are left and the money agree. The
 * orders of a month share their first digits, so that without the money a few of them say nothing.
 */
export const damagedId: CauseRule = {
  cause: 'damaged_id',
  of: ['missing_order'],
  holds: (view) => rowsLike(view).length > 0,
  evidence: (view) => rowsLike(view),
  values: (view) => ({ damaged_no: rowsLike(view)[0]?.damaged_no ?? '' }),
};

function rowsLike({ key, amounts, context }: CaseView): readonly DamagedOrder[] {
  const alike = context.damagedLike(key.match_key);
  const sameMoney = alike.filter((row) => row.amounts_minor.includes(amounts.receipts));
  return sameMoney.length > 0 ? sameMoney : alike.filter((row) => row.is_nearly_whole);
}

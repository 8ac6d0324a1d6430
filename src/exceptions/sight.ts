import type { Minor } from '../money/money.ts';
import { isPaid } from './amounts.ts';
import type { CaseLine, CaseRefund } from './key-case.ts';
import { type CaseView, linesOf, type Sighting, tradeLines } from './view.ts';

/**
 * Says what is seen at a key whose money does not tie: the first type that fits, in the order below.
 * `net ≠ due` holds, or the key has no order.
 */
export function sight(view: CaseView): Sighting {
  const { key, amounts } = view;
  const trade = tradeLines(key);
  const at = trade[0]?.happened_at ?? null;
  const common = { expected_minor: amounts.due, actual_minor: amounts.net, happened_at: at };
  if (key.order === null) {
    return {
      ...common,
      type: amounts.receipts !== 0n ? 'missing_order' : 'unexpected_refund',
      evidence: trade,
    };
  }
  const evidence = [key.order, ...trade];
  const { status } = key.order;
  if (status === 'cancelled' || !isPaid(key.order)) return { ...common, type: 'status_mismatch', evidence };
  if (trade.length === 0)
    return { ...common, type: 'missing_receipt', happened_at: key.order.delivered_at, evidence };
  if (amounts.net > amounts.due)
    return { ...common, ...sightSurplus(view), evidence: [...evidence, ...key.refunds] };
  const [refunded] = unexpectedRefunds(view) ?? [];
  if (refunded !== undefined)
    return { ...common, type: 'unexpected_refund', happened_at: refunded.happened_at, evidence };
  return { ...common, type: 'amount_short', evidence };
}

function sightSurplus(view: CaseView): Pick<Sighting, 'type' | 'happened_at'> {
  const { key, amounts } = view;
  const surplus = amounts.net - amounts.due;
  const receipts = linesOf(key, 'receipt');
  const again = receipts.findLast((line) => isRepeated(line.amount_minor, surplus, receipts));
  if (again !== undefined) return { type: 'duplicate_receipt', happened_at: again.happened_at };
  const missing = refundsSumming(key.refunds, surplus);
  if (missing !== null || surplus === amounts.refunded) {
    return { type: 'missing_refund', happened_at: missing?.[0]?.completed_at ?? null };
  }
  return { type: 'amount_over', happened_at: receipts.at(-1)?.happened_at ?? null };
}

/** Whether the surplus is this receipt once more or several times more, and it did come so often. */
function isRepeated(amount: Minor, surplus: Minor, receipts: readonly CaseLine[]): boolean {
  const equal = receipts.filter((line) => line.amount_minor === amount).length;
  return amount > 0n && surplus % amount === 0n && surplus / amount < BigInt(equal);
}

/** The refund lines of the wallet that are exactly what is missing, where no export knows of them. */
function unexpectedRefunds(view: CaseView): readonly CaseLine[] | null {
  const { key, amounts } = view;
  const short = amounts.due - amounts.net;
  if (short <= amounts.refunds_in_export - amounts.refunded) return null;
  return subsetSumming(linesOf(key, 'refund'), (line) => -line.amount_minor, short);
}

/** Refund cases whose amounts add up to a sum, fewest first; null when none do. */
export function refundsSumming(refunds: readonly CaseRefund[], sum: Minor): readonly CaseRefund[] | null {
  return subsetSumming(refunds, (refund) => refund.refund_minor, sum);
}

/** Beyond this many items only single items are tried: an order with more refunds than this is not explained by sums. */
const SUBSET_ITEMS_MAX = 12;

function subsetSumming<T>(items: readonly T[], amount: (item: T) => Minor, sum: Minor): readonly T[] | null {
  if (sum <= 0n) return null;
  const single = items.find((item) => amount(item) === sum);
  if (single !== undefined) return [single];
  if (items.length > SUBSET_ITEMS_MAX) return null;
  let found: readonly T[] | null = null;
  for (let mask = 1; mask < 1 << items.length; mask++) {
    const chosen = items.filter((_, index) => (mask & (1 << index)) !== 0);
    if (found !== null && chosen.length >= found.length) continue;
    if (chosen.reduce((total, item) => total + amount(item), 0n) === sum) found = chosen;
  }
  return found;
}

import { refundsSumming } from '../sight.ts';
import { type CauseRule, yuan } from '../view.ts';

/**
 * The refund export knows of a refund that the order export, made earlier, does not: the money is short by exactly it.
 */
export const partialRefund: CauseRule = {
  cause: 'partial_refund',
  of: ['amount_short'],
  holds: ({ key, amounts }) => {
    const short = amounts.due - amounts.net;
    if (key.order?.refund_minor === null || amounts.refunds_in_export <= amounts.refunded) return false;
    return (
      short === amounts.refunds_in_export - amounts.refunded || refundsSumming(key.refunds, short) !== null
    );
  },
  evidence: ({ key }) => key.refunds,
  values: ({ amounts }) => ({ refund: yuan(amounts.refunds_in_export - amounts.refunded) }),
};

import { namesOrder } from '../key-case.ts';
import type { CauseRule } from '../view.ts';

/** The wallet names an order that no order export loaded holds: it was placed outside the days exported. */
export const orderOutsideExport: CauseRule = {
  cause: 'order_outside_export',
  of: ['missing_order', 'unexpected_refund'],
  holds: ({ key }) => key.order === null && namesOrder(key.match_key),
  evidence: () => [],
  values: ({ context }) => ({ until: context.orders_until ?? '?' }),
};

import type { CauseRule } from '../view.ts';

/** Confirmed in the last hours that the statements cover, or after them: the money arrives after they end. */
export const settlementDelay: CauseRule = {
  cause: 'settlement_delay',
  of: ['in_transit'],
  holds: ({ key, context }) => {
    const at = key.order?.status === 'completed' ? key.order.delivered_at : null;
    return at !== null && context.standing(key, at) === 'later';
  },
  evidence: ({ key }) => (key.order === null ? [] : [key.order]),
};

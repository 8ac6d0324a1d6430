import type { CauseRule } from '../view.ts';

/** Confirmed in the last hours that the statement covers: the money arrives after it ends. */
export const settlementDelay: CauseRule = {
  cause: 'settlement_delay',
  of: ['in_transit'],
  holds: ({ key, context }) => {
    const at = key.order?.status === 'completed' ? key.order.delivered_at : null;
    return at !== null && context.standing(key, at) === 'in_window';
  },
  evidence: ({ key }) => (key.order === null ? [] : [key.order]),
};

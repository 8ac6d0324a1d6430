import type { CauseRule } from '../view.ts';

/** Lines of the wallet name a sub-order; the order-line export says whose it is. */
export const subOrder: CauseRule = {
  cause: 'sub_order',
  of: ['matched'],
  holds: ({ key }) => key.lines.some((line) => line.link_rule === 'sub_order'),
  evidence: ({ key }) => key.lines.filter((line) => line.link_rule === 'sub_order'),
};

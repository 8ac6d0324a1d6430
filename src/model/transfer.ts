/**
 * What a transfer is: `match` moves money between keys, `adjustment` names where a rest of it goes, `link` says that all
 * money under one key belongs to an order.
 */
export const TRANSFER_KINDS = ['match', 'adjustment', 'link'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/**
 * Where the rest of an adjustment goes. A fee counts among the fees of the key that bears it; the others correct what was
 * expected of it.
 */
export const COUNTERS = ['rounding', 'fee', 'subsidy', 'other'] as const;
export type Counter = (typeof COUNTERS)[number];

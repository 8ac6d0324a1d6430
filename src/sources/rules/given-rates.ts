import type { AuditedComponent } from '../../model/component.ts';

/** A fee rate as the seller's contract says it: fees of the shop are audited against it instead of what prevails. */
export interface GivenRate {
  readonly id: string;
  /** The shop's name as in the order export, or `*` for every shop. */
  readonly shop: string;
  readonly component: AuditedComponent;
  /** Percent with at most two decimals, e.g. `5` or `0.6`. */
  readonly percent: string;
}

const PERCENT = /^(\d{1,2})(?:\.(\d{1,2}))?$/;

/** Hundredths of a percent; null when the text is no percentage below 100 with at most two decimals. */
export function basisPoints(percent: string): bigint | null {
  const parts = PERCENT.exec(percent);
  if (parts === null) return null;
  return BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`);
}

import { CAUSES, type Cause, type ExceptionType } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';

/** A difference of a shop's orders that is let pass; `*` is every shop that has none of its own. */
export interface Tolerance {
  readonly id: string;
  readonly exception_type: ToleratedType;
  readonly shop: string;
  readonly tolerance_minor: Minor;
}

/** Types whose differences can be let pass: money came, and it is nearly right. */
export const TOLERATED_TYPES = [
  'amount_short',
  'amount_over',
  'fee_variance',
] as const satisfies readonly ExceptionType[];
export type ToleratedType = (typeof TOLERATED_TYPES)[number];

/** Days from confirmation until money is late, for the accounts of a channel and a shop; `*` is every other one. */
export interface SettlementDays {
  readonly id: string;
  readonly channel: string;
  readonly shop: string;
  readonly days: number;
}

/** Beyond this a tolerance hides what should be seen: 100.00. */
export const TOLERANCE_MINOR_MAX: Minor = 10_000n;

/** At most so many days until money is late. */
export const SETTLEMENT_DAYS_MAX = 90;

/** The rule that says most: of the shop itself before that of every shop. */
function ofShop<T extends { readonly shop: string }>(
  rules: readonly T[],
  shop: string | null,
): T | undefined {
  return rules.find((rule) => rule.shop === shop) ?? rules.find((rule) => rule.shop === '*');
}

/** What is let pass of a type at a shop; 0 without a rule. */
export function toleranceOf(rules: readonly Tolerance[], type: ExceptionType, shop: string | null): Minor {
  return (
    ofShop(
      rules.filter((rule) => rule.exception_type === type),
      shop,
    )?.tolerance_minor ?? 0n
  );
}

/** The days until money of a shop is late in an account, null where no rule says it: `channel:number` names the account. */
export function settlementDaysOf(
  rules: readonly SettlementDays[],
  accountId: string,
  shop: string | null,
): number | null {
  const channel = accountId.slice(0, Math.max(0, accountId.indexOf(':')));
  const own = rules.filter((rule) => rule.channel === channel);
  const every = rules.filter((rule) => rule.channel === '*');
  return ofShop(own, shop)?.days ?? ofShop(every, shop)?.days ?? null;
}

/** All causes in the order in which they are tried: those named first, the others as they stood. */
export function inOrder<T extends { readonly cause: Cause }>(
  all: readonly T[],
  named: readonly Cause[],
): T[] {
  const first = named.flatMap((cause) => all.filter((rule) => rule.cause === cause));
  return [...first, ...all.filter((rule) => !first.includes(rule))];
}

/** Causes that may be put in another order: every one but the last resort. */
export const ORDERED_CAUSES: readonly Cause[] = CAUSES.filter((cause) => cause !== 'unexplained');

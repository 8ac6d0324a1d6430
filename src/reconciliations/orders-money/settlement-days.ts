import { type SettlementDays, settlementDaysOf } from '../../sources/rules/run-rules.ts';
import type { Habits } from './sample.ts';

const MINUTES_PER_DAY = 24 * 60;
/** Money that is due at once still takes its time to be booked. */
const MINUTES_MIN = 60;

/** Habits in which days that the book states stand in for delays that were learned. */
export function withSettlementDays(habits: Habits, rules: readonly SettlementDays[]): Habits {
  if (rules.length === 0) return habits;
  return {
    ...habits,
    windowMinutes: (accountId, shop) => {
      const days = settlementDaysOf(rules, accountId, shop === '' ? null : shop);
      return days === null
        ? habits.windowMinutes(accountId, shop)
        : Math.max(MINUTES_MIN, days * MINUTES_PER_DAY);
    },
  };
}

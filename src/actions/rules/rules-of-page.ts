import type { RulesShown } from './save-rules.ts';

/** Rules as a page sends them, amounts as texts; `when`, patterns and codes are looked at when they are taken. */
export interface RulesOnPage {
  readonly version: number;
  readonly fee_rules: readonly {
    readonly id: string;
    readonly component: string;
    readonly when: unknown;
    readonly built_in: boolean;
  }[];
  readonly key_rules: RulesShown['key_rules'];
  readonly fee_rates: RulesShown['fee_rates'];
  readonly tolerances: readonly {
    readonly exception_type: string;
    readonly shop: string;
    readonly tolerance_minor: string;
  }[];
  readonly settlement_days: RulesShown['settlement_days'];
  readonly cause_order: readonly string[];
}

/** The rules of a page with amounts as numbers of minor units. */
export function rulesOfPage(page: RulesOnPage): RulesShown {
  return {
    ...page,
    cause_order: page.cause_order as RulesShown['cause_order'],
    tolerances: page.tolerances.map((tolerance) => ({
      ...tolerance,
      tolerance_minor: BigInt(tolerance.tolerance_minor),
    })),
  };
}

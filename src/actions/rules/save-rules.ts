import { DuideshangError } from '../../errors.ts';
import { CAUSE_RULES } from '../../exceptions/causes/index.ts';
import { COMPONENTS } from '../../model/component.ts';
import type { Text } from '../../model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { Cause } from '../../model/result.ts';
import type { RunSummary } from '../../model/run.ts';
import { formatMinor, type Minor } from '../../money/money.ts';
import { BUILT_IN_FEE_RULES } from '../../sources/rules/built-in-fee-rules.ts';
import { BUILT_IN_KEY_RULES } from '../../sources/rules/built-in-key-rules.ts';
import type { FeeRule } from '../../sources/rules/fee-rules.ts';
import type { KeyRule } from '../../sources/rules/key-rules.ts';
import { parseRuleBook, type RuleBook } from '../../sources/rules/rule-book.ts';
import { inOrder, TOLERATED_TYPES } from '../../sources/rules/run-rules.ts';
import type { Book } from '../../store/book.ts';
import { lockRules, readRules, rulesVersion, writeRules } from '../../store/runs/rules.ts';
import { lastRun, listShops } from '../../store/runs/runs.ts';

/** A fee rule as it is shown and changed. */
export interface FeeRuleShown {
  readonly id: string;
  readonly component: string;
  /** `{channel, test, and?}`: docs/reference/rules.md. */
  readonly when: unknown;
  readonly built_in: boolean;
}

/** A key rule as it is shown and changed. */
export interface KeyRuleShown extends KeyRule {
  readonly built_in: boolean;
}

/** The rules of a book as a page changes them; what a role may write off is kept with the cases. */
export interface RulesShown {
  readonly version: number;
  readonly fee_rules: readonly FeeRuleShown[];
  readonly key_rules: readonly KeyRuleShown[];
  readonly fee_rates: readonly {
    readonly shop: string;
    readonly component: string;
    readonly percent: string;
  }[];
  readonly tolerances: readonly {
    readonly exception_type: string;
    readonly shop: string;
    readonly tolerance_minor: Minor;
  }[];
  readonly settlement_days: readonly {
    readonly channel: string;
    readonly shop: string;
    /** Null is not stated: learned from the book. */
    readonly days: number | null;
  }[];
  readonly cause_order: readonly Cause[];
}

/** The rules with the names of everything that can be chosen, and what the last run found. */
export interface RulesPage {
  readonly rules: RulesShown;
  readonly components: Readonly<Record<string, Text>>;
  readonly causes: Readonly<Record<string, Text>>;
  /** Types whose differences can be let pass. */
  readonly exception_types: Readonly<Record<string, Text>>;
  readonly shops: readonly string[];
  readonly found_rates: RunSummary['fee_rates'];
  readonly unknown_subjects: RunSummary['unknown_subjects'];
}

/** The rules of the book, its own before the built-in ones. */
export async function rulesPage({ store, book_id }: Book): Promise<RulesPage> {
  const own = await readRules(store, book_id);
  const run = await lastRun(store, book_id);
  return {
    rules: {
      version: await rulesVersion(store, book_id),
      fee_rules: [
        ...own.fee_rules.map((rule) => feeRuleShown(rule, false)),
        ...BUILT_IN_FEE_RULES.map((rule) => feeRuleShown(rule, true)),
      ],
      key_rules: [
        ...own.key_rules.map((rule) => ({ ...rule, built_in: false })),
        ...BUILT_IN_KEY_RULES.map((rule) => ({ ...rule, built_in: true })),
      ],
      fee_rates: own.fee_rates.map(({ shop, component, percent }) => ({ shop, component, percent })),
      tolerances: own.tolerances.map(({ id: _, ...rule }) => rule),
      settlement_days: own.settlement_days.map(({ id: _, ...rule }) => rule),
      cause_order: inOrder(CAUSE_RULES, own.cause_order).map(({ cause }) => cause),
    },
    components: Object.fromEntries(COMPONENTS.map((component) => [component, COMPONENT_NAMES[component]])),
    causes: CAUSE_NAMES,
    exception_types: Object.fromEntries(TOLERATED_TYPES.map((type) => [type, TYPE_NAMES[type]])),
    shops: (await listShops(store, book_id)).filter((shop) => shop !== ''),
    found_rates: run?.fee_rates ?? [],
    unknown_subjects: run?.unknown_subjects ?? [],
  };
}

function feeRuleShown({ id, component, ...when }: FeeRule, built_in: boolean): FeeRuleShown {
  return { id, component, when, built_in };
}

/**
 * Rules as a page sends them, read and proved. Built-in rules are left out, and settlement days that are not stated.
 * @throws rule_value_wrong, rule_pattern_wrong, rule_id_taken
 */
export function rulesFrom(shown: Omit<RulesShown, 'version'>): RuleBook {
  return parseRuleBook({
    key_rules: shown.key_rules.filter(({ built_in }) => !built_in),
    fee_rules: shown.fee_rules
      .filter(({ built_in }) => !built_in)
      .map(({ id, component, when }) => ({ ...(when as object), id, component })),
    fee_rates: shown.fee_rates.map((rate) => ({ ...rate, id: `rate:${rate.shop}:${rate.component}` })),
    tolerances: shown.tolerances.map(({ exception_type, shop, tolerance_minor }) => ({
      id: `tolerance:${exception_type}:${shop}`,
      exception_type,
      shop,
      tolerance: formatMinor(tolerance_minor),
    })),
    settlement_days: shown.settlement_days
      .filter(({ days }) => days !== null)
      .map((rule) => ({ ...rule, id: `days:${rule.channel}:${rule.shop}` })),
    cause_order: shown.cause_order.filter((cause) => cause !== 'unexplained'),
  });
}

/**
 * Replaces the rules of the book, if they are still those that were shown. Returns the new version.
 * @throws rules_changed when somebody replaced them meanwhile; as `rulesFrom`
 */
export async function saveRules({ store, book_id }: Book, shown: RulesShown): Promise<number> {
  const rules = rulesFrom(shown);
  return store.transaction(async (tx) => {
    await lockRules(tx, book_id);
    if ((await rulesVersion(tx, book_id)) !== shown.version) throw new DuideshangError('rules_changed');
    await writeRules(tx, book_id, rules);
    return rulesVersion(tx, book_id);
  });
}

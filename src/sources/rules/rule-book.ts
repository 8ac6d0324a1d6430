import { DuideshangError } from '../../errors.ts';
import { AUDITED_COMPONENTS, COMPONENTS } from '../../model/component.ts';
import type { Cause } from '../../model/result.ts';
import { formatMinor, isMoneyFault, parseMoney } from '../../money/money.ts';
import { BUILT_IN_FEE_RULES } from './built-in-fee-rules.ts';
import { BUILT_IN_KEY_RULES } from './built-in-key-rules.ts';
import type { FeeRule, FeeTest } from './fee-rules.ts';
import { basisPoints, type GivenRate } from './given-rates.ts';
import { KEY_FIELDS } from './key-fields.ts';
import type { KeyGuard, KeyRule } from './key-rules.ts';
import {
  ORDERED_CAUSES,
  SETTLEMENT_DAYS_MAX,
  type SettlementDays,
  TOLERANCE_MINOR_MAX,
  TOLERATED_TYPES,
  type Tolerance,
} from './run-rules.ts';

/**
 * Key rules and fee rules, each in the order in which they are tried, the fee rates that the seller gives, and what a run is
 * told: differences that are let pass, days until money is late, causes that are tried first.
 */
export interface RuleBook {
  readonly key_rules: readonly KeyRule[];
  readonly fee_rules: readonly FeeRule[];
  readonly fee_rates: readonly GivenRate[];
  readonly tolerances: readonly Tolerance[];
  readonly settlement_days: readonly SettlementDays[];
  readonly cause_order: readonly Cause[];
}

/** A book without rules of its own. */
export const NO_RULES: RuleBook = {
  key_rules: [],
  fee_rules: [],
  fee_rates: [],
  tolerances: [],
  settlement_days: [],
  cause_order: [],
};

/** The rules that come with the program. */
export const BUILT_IN_RULES: RuleBook = {
  ...NO_RULES,
  key_rules: BUILT_IN_KEY_RULES,
  fee_rules: BUILT_IN_FEE_RULES,
};

/** At most this many rules of a user, of each kind. */
export const USER_RULES_MAX = 2_000;

/** At most this many characters in a pattern or a value. */
export const RULE_TEXT_MAX = 500;

const FEE_FIELDS = ['description', 'entry_type', 'memo', 'any'] as const;
const FEE_HOWS = ['equals', 'starts_with', 'contains', 'matches'] as const;
const NAMES = ['order_no', 'tracking_no', 'nothing'] as const;

/** A book's own rules before the built-in ones. */
export function withBuiltIn(own: RuleBook): RuleBook {
  return {
    ...own,
    key_rules: [...own.key_rules, ...BUILT_IN_KEY_RULES],
    fee_rules: [...own.fee_rules, ...BUILT_IN_FEE_RULES],
  };
}

/**
 * Reads a user's rules from JSON as docs/reference/rules.md describes it.
 * @throws DuideshangError `rules_not_json`, `rule_value_wrong`, `rule_pattern_wrong`, `rule_id_taken`.
 */
export function parseRules(json: string): RuleBook {
  return parseRuleBook(fromJson(json));
}

/** Reads rules from a value as {@link parseRules} reads them from JSON. @throws like it */
export function parseRuleBook(value: unknown): RuleBook {
  const file = asObject(value, '$');
  const key_rules = asList(file.key_rules, 'key_rules').map((rule, at) =>
    parseKeyRule(rule, `key_rules[${at}]`),
  );
  const fee_rules = asList(file.fee_rules, 'fee_rules').map((rule, at) =>
    parseFeeRule(rule, `fee_rules[${at}]`),
  );
  const fee_rates = asList(file.fee_rates, 'fee_rates').map((rate, at) =>
    parseGivenRate(rate, `fee_rates[${at}]`),
  );
  const tolerances = asList(file.tolerances, 'tolerances').map((rule, at) =>
    parseTolerance(rule, `tolerances[${at}]`),
  );
  const settlement_days = asList(file.settlement_days, 'settlement_days').map((rule, at) =>
    parseSettlementDays(rule, `settlement_days[${at}]`),
  );
  const cause_order = asList(file.cause_order, 'cause_order').map((cause, at) =>
    oneOf(ORDERED_CAUSES, cause, `cause_order[${at}]`),
  );
  refuseTakenIds(fee_rates, []);
  refuseTakenIds(tolerances, []);
  refuseTakenIds(settlement_days, []);
  refuseTakenIds(
    cause_order.map((id) => ({ id })),
    [],
  );
  refuseTakenIds(key_rules, BUILT_IN_KEY_RULES);
  refuseTakenIds(fee_rules, BUILT_IN_FEE_RULES);
  return { key_rules, fee_rules, fee_rates, tolerances, settlement_days, cause_order };
}

/** Reads one key rule; `where` names it in an error. @throws like {@link parseRules} */
export function parseKeyRule(value: unknown, where: string): KeyRule {
  const rule = asObject(value, where);
  const names = oneOf(NAMES, rule.names, `${where}.names`);
  const guard = rule.guard === undefined ? undefined : parseGuard(rule.guard, `${where}.guard`);
  return {
    id: words(rule.id, `${where}.id`),
    channel: words(rule.channel, `${where}.channel`),
    field: oneOf(KEY_FIELDS, rule.field, `${where}.field`),
    pattern: pattern(rule.pattern, `${where}.pattern`, names === 'nothing' ? null : 1),
    names,
    ...(guard === undefined ? {} : { guard }),
  };
}

/** Reads one fee rule; `where` names it in an error. @throws like {@link parseRules} */
export function parseFeeRule(value: unknown, where: string): FeeRule {
  const rule = asObject(value, where);
  const and = rule.and === undefined ? undefined : parseTest(rule.and, `${where}.and`);
  const within = rule.within === undefined ? undefined : oneOf(COMPONENTS, rule.within, `${where}.within`);
  return {
    id: words(rule.id, `${where}.id`),
    channel: words(rule.channel, `${where}.channel`),
    test: parseTest(rule.test, `${where}.test`),
    ...(and === undefined ? {} : { and }),
    component: oneOf(COMPONENTS, rule.component, `${where}.component`),
    ...(within === undefined ? {} : { within }),
  };
}

/** Reads one given fee rate; `where` names it in an error. @throws like {@link parseRules} */
export function parseGivenRate(value: unknown, where: string): GivenRate {
  const rate = asObject(value, where);
  const percent = words(rate.percent, `${where}.percent`);
  if (basisPoints(percent) === null) throw wrong(`${where}.percent`, '"0.6"', rate.percent);
  return {
    id: words(rate.id, `${where}.id`),
    shop: words(rate.shop, `${where}.shop`),
    component: oneOf(AUDITED_COMPONENTS, rate.component, `${where}.component`),
    percent,
  };
}

/** Reads one tolerance; `where` names it in an error. @throws like {@link parseRules} */
export function parseTolerance(value: unknown, where: string): Tolerance {
  const rule = asObject(value, where);
  const amount = words(rule.tolerance, `${where}.tolerance`);
  const minor = parseMoney(amount);
  if (minor === null || isMoneyFault(minor) || minor < 0n || minor > TOLERANCE_MINOR_MAX)
    throw wrong(`${where}.tolerance`, `"0.05" (0–${formatMinor(TOLERANCE_MINOR_MAX)})`, rule.tolerance);
  return {
    id: words(rule.id, `${where}.id`),
    exception_type: oneOf(TOLERATED_TYPES, rule.exception_type, `${where}.exception_type`),
    shop: words(rule.shop, `${where}.shop`),
    tolerance_minor: minor,
  };
}

/** Reads the settlement days of a channel and shop; `where` names them in an error. @throws like {@link parseRules} */
export function parseSettlementDays(value: unknown, where: string): SettlementDays {
  const rule = asObject(value, where);
  const { days } = rule;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 0 || days > SETTLEMENT_DAYS_MAX)
    throw wrong(`${where}.days`, `0–${SETTLEMENT_DAYS_MAX}`, days);
  return {
    id: words(rule.id, `${where}.id`),
    channel: words(rule.channel, `${where}.channel`),
    shop: words(rule.shop, `${where}.shop`),
    days,
  };
}

/** A rule as it stands in a file and in the store: amounts as text. */
export function ruleAsWritten(rule: KeyRule | FeeRule | GivenRate | Tolerance | SettlementDays): object {
  if (!('tolerance_minor' in rule)) return rule;
  const { tolerance_minor, ...others } = rule;
  return { ...others, tolerance: formatMinor(tolerance_minor) };
}

function parseGuard(value: unknown, where: string): KeyGuard {
  const guard = asObject(value, where);
  return {
    field: oneOf(KEY_FIELDS, guard.field, `${where}.field`),
    pattern: pattern(guard.pattern, `${where}.pattern`, null),
  };
}

function parseTest(value: unknown, where: string): FeeTest {
  const test = asObject(value, where);
  const how = oneOf(FEE_HOWS, test.how, `${where}.how`);
  const text =
    how === 'matches' ? pattern(test.value, `${where}.value`, null) : words(test.value, `${where}.value`);
  return { field: oneOf(FEE_FIELDS, test.field, `${where}.field`), how, value: text };
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new DuideshangError('rules_not_json', { fault: String(cause) }, cause);
  }
}

function asObject(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(where, '{…}', value);
  return Object.fromEntries(Object.entries(value));
}

function asList(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(where, '[…]', value);
  if (value.length > USER_RULES_MAX) throw wrong(where, `[≤ ${USER_RULES_MAX}]`, value.length);
  return value;
}

function words(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '' || value.length > RULE_TEXT_MAX) {
    throw wrong(where, `"…" (1–${RULE_TEXT_MAX})`, value);
  }
  return value;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, where: string): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw wrong(where, allowed.join(' | '), value);
  return found;
}

/** A regular expression that compiles and has as many capture groups as asked for. */
function pattern(value: unknown, where: string, groups: number | null): string {
  const source = words(value, where);
  const found = groupCount(source, where);
  if (groups !== null && found !== groups) {
    throw new DuideshangError('rule_pattern_wrong', { where, pattern: source, fault: `( ) × ${found}` });
  }
  return source;
}

function groupCount(source: string, where: string): number {
  try {
    return (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
  } catch (cause) {
    throw new DuideshangError('rule_pattern_wrong', { where, pattern: source, fault: String(cause) }, cause);
  }
}

function refuseTakenIds(own: readonly { id: string }[], builtIn: readonly { id: string }[]): void {
  const taken = new Set(builtIn.map(({ id }) => id)).add('none');
  for (const { id } of own) {
    if (taken.has(id)) throw new DuideshangError('rule_id_taken', { id });
    taken.add(id);
  }
}

function wrong(where: string, expected: string, value: unknown): DuideshangError {
  return new DuideshangError('rule_value_wrong', {
    where,
    expected,
    value: JSON.stringify(value) ?? 'undefined',
  });
}

import type { Rules } from '../../../../src/server/contract/rules.ts';
import { whenOf } from './fee-rule.ts';
import { isRightKeyRule } from './key-rule.ts';

/** The parts of the rules that this page changes; the limits of write-offs are changed in the settings. */
export const SECTIONS = [
  'fee_rates',
  'fee_rules',
  'key_rules',
  'tolerances',
  'settlement_days',
  'cause_order',
] as const;

/** A part of the rules that this page changes. */
export type Section = (typeof SECTIONS)[number];

/** A percentage as the server takes it. */
export const PERCENT = /^\d{1,2}(\.\d{1,2})?$/;

/** A percentage as people type it (`５．５`, `5 %`), as the server takes it where it is one. */
export function typedPercent(text: string): string {
  return text.normalize('NFKC').replace(/[%\s]/g, '');
}

/** The longest stretch of days that can be given. */
export const DAYS_MAX = 90;

/** Rules that were changed and not saved, beside those they were made from. */
export interface Draft {
  readonly base: Rules;
  readonly mine: Rules;
}

/** The parts in which two sets of rules differ. */
export function changedSections(before: Rules, after: Rules): Section[] {
  return SECTIONS.filter((section) => JSON.stringify(before[section]) !== JSON.stringify(after[section]));
}

/** The parts that cannot be saved as they stand. */
export function wrongSections(rules: Rules): Section[] {
  const isRight: Readonly<Record<Section, boolean>> = {
    fee_rates:
      rules.fee_rates.every(({ percent }) => PERCENT.test(percent)) &&
      isUnique(rules.fee_rates, ({ shop, component }) => [shop, component]),
    fee_rules: rules.fee_rules.every((rule) => rule.built_in || isRightTest(rule.when)),
    key_rules: rules.key_rules.every((rule) => rule.built_in || isRightKeyRule(rule)),
    tolerances:
      rules.tolerances.every(({ tolerance_minor }) => isAmount(tolerance_minor)) &&
      isUnique(rules.tolerances, ({ shop, exception_type }) => [shop, exception_type]),
    settlement_days:
      rules.settlement_days.every(({ days }) => isDays(days)) &&
      isUnique(rules.settlement_days, ({ shop, channel }) => [shop, channel]),
    cause_order: true,
  };
  return SECTIONS.filter((section) => !isRight[section]);
}

function isAmount(minor: string): boolean {
  return /^\d{1,19}$/.test(minor);
}

function isDays(days: number | null): boolean {
  return days === null || (Number.isInteger(days) && days >= 0 && days <= DAYS_MAX);
}

function isUnique<T>(rows: readonly T[], keyOf: (row: T) => readonly string[]): boolean {
  return new Set(rows.map((row) => JSON.stringify(keyOf(row)))).size === rows.length;
}

/** Rows whose key an earlier row has already. */
export function repeated<T>(rows: readonly T[], keyOf: (row: T) => readonly string[]): ReadonlySet<number> {
  const keys = rows.map((row) => JSON.stringify(keyOf(row)));
  return new Set(keys.flatMap((key, at) => (keys.indexOf(key) < at ? [at] : [])));
}

function isRightTest(when: unknown): boolean {
  const { test, and } = whenOf(when);
  return [test, ...(and === undefined ? [] : [and])].every(
    ({ how, value }) => value.trim() !== '' && (how !== 'matches' || isPattern(value)),
  );
}

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts a draft on rules that were saved meanwhile: parts changed by one side only are that side's; of parts that both
 * changed the draft's own stand when `keepsMine`, else the saved ones. `both` names them.
 */
export function rebased(
  { base, mine }: Draft,
  saved: Rules,
  keepsMine: boolean,
): { readonly draft: Draft; readonly theirs: readonly Section[]; readonly both: readonly Section[] } {
  const ours = changedSections(base, mine);
  const theirs = changedSections(base, saved);
  const both = ours.filter((section) => theirs.includes(section));
  const kept = keepsMine ? ours : ours.filter((section) => !both.includes(section));
  const parts = Object.fromEntries(kept.map((section) => [section, mine[section]]));
  return { draft: { base: saved, mine: { ...saved, ...parts } }, theirs, both };
}

/** A list with one entry moved by some places; as it is when there is no such place. */
export function movedBy<T>(list: readonly T[], at: number, by: number): T[] {
  const to = at + by;
  const entry = list[at];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(at, 1).toSpliced(to, 0, entry);
}

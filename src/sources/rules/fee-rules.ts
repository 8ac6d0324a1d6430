import type { Component } from '../../model/component.ts';
import type { Subject } from '../../model/facts.ts';
import { BUILT_IN_FEE_RULES } from './built-in-fee-rules.ts';
import { covers } from './channel.ts';
import { maskDigits } from './mask.ts';

/** The fields of a subject. `any`: one of the three. */
export type FeeField = 'description' | 'entry_type' | 'memo' | 'any';

/** `matches`: the value is a regular expression, found anywhere unless anchored. */
export type FeeTestHow = 'equals' | 'starts_with' | 'contains' | 'matches';

/** A test on one field. In a memo every run of digits is `#`; a value that is no pattern may be written either way. */
export interface FeeTest {
  readonly field: FeeField;
  readonly how: FeeTestHow;
  readonly value: string;
}

/** What a money line is for. Rules are tried in order; the first whose tests hold speaks. */
export interface FeeRule {
  readonly id: string;
  /** A channel, which covers its sub-channels (`alipay` also speaks for `alipay-pooled`), or `*`. */
  readonly channel: string;
  readonly test: FeeTest;
  /** Must hold too. */
  readonly and?: FeeTest;
  /** A fee and its return have one component; the sign of the line tells them apart. */
  readonly component: Component;
  /** What a fee taken within the line is for; `processing_fee` when left out. */
  readonly within?: Component;
}

/** What a subject was found to be, and the rule that said so. `none`: no rule speaks, the component is `unclassified`. */
export interface Verdict {
  readonly component: Component;
  readonly rule_id: string;
  /** What a fee taken within the line is for, where the rule says so. */
  readonly within?: Component;
}

type SubjectTest = (subject: Subject) => boolean;

const compiledRules = new WeakMap<readonly FeeRule[], readonly { rule: FeeRule; holds: SubjectTest }[]>();

/** What lines of this subject are for, by the first rule that speaks. */
export function classifySubject(
  channel: string,
  subject: Subject,
  rules: readonly FeeRule[] = BUILT_IN_FEE_RULES,
): Verdict {
  for (const { rule, holds } of compiled(rules)) {
    if (covers(rule.channel, channel) && holds(subject)) {
      const { id, component, within } = rule;
      return { component, rule_id: id, ...(within === undefined ? {} : { within }) };
    }
  }
  return { component: 'unclassified', rule_id: 'none' };
}

function compiled(rules: readonly FeeRule[]) {
  let tests = compiledRules.get(rules);
  if (tests === undefined) {
    tests = rules.map((rule) => ({ rule, holds: compile(rule) }));
    compiledRules.set(rules, tests);
  }
  return tests;
}

function compile(rule: FeeRule): SubjectTest {
  const first = subjectTest(rule.test);
  if (rule.and === undefined) return first;
  const second = subjectTest(rule.and);
  return (subject) => first(subject) && second(subject);
}

function subjectTest({ field, how, value }: FeeTest): SubjectTest {
  const plain = textTest(how, value);
  const masked = how === 'matches' ? plain : textTest(how, maskDigits(value));
  switch (field) {
    case 'any':
      return (subject) => plain(subject.description) || plain(subject.entry_type) || masked(subject.memo);
    case 'memo':
      return (subject) => masked(subject.memo);
    default:
      return (subject) => plain(subject[field]);
  }
}

function textTest(how: FeeTestHow, value: string): (text: string) => boolean {
  switch (how) {
    case 'equals':
      return (text) => text === value;
    case 'starts_with':
      return (text) => text.startsWith(value);
    case 'contains':
      return (text) => text.includes(value);
    case 'matches': {
      const pattern = new RegExp(value);
      return (text) => pattern.test(text);
    }
  }
}

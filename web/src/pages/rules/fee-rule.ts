import type { Rules } from '../../../../src/server/contract/rules.ts';
import { freeId } from './free-id.ts';

/** Fields of a money line that a fee rule can read. */
export const FIELDS = ['description', 'entry_type', 'memo', 'any'] as const;

/** Ways to compare a field with a value. */
export const HOWS = ['equals', 'starts_with', 'contains', 'matches'] as const;

/** A test of one field. */
export interface FeeTest {
  readonly field: (typeof FIELDS)[number];
  readonly how: (typeof HOWS)[number];
  readonly value: string;
}

/** When a fee rule speaks: on which channel, and which one or two tests must hold. */
export interface When {
  readonly channel: string;
  readonly test: FeeTest;
  readonly and?: FeeTest;
}

/** A fee rule as the server takes it. */
export type FeeRule = Rules['fee_rules'][number];

/** The channel that stands for every channel, and the shop that stands for every shop. */
export const EVERY = '*';

const SUBJECT_SEPARATOR = ' | ';

/** Reads when a rule speaks; what is missing gets what a new rule has. */
export function whenOf(when: unknown): When {
  const { channel, test, and } = asObject(when);
  return {
    channel: typeof channel === 'string' ? channel : EVERY,
    test: testOf(test),
    ...(and !== undefined && and !== null && { and: testOf(and) }),
  };
}

function testOf(test: unknown): FeeTest {
  const { field, how, value } = asObject(test);
  return {
    field: FIELDS.find((each) => each === field) ?? 'any',
    how: HOWS.find((each) => each === how) ?? 'contains',
    value: typeof value === 'string' ? value : '',
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** An own rule that fits nothing yet. */
export function newRule(rules: readonly FeeRule[], component: string): FeeRule {
  return {
    id: freeId(rules),
    component,
    when: { channel: EVERY, test: { field: 'memo', how: 'contains', value: '' } } satisfies When,
    built_in: false,
  };
}

/**
 * An own rule for one subject (`type | description | memo`, as an unknown one is listed): its memo must be the same where
 * there is one, and its description, else its type, too.
 */
export function ruleOfSubject(rules: readonly FeeRule[], subject: string, component: string): FeeRule {
  return { id: freeId(rules), component, when: whenOfSubject(subject), built_in: false };
}

/** When a rule for one subject speaks. */
export function whenOfSubject(subject: string): When {
  const [entry_type = '', description = '', ...rest] = subject.split(SUBJECT_SEPARATOR);
  const parts = { memo: rest.join(SUBJECT_SEPARATOR), description, entry_type };
  const tests = (['memo', 'description', 'entry_type'] as const)
    .filter((field) => parts[field].trim() !== '')
    .map((field): FeeTest => ({ field, how: 'equals', value: parts[field] }));
  const [test = { field: 'any', how: 'equals', value: subject }, and] = tests;
  return { channel: EVERY, test, ...(and !== undefined && { and }) };
}

/** The own rule that was made for a subject, if there is one. */
export function ruleFor(rules: readonly FeeRule[], subject: string): FeeRule | undefined {
  const wanted = JSON.stringify(whenOfSubject(subject));
  return rules.find(({ built_in, when }) => !built_in && JSON.stringify(whenOf(when)) === wanted);
}

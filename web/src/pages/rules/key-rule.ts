import type { Rules } from '../../../../src/server/contract/rules.ts';
import { EVERY } from './fee-rule.ts';
import { freeId } from './free-id.ts';

/** A key rule as the server takes it. */
export type KeyRule = Rules['key_rules'][number];

/** A pattern that is found in a field. */
export type KeyTest = NonNullable<KeyRule['guard']>;

/** A pattern as a person says it: what stands around the words. Words that may be left out need not be there. */
interface Phrase {
  readonly before: string;
  readonly after: string;
  readonly is_without_words?: true;
}

const PHRASES = {
  follows: { before: '', after: String.raw`\s*[:：]?\s*(\d{6,32})(?!\d)` },
  whole: { before: '^', after: String.raw`(\d{6,32})$`, is_without_words: true },
  equals: { before: '^', after: '$' },
  starts_with: { before: '^', after: '' },
  contains: { before: '', after: '' },
} as const satisfies Record<string, Phrase>;

/** How a pattern is written: as words in a phrase, or as it is. */
export type KeyHow = keyof typeof PHRASES | 'matches';

/** Phrases of patterns that take a number out, and of those that are only found, the narrower before the wider. */
export const KEY_HOWS = {
  order_no: ['whole', 'follows', 'matches'],
  tracking_no: ['whole', 'follows', 'matches'],
  nothing: ['equals', 'starts_with', 'contains', 'matches'],
} as const satisfies Record<KeyRule['names'], readonly KeyHow[]>;

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const ESCAPED = /\\([\\^$.*+?()[\]{}|])/g;

/** The pattern that a phrase makes of words; of `matches` the words themselves. */
export function patternOf(how: KeyHow, words: string): string {
  if (how === 'matches') return words;
  const { before, after } = PHRASES[how];
  return `${before}${words.replace(SPECIAL, String.raw`\$&`)}${after}`;
}

/** The words of a pattern that a phrase can say; null for one that it cannot. */
export function wordsOf(how: KeyHow, pattern: string): string | null {
  if (how === 'matches') return pattern;
  const { before, after } = PHRASES[how];
  const words = pattern.slice(before.length, pattern.length - after.length).replace(ESCAPED, '$1');
  return patternOf(how, words) === pattern ? words : null;
}

/** The narrowest phrase that says a pattern. */
export function howOf(names: KeyRule['names'], pattern: string): KeyHow {
  return KEY_HOWS[names].find((how) => wordsOf(how, pattern) !== null) ?? 'matches';
}

/** A rule that names something else, its words kept where a phrase can say them. */
export function renamed(rule: KeyRule, names: KeyRule['names']): KeyRule {
  const said = howOf(rule.names, rule.pattern);
  if (said === 'matches' || takesNumber(names) === takesNumber(rule.names)) return { ...rule, names };
  const how = takesNumber(names) ? 'follows' : 'contains';
  return { ...rule, names, pattern: patternOf(how, wordsOf(said, rule.pattern) ?? '') };
}

/** Whether a rule takes a number out of a line, of an order or a parcel. */
function takesNumber(names: KeyRule['names']): boolean {
  return names !== 'nothing';
}

/** What is wrong with a pattern. */
export type PatternFault = 'value_needed' | 'pattern_wrong' | 'number_needed';

/** What is wrong with a pattern that takes a number out, or is only found; null when nothing is. */
export function patternFault(names: KeyRule['names'], pattern: string): PatternFault | null {
  const how = howOf(names, pattern);
  const isWithoutWords = how !== 'matches' && 'is_without_words' in PHRASES[how];
  if (!isWithoutWords && wordsOf(how, pattern)?.trim() === '') return 'value_needed';
  const groups = groupCount(pattern);
  if (groups === null) return 'pattern_wrong';
  return takesNumber(names) && groups !== 1 ? 'number_needed' : null;
}

function groupCount(pattern: string): number | null {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return null;
  }
}

/** Whether a rule can be saved. */
export function isRightKeyRule({ names, pattern, guard }: KeyRule): boolean {
  const isGuardRight = guard === undefined || patternFault('nothing', guard.pattern) === null;
  return isGuardRight && patternFault(names, pattern) === null;
}

/** An own rule that fits nothing yet. */
export function newKeyRule(rules: readonly KeyRule[]): KeyRule {
  return {
    id: freeId(rules),
    channel: EVERY,
    field: 'memo',
    pattern: patternOf('follows', ''),
    names: 'order_no',
    built_in: false,
  };
}

import { createHash } from 'node:crypto';
import { isDigits } from '../columns.ts';
import { BUILT_IN_KEY_RULES } from './built-in-key-rules.ts';
import { covers } from './channel.ts';

/** The fields of a wallet line that can name an order. `any` is all the words: type, description, memo and title. */
export type KeyField =
  | 'base_order_no'
  | 'merchant_order_no'
  | 'entry_type'
  | 'description'
  | 'memo'
  | 'title'
  | 'any';

/** A test on one field of a line. */
export interface KeyGuard {
  readonly field: KeyField;
  /** Regular expression; found anywhere in the field unless anchored. */
  readonly pattern: string;
}

/**
 * How a wallet line names its order. Rules are tried in order and the first that fits decides. `order_no`: the one
 * capture group of the pattern is the number. `nothing`: a line that fits is the seller's own and names no order.
 */
export interface KeyRule {
  readonly id: string;
  /** A channel, which covers its sub-channels (`alipay` also speaks for `alipay-pooled`), or `*`. */
  readonly channel: string;
  readonly field: KeyField;
  readonly pattern: string;
  readonly names: 'order_no' | 'nothing';
  /** Must hold too. */
  readonly guard?: KeyGuard;
}

/** The cells of a line that key rules look at; absent ones are ''. */
export interface KeyFields {
  readonly channel: string;
  readonly base_order_no: string;
  readonly merchant_order_no: string;
  readonly entry_type: string;
  readonly description: string;
  readonly memo: string;
  readonly title: string;
}

/** The order number that a line names. */
export interface FoundKey {
  readonly order_no: string;
  /** Id of the rule that found it. */
  readonly rule: string;
}

/** Finds the order number that a line names; null: it names none, or is the seller's own. */
export type KeyFinder = (fields: KeyFields) => FoundKey | null;

/** A pattern of one branch that begins with `^` and a letter or digit that must be there. */
const PLAIN_START = /^\^([\p{L}\p{N}])(?![?*{+])[^|]*$/u;
/** A pattern that is nothing but words, one of which the cell begins with or is. */
const WORDS = /^\^\(\?:([\p{L}\p{N}-]+(?:\|[\p{L}\p{N}-]+)*)\)\$?$/u;
/** A pattern of a cell that is a number of so many digits. */
const WHOLE_NUMBER = /^\^\(\\d\{(\d{1,3}),(\d{1,3})\}\)\$$/;

interface CompiledKeyRule {
  readonly id: string;
  readonly field: KeyField;
  readonly pattern: RegExp;
  /** The characters that a cell may begin with, where the pattern says so plainly: most lines are told by them. */
  readonly first_codes: ReadonlySet<number> | null;
  /** How many digits a cell may have, where the pattern asks for nothing else: the commonest way to name an order. */
  readonly digits: { readonly min: number; readonly max: number } | null;
  readonly names: KeyRule['names'];
  readonly guard: { readonly field: KeyField; readonly pattern: RegExp } | null;
}

/** Makes the finder of an ordered list of rules. Patterns must compile: `parseRules` sees to that for a user's rules. */
export function keyFinder(rules: readonly KeyRule[]): KeyFinder {
  const byChannel = new Map<string, readonly CompiledKeyRule[]>();
  return (fields) => {
    let compiled = byChannel.get(fields.channel);
    if (compiled === undefined) {
      compiled = rules.filter((rule) => covers(rule.channel, fields.channel)).map(compile);
      byChannel.set(fields.channel, compiled);
    }
    return findIn(compiled, fields);
  };
}

/** A mark of an ordered list of rules: lists with the same mark find the same numbers. */
export function keyRulesMark(rules: readonly KeyRule[]): string {
  const told = rules.map(({ id, channel, field, pattern, names, guard }) => [
    id,
    channel,
    field,
    pattern,
    names,
    guard?.field ?? '',
    guard?.pattern ?? '',
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
}

/** The order number that a line names by the built-in rules, with the rule that found it; null if it names none. */
export const findOrderNo: KeyFinder = keyFinder(BUILT_IN_KEY_RULES);

function findIn(rules: readonly CompiledKeyRule[], fields: KeyFields): FoundKey | null {
  for (const rule of rules) {
    const cell = cellOf(fields, rule.field);
    if (cell === '' || rule.first_codes?.has(cell.charCodeAt(0)) === false) continue;
    if (rule.names === 'nothing') {
      if (rule.pattern.test(cell) && isGuardMet(rule, fields)) return null;
      continue;
    }
    const order_no = orderNoIn(rule, cell);
    if (order_no !== undefined && isGuardMet(rule, fields)) return { order_no, rule: rule.id };
  }
  return null;
}

function orderNoIn({ digits, pattern }: CompiledKeyRule, cell: string): string | undefined {
  if (digits === null) return pattern.exec(cell)?.[1];
  return cell.length >= digits.min && cell.length <= digits.max && isDigits(cell) ? cell : undefined;
}

function isGuardMet({ guard }: CompiledKeyRule, fields: KeyFields): boolean {
  return guard === null || guard.pattern.test(cellOf(fields, guard.field));
}

function cellOf(fields: KeyFields, field: KeyField): string {
  if (field !== 'any') return fields[field];
  return `${fields.entry_type}\n${fields.description}\n${fields.memo}\n${fields.title}`;
}

function compile(rule: KeyRule): CompiledKeyRule {
  const { id, field, names, guard } = rule;
  return {
    id,
    field,
    names,
    pattern: new RegExp(rule.pattern),
    first_codes: firstCodes(rule.pattern),
    digits: digitsOf(rule.pattern),
    guard: guard === undefined ? null : { field: guard.field, pattern: new RegExp(guard.pattern) },
  };
}

function firstCodes(pattern: string): ReadonlySet<number> | null {
  const words = (PLAIN_START.exec(pattern) ?? WORDS.exec(pattern))?.[1]?.split('|');
  return words === undefined ? null : new Set(words.map((word) => word.charCodeAt(0)));
}

function digitsOf(pattern: string): CompiledKeyRule['digits'] {
  const [, min, max] = WHOLE_NUMBER.exec(pattern) ?? [];
  return min === undefined || max === undefined
    ? null
    : { min: Number.parseInt(min, 10), max: Number.parseInt(max, 10) };
}

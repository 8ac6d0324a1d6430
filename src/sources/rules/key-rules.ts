import { createHash } from 'node:crypto';
import { isDigits } from '../columns.ts';
import { BUILT_IN_KEY_RULES } from './built-in-key-rules.ts';
import { covers } from './channel.ts';
import type { KeyField } from './key-fields.ts';

/** A test on one field of a line. */
export interface KeyGuard {
  readonly field: KeyField;
  /** Regular expression; found anywhere in the field unless anchored. */
  readonly pattern: string;
}

/**
 * How a wallet line names its order. Rules are tried in order and the first that fits decides. `order_no`: the one
 * capture group of the pattern is the number. `tracking_no`: it is the number of a parcel, of whose order the line is.
 * `nothing`: a line that fits is the seller's own and names no order.
 */
export interface KeyRule {
  readonly id: string;
  /** A channel, which covers its sub-channels (`alipay` also speaks for `alipay-pooled`), or `*`. */
  readonly channel: string;
  readonly field: KeyField;
  readonly pattern: string;
  readonly names: 'order_no' | 'tracking_no' | 'nothing';
  /** Must hold too. */
  readonly guard?: KeyGuard;
}

/** The cells of a line that key rules look at; absent ones are ''. */
export type KeyFields = Readonly<Record<Exclude<KeyField, 'any'> | 'channel', string>>;

/** The order number that a line names. */
export interface FoundKey {
  /** Of a rule that names parcels the number of the parcel: a run ties it to the order. */
  readonly order_no: string;
  /** Id of the rule that found it. */
  readonly rule: string;
}

/** Finds the order number that a line names; null: it names none, or is the seller's own. */
export interface KeyFinder {
  (fields: KeyFields): FoundKey | null;
  /**
   * Whether the answer rests on no digits: all lines with the same type and description, and a memo, a title and ids that
   * differ in their digits only (ids not in how many), get the same answer, or the number in the same id.
   */
  readonly isDecidedByShape?: (fields: KeyFields) => boolean;
}

/** A pattern of one branch that begins with `^` and a letter or digit that must be there. */
const PLAIN_START = /^\^([\p{L}\p{N}])(?![?*{+])[^|]*$/u;
/** A pattern that is nothing but words, one of which the cell begins with or is. */
const WORDS = /^\^\(\?:([\p{L}\p{N}-]+(?:\|[\p{L}\p{N}-]+)*)\)\$?$/u;
/** A pattern of letters, which does not tell one number from another. */
const LETTERS = /^(?:[\p{L}|^$?:_-]|\(\?:|\))*$/u;
/** Fields whose digits may decide. */
const NUMBERED: ReadonlySet<KeyField> = new Set([
  'base_order_no',
  'merchant_order_no',
  'memo',
  'title',
  'any',
]);
const IDS: ReadonlySet<KeyField> = new Set(['base_order_no', 'merchant_order_no']);
/** A pattern of a cell that is a number of so many digits. */
const WHOLE_NUMBER = /^\^\(\\d\{(\d{1,3}),(\d{1,3})\}\)\$$/;
/** A pattern of a cell of so many characters, all digits among them, which may not be a number of so many digits. */
const WHOLE_CELL = /^\^(?:\(\?!\\d\{\d{1,3},\}\$\))?\(\[0-9[A-Za-z_|*@-]*\]\{\d{1,3},\d{1,3}\}\)\$$/;

interface CompiledKeyRule {
  readonly id: string;
  readonly field: KeyField;
  readonly pattern: RegExp;
  /** The characters that a cell may begin with, where the pattern says so plainly: most lines are told by them. */
  readonly first_codes: ReadonlySet<number> | null;
  /** How many digits a cell may have, where the pattern asks for nothing else: the commonest way to name an order. */
  readonly digits: { readonly min: number; readonly max: number } | null;
  /** Whether the pattern takes whole cells, and all alike that differ in digits only and not in how many. */
  readonly is_whole: boolean;
  /** Whether the pattern takes all cells alike that differ in digits only. */
  readonly is_of_letters: boolean;
  readonly names: KeyRule['names'];
  readonly guard: {
    readonly field: KeyField;
    readonly pattern: RegExp;
    readonly is_of_letters: boolean;
  } | null;
}

/** Makes the finder of an ordered list of rules. Patterns must compile: `parseRules` sees to that for a user's rules. */
export function keyFinder(rules: readonly KeyRule[]): KeyFinder {
  const byChannel = new Map<string, readonly CompiledKeyRule[]>();
  const rulesOf = (channel: string): readonly CompiledKeyRule[] => {
    let compiled = byChannel.get(channel);
    if (compiled === undefined) {
      compiled = rules.filter((rule) => covers(rule.channel, channel)).map(compile);
      byChannel.set(channel, compiled);
    }
    return compiled;
  };
  return Object.assign((fields: KeyFields) => findIn(rulesOf(fields.channel), fields), {
    isDecidedByShape: (fields: KeyFields) => isDecidedByShape(rulesOf(fields.channel), fields),
  });
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
    const answer = answerOf(rule, fields);
    if (answer !== undefined) return answer;
  }
  return null;
}

/** What a rule says of a line; undefined when it does not fit. */
function answerOf(rule: CompiledKeyRule, fields: KeyFields): FoundKey | null | undefined {
  const cell = cellOf(fields, rule.field);
  if (cell === '' || rule.first_codes?.has(cell.charCodeAt(0)) === false) return undefined;
  if (rule.names === 'nothing') return rule.pattern.test(cell) && isGuardMet(rule, fields) ? null : undefined;
  const order_no = orderNoIn(rule, cell);
  return order_no !== undefined && isGuardMet(rule, fields) ? { order_no, rule: rule.id } : undefined;
}

function isDecidedByShape(rules: readonly CompiledKeyRule[], fields: KeyFields): boolean {
  for (const rule of rules) {
    if (!isAskedByShape(rule, cellOf(fields, rule.field))) return false;
    const { guard } = rule;
    if (guard !== null && NUMBERED.has(guard.field) && !guard.is_of_letters) return false;
    if (answerOf(rule, fields) !== undefined) return true;
  }
  return true;
}

/** Whether what a rule says of a cell would be the same with other digits in it. */
function isAskedByShape(rule: CompiledKeyRule, cell: string): boolean {
  if (!NUMBERED.has(rule.field) || cell === '' || rule.is_of_letters) return true;
  if (rule.first_codes !== null && !isAmong(rule.first_codes, cell.charAt(0))) return true;
  return rule.is_whole && IDS.has(rule.field);
}

/** Whether a character is one of these, a digit any digit of them. */
function isAmong(codes: ReadonlySet<number>, character: string): boolean {
  if (!isDigits(character)) return codes.has(character.charCodeAt(0));
  return [...codes].some((code) => isDigits(String.fromCharCode(code)));
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
    is_whole: WHOLE_NUMBER.test(rule.pattern) || WHOLE_CELL.test(rule.pattern),
    is_of_letters: LETTERS.test(rule.pattern),
    pattern: new RegExp(rule.pattern),
    first_codes: firstCodes(rule.pattern),
    digits: digitsOf(rule.pattern),
    guard:
      guard === undefined
        ? null
        : {
            field: guard.field,
            pattern: new RegExp(guard.pattern),
            is_of_letters: LETTERS.test(guard.pattern),
          },
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

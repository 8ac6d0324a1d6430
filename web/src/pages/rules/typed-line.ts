import { EVERY } from './fee-rule.ts';
import type { KeyRule, KeyTest } from './key-rule.ts';

/** A cell of a wallet line that key rules look at. */
export type CellName = Exclude<KeyTest['field'], 'any'>;

/** The cells of a wallet line that were typed in. */
export type TypedLine = { readonly channel: string } & { readonly [cell in CellName]?: string };

/** What the rules say of a line. */
export interface Decision {
  /** The rule that decides. */
  readonly rule: KeyRule;
  /** Null: the rule says that the line names no order. */
  readonly order_no: string | null;
}

/** The decision of the first rule that fits a line, as a run takes it; null when none fits. A broken pattern fits nothing. */
export function decisionOn(rules: readonly KeyRule[], line: TypedLine): Decision | null {
  for (const rule of rules) {
    const order_no = isOfChannel(rule, line.channel) ? answerOf(rule, line) : undefined;
    if (order_no !== undefined) return { rule, order_no };
  }
  return null;
}

function isOfChannel({ channel }: KeyRule, of: string): boolean {
  return channel === EVERY || channel === of || of.startsWith(`${channel}-`);
}

/** The number that a rule finds, null when it says that there is none; undefined when it does not fit. */
function answerOf(rule: KeyRule, line: TypedLine): string | null | undefined {
  const { guard, names } = rule;
  if (cellOf(rule.field, line) === '') return undefined;
  const found = foundBy(rule, line);
  if (found === null || (guard !== undefined && foundBy(guard, line) === null)) return undefined;
  return names === 'nothing' ? null : found[1];
}

function cellOf(field: KeyTest['field'], line: TypedLine): string {
  if (field !== 'any') return line[field] ?? '';
  return [line.entry_type, line.description, line.memo, line.title].join('\n');
}

function foundBy({ field, pattern }: KeyTest, line: TypedLine): RegExpExecArray | null {
  try {
    return new RegExp(pattern).exec(cellOf(field, line));
  } catch {
    return null;
  }
}

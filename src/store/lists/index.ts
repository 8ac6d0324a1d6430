import { DuideshangError } from '../../errors.ts';
import { CASE_EVENTS } from './case-events.ts';
import { CASES } from './cases.ts';
import type { ListDeclaration } from './list.ts';
import { IN_TRANSIT, ORDERS } from './orders.ts';
import { RECORDS } from './records.ts';
import { REFUNDS } from './refunds.ts';
import { STATEMENT_LINES } from './statement-lines.ts';

/** All lists, in the order in which they are offered. */
export const LISTS: readonly ListDeclaration[] = [
  CASES,
  ORDERS,
  STATEMENT_LINES,
  IN_TRANSIT,
  REFUNDS,
  CASE_EVENTS,
  ...RECORDS,
];

/**
 * A list by name.
 * @throws list_unknown
 */
export function listOf(name: string): ListDeclaration {
  const found = LISTS.find((each) => each.name === name);
  if (found === undefined) throw new DuideshangError('list_unknown', { list: name });
  return found;
}

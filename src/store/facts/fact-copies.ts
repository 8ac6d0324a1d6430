import type { FactKind } from '../../model/facts.ts';
import type { HeadTable } from '../lists/list.ts';

const COPIES: Readonly<Partial<Record<FactKind, HeadTable>>> = { statement_lines: 'statement_line_heads' };

/** Names of the tables that hold facts of a kind: its own, and that of the copies which its lists are read from. */
export function tablesOf(kind: FactKind): string[] {
  const copies = COPIES[kind];
  return copies === undefined ? [kind] : [kind, copies];
}

import type { Condition } from '../../../../src/server/contract/lists.ts';
import { readState } from '../../parts/table/state.ts';

/** The desks of the exceptions page: which cases lie on them is a condition that the page sets by itself. */
export const DESKS = ['to_do', 'mine', 'waiting', 'review', 'closed', 'all'] as const;

/** One of them. */
export type Desk = (typeof DESKS)[number];

const OPEN_STATES = ['open', 'investigating', 'waiting', 'in_review'];
const STATES: Readonly<Record<Desk, readonly string[]>> = {
  to_do: OPEN_STATES,
  mine: OPEN_STATES,
  waiting: ['waiting'],
  review: ['in_review'],
  closed: ['resolved', 'written_off'],
  all: [],
};

/** The desk of an address. A filter by state shows what it says, whatever the desk: then there is none. */
export function deskOf(search: string): Desk | null {
  const { conditions = [] } = readState(search);
  if (conditions.some(({ column }) => column === 'state' || column === 'case_id')) return null;
  const named = new URLSearchParams(search).get('desk');
  return DESKS.find((desk) => desk === named) ?? 'to_do';
}

/** Which cases lie on a desk. */
export function conditionsOf(desk: Desk | null, userId: string): Condition[] {
  if (desk === null || desk === 'all') return [];
  const states: Condition = { column: 'state', how: 'is', values: [...STATES[desk]] };
  return desk === 'mine' ? [states, { column: 'assignee', how: 'is', values: [userId] }] : [states];
}

/** Puts a desk into an address and takes away what would overrule it. */
export function chooseDesk(params: URLSearchParams, desk: Desk): void {
  const others = params.getAll('f').filter((text) => !/^(state|case_id)\./.test(text));
  params.delete('f');
  for (const text of others) params.append('f', text);
  params.delete('case');
  if (desk === 'to_do') params.delete('desk');
  else params.set('desk', desk);
}

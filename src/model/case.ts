import type { WallTime } from './facts.ts';
import { isAtLeast, type Role } from './role.ts';

/**
 * Where work on a case stands. A case is what people do about an exception; it outlives the runs that find it. Its
 * identity is the match key, the exception's type and its component.
 */
export const CASE_STATES = [
  'open',
  'investigating',
  'waiting',
  'in_review',
  'resolved',
  'written_off',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** States in which somebody still has something to do. */
export const ACTIVE_STATES = ['open', 'investigating', 'waiting'] as const satisfies readonly CaseState[];

/** States in which nobody has. */
export const CLOSED_STATES = ['resolved', 'written_off'] as const satisfies readonly CaseState[];

/** Whom a waiting case waits for. */
export const WAITING_FOR = ['platform', 'customer', 'courier', 'colleague'] as const;
export type WaitingFor = (typeof WAITING_FOR)[number];

/** What a move may need besides its name. */
export type MoveNeed = 'reason_code' | 'note' | 'assignee' | 'due_on';

/**
 * A legal move: from which states, to which (null leaves the state, `proposed` is where the proposal leads that is in
 * review), who may, and what must be said with it.
 */
export interface MoveRule {
  readonly from: readonly CaseState[];
  readonly to: CaseState | 'proposed' | null;
  readonly waiting_for?: WaitingFor;
  readonly least: Role;
  readonly needs: readonly MoveNeed[];
  /** Whether it answers a proposal: never one's own, and always for all cases that the proposal holds together. */
  readonly reviews?: boolean;
}

const ANY = CASE_STATES;
const WORKED_ON = [...ACTIVE_STATES, 'in_review'] as const;

function waitFor(waiting_for: WaitingFor): MoveRule {
  return { from: ACTIVE_STATES, to: 'waiting', waiting_for, least: 'clerk', needs: [] };
}

/**
 * The table of legal moves. What is beyond the limit of its maker is a proposal: its cases go to `in_review` until another user
 * whose limit reaches confirms or rejects it. A write-off is proposed case by case, a match or adjustment as a whole.
 */
export const MOVES = {
  investigate: { from: ['open', 'waiting'], to: 'investigating', least: 'clerk', needs: [] },
  accept: { from: ACTIVE_STATES, to: 'resolved', least: 'clerk', needs: ['reason_code'] },
  write_off: { from: ACTIVE_STATES, to: 'written_off', least: 'clerk', needs: ['reason_code'] },
  confirm: { from: ['in_review'], to: 'proposed', least: 'reviewer', needs: [], reviews: true },
  reject: { from: ['in_review'], to: 'open', least: 'reviewer', needs: ['note'], reviews: true },
  claim_from_platform: waitFor('platform'),
  contact_customer: waitFor('customer'),
  ask_courier: waitFor('courier'),
  ask_colleague: waitFor('colleague'),
  refund_due: waitFor('colleague'),
  balance_payment_due: waitFor('customer'),
  carry_forward: { from: ACTIVE_STATES, to: null, least: 'clerk', needs: [] },
  comment: { from: ANY, to: null, least: 'clerk', needs: ['note'] },
  assign: { from: WORKED_ON, to: null, least: 'clerk', needs: ['assignee'] },
  set_due_day: { from: WORKED_ON, to: null, least: 'clerk', needs: ['due_on'] },
  reopen: { from: CLOSED_STATES, to: 'open', least: 'clerk', needs: ['note'] },
} as const satisfies Record<string, MoveRule>;

/** What a person can do with cases. */
export type MoveName = keyof typeof MOVES;

/** All moves, in the order in which they are offered. */
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];

/** The rule of a move. */
export function moveRule(move: MoveName): MoveRule {
  return MOVES[move];
}

/** Whether a case of this state may make the move; a case whose exception is gone is not opened again. */
export function isLegal(move: MoveName, state: CaseState, isGone: boolean): boolean {
  return moveRule(move).from.includes(state) && !(move === 'reopen' && isGone);
}

/** The moves that a role may make from a state. */
export function legalMoves(state: CaseState, role: Role, isGone: boolean): MoveName[] {
  return MOVE_NAMES.filter((move) => isLegal(move, state, isGone) && isAtLeast(role, moveRule(move).least));
}

/** A move with what is said with it. `assignee` and `due_on` may go with any move; null takes them away. */
export interface Move {
  readonly move: MoveName;
  readonly reason_code?: string;
  readonly note?: string;
  readonly assignee?: string | null;
  readonly due_on?: string | null;
}

/** Steps that the program takes by itself. */
export const PROGRAM_STEPS = ['opened', 'settled', 'returned', 'amount_changed'] as const;
export type ProgramStep = (typeof PROGRAM_STEPS)[number];

/** Steps of people that are no move from the table. */
export const OTHER_STEPS = ['attach', 'match', 'adjust'] as const;

/** What a step of a case can be. */
export type StepName = MoveName | ProgramStep | (typeof OTHER_STEPS)[number];

/** The members of a case that steps change; each step keeps them as they were before and after it. */
export interface Standing {
  readonly state: CaseState;
  readonly waiting_for: WaitingFor | null;
  readonly reason_code: string | null;
  readonly assignee: string | null;
  readonly due_on: string | null;
  /** The period, `YYYY-MM`, that the case was carried to. */
  readonly carried_to: string | null;
  /** The last move that said what comes next. */
  readonly last_move: string | null;
  /** Who asked for what is in review. */
  readonly proposed_by: string | null;
  /** The discrepancy that a closed case was closed on: when it is another, the case is opened again. */
  readonly decided_minor: bigint | null;
  readonly closed_at: WallTime | null;
}

/** What somebody may do without another's review, in minor units without sign; null is without limit. */
export interface MoneyLimits {
  /** The write-off of one case. */
  readonly limit_minor: bigint | null;
  /** The write-offs of one action together. */
  readonly action_minor: bigint | null;
  /** What one match or adjustment takes away: the money of its counters together. */
  readonly adjustment_minor: bigint | null;
}

/** The limits of each role where the book has none of its own. */
export const MONEY_LIMITS: Readonly<Record<Role, MoneyLimits>> = {
  viewer: { limit_minor: 0n, action_minor: 0n, adjustment_minor: 0n },
  clerk: { limit_minor: 5_000n, action_minor: 50_000n, adjustment_minor: 50_000n },
  reviewer: { limit_minor: 100_000n, action_minor: 1_000_000n, adjustment_minor: 1_000_000n },
  administrator: { limit_minor: null, action_minor: null, adjustment_minor: null },
};

/** Whether an amount is beyond a limit. */
export function isBeyond(amount: bigint, limit: bigint | null): boolean {
  return limit !== null && amount > limit;
}

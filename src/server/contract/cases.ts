import { type Static, Type } from 'typebox';
import {
  Day,
  EvidenceRow,
  FileReply,
  GivenMoney,
  Id,
  Moment,
  Money,
  orNull,
  Queued,
  Version,
  Words,
} from './common.ts';
import { ListFilter } from './lists.ts';
import type { Routes } from './route.ts';

/** Where work on a case stands. */
export const CaseState = Type.Enum([
  'open',
  'investigating',
  'waiting',
  'in_review',
  'resolved',
  'written_off',
]);
export type CaseState = Static<typeof CaseState>;

/** Whom a waiting case waits for. */
export const WaitingFor = Type.Enum(['platform', 'customer', 'courier', 'colleague']);

/** What a person can do with cases. The table of legal moves says from which state, to which, and who may. */
export const MoveName = Type.Enum([
  'investigate',
  'accept',
  'write_off',
  'confirm',
  'reject',
  'claim_from_platform',
  'contact_customer',
  'ask_courier',
  'ask_colleague',
  'refund_due',
  'balance_payment_due',
  'carry_forward',
  'comment',
  'assign',
  'set_due_day',
  'reopen',
]);
export type MoveName = Static<typeof MoveName>;

/** A move with what it needs. Which of the members are needed, `LegalMove` says. */
export const Move = Type.Object({
  move: MoveName,
  reason_code: Type.Optional(Id),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
  /** User to assign to; null for nobody. */
  assignee: Type.Optional(orNull(Id)),
  due_on: Type.Optional(orNull(Day)),
});
export type Move = Static<typeof Move>;

/** A legal move as the page offers it. */
export const LegalMove = Type.Object({
  move: MoveName,
  name: Words,
  /** Null where the state stays, or where the proposal in review decides. */
  to: orNull(CaseState),
  needs: Type.Array(Type.Enum(['reason_code', 'note', 'assignee', 'due_on'])),
});

/**
 * Which cases are meant: these with the version that the user saw, or all of a filter of the list `cases`, with the `stamp` of the
 * preview that the user saw.
 */
export const Selection = Type.Union([
  Type.Object({
    cases: Type.Array(Type.Object({ case_id: Id, version: Version }), { minItems: 1, maxItems: 5000 }),
  }),
  Type.Object({ filter: ListFilter, stamp: Type.Optional(Type.String({ maxLength: 200 })) }),
]);
export type Selection = Static<typeof Selection>;

/** A case that a move does not touch, and why. Its `match_key` is empty where there is no such case. */
export const LeftOut = Type.Object({ case_id: Id, match_key: Type.String(), code: Id, says: Words });

/** What a move would do. */
export const MovePreview = Type.Object({
  /** Cases that would move. */
  count: Type.Integer(),
  /** Numbers of the first of these, the largest difference first. */
  first_numbers: Type.Array(Id),
  discrepancy_minor: Money,
  /** Of these, those beyond the user's limit, which go to review. */
  to_review: Type.Integer(),
  from_states: Type.Array(Type.Object({ state: CaseState, count: Type.Integer() })),
  left_out: Type.Array(LeftOut),
  left_out_count: Type.Integer(),
  /** Moves that are legal for all cases of the selection. */
  legal: Type.Array(LegalMove),
  /** Tells this selection from the same one after anybody changed it; for `Selection`. */
  stamp: Type.String(),
});

/** A bulk action that was made. */
export const Action = Type.Object({
  action_id: Id,
  move: Id,
  name: Words,
  /** Display name; null when a rule of the book did it. */
  made_by: orNull(Type.String()),
  made_at: Moment,
  count: Type.Integer(),
  discrepancy_minor: Money,
  undone_at: orNull(Moment),
  /** Whether it can still be undone by this user. */
  can_undo: Type.Boolean(),
});

/** A step of a case. */
export const CaseEvent = Type.Object({
  event_id: Id,
  action_id: orNull(Id),
  what: Id,
  name: Words,
  /** Display name; null for a step of the program (a run, a late file). */
  made_by: orNull(Type.String()),
  made_at: Moment,
  /** What changed, before and after, in words. */
  changes: Type.Array(Type.Object({ field: Words, before: orNull(Words), after: orNull(Words) })),
  reason: orNull(Words),
  note: orNull(Type.String()),
  /** The file that settled it. */
  file: orNull(Type.String()),
  undone: Type.Boolean(),
});

/** A file attached to a case. */
export const Attachment = Type.Object({
  attachment_id: Id,
  file: Type.String(),
  bytes: Type.Integer(),
  made_by: Type.String(),
  made_at: Moment,
});

/** What waits for a review: what was asked for, and the legs of the match or adjustment, none for a write-off. */
export const Proposal = Type.Object({
  name: Words,
  /** Display name. */
  made_by: Type.String(),
  made_at: Moment,
  legs: Type.Array(
    Type.Object({ match_key: Id, counter: orNull(Id), counter_name: orNull(Words), amount_minor: Money }),
  ),
});

/** A case as its page or drawer shows it. */
export const CaseDetail = Type.Object({
  case_id: Id,
  version: Version,
  match_key: Id,
  order_no: orNull(Id),
  exception_type: Id,
  type_name: Words,
  cause: Id,
  cause_name: Words,
  component: Id,
  component_name: Words,
  shop: orNull(Type.String()),
  account_id: orNull(Id),
  happened_at: orNull(Moment),
  expected_minor: Money,
  actual_minor: Money,
  discrepancy_minor: Money,
  /** The sentence of the diagnosis. */
  says: Words,
  /** What to do about this cause, one sentence. */
  advice: orNull(Words),
  evidence: Type.Array(EvidenceRow),
  state: CaseState,
  state_name: Words,
  waiting_for: orNull(WaitingFor),
  reason_code: orNull(Id),
  assignee: orNull(Type.Object({ user_id: Id, display_name: Type.String() })),
  due_on: orNull(Day),
  carried_to: orNull(Type.String()),
  opened_at: Moment,
  /** The exception is no longer found by the last run. */
  is_gone: Type.Boolean(),
  /** What waits for a review; null when nothing does. */
  proposal: orNull(Proposal),
  moves: Type.Array(LegalMove),
  events: Type.Array(CaseEvent),
  attachments: Type.Array(Attachment),
});
export type CaseDetail = Static<typeof CaseDetail>;

/**
 * A leg of a transfer: money moved from or to a key. For a match by hand the keys are those of orders and of wallet lines
 * without an order; all legs sum to zero. `counter` names where the rest of an adjustment goes.
 */
export const TransferLeg = Type.Object({
  match_key: orNull(Id),
  counter: Type.Optional(Type.Enum(['rounding', 'fee', 'subsidy', 'other'])),
  amount_minor: GivenMoney,
  /** What the key lacked when the user looked at it: refused where it lacks something else by now. */
  seen_minor: Type.Optional(GivenMoney),
});

/** A match by hand or an adjustment. */
export const Transfer = Type.Object({
  kind: Type.Enum(['match', 'adjustment']),
  legs: Type.Array(TransferLeg, { minItems: 2, maxItems: 200 }),
  reason_code: Type.Optional(Id),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type Transfer = Static<typeof Transfer>;

/** A key that money could be moved from or to. */
export const Candidate = Type.Object({
  match_key: Id,
  order_no: orNull(Id),
  case_id: orNull(Id),
  kind: Type.Enum(['order', 'receipt']),
  shop: orNull(Type.String()),
  account_id: orNull(Id),
  at: orNull(Moment),
  /** What this key has too little (positive) or too much (negative). */
  open_minor: Money,
  /** Words of the line or the order. */
  words: Type.String(),
  evidence: orNull(EvidenceRow),
  /** Why it is near: same amount, same day, alike number … */
  near: Type.Array(Words),
});

/** A change that a file brought back would make. */
export const RoundTripChange = Type.Object({
  row: Type.Integer(),
  case_id: Id,
  match_key: Id,
  move: MoveName,
  move_name: Words,
  note: orNull(Type.String()),
  discrepancy_minor: Money,
  from_state: CaseState,
  to_state: orNull(CaseState),
});

/** What a file brought back would do. */
export const RoundTripPreview = Type.Object({
  round_trip_id: Id,
  file: Type.String(),
  rows: Type.Integer(),
  unchanged: Type.Integer(),
  changes: Type.Array(RoundTripChange),
  /** Cases that others changed since the file was written: by whom, when, to what. */
  conflicts: Type.Array(
    Type.Object({
      ...RoundTripChange.properties,
      changed_by: orNull(Type.String()),
      changed_at: Moment,
      now: Words,
    }),
  ),
  refused: Type.Array(
    Type.Object({ row: Type.Integer(), column: Type.String(), value: Type.String(), says: Words }),
  ),
});

/** Work on cases. */
export const CASE_ROUTES = {
  case: {
    summary: 'A case with its evidence, steps and legal moves.',
    reply: Type.Object({ case: CaseDetail }),
  },
  preview_move: {
    summary: 'What a move would do to a selection; without `move` only which moves are legal.',
    body: Type.Object({ selection: Selection, move: Type.Optional(Move) }),
    reply: MovePreview,
  },
  make_move: {
    summary: 'Makes a move on a selection as one action.',
    body: Type.Object({ selection: Selection, move: Move }),
    reply: Type.Object({ action: Action, left_out: Type.Array(LeftOut) }),
  },
  undo_action: {
    summary: 'Undoes an action as a whole; refused when later steps stand on it.',
    reply: Type.Object({ action: Action }),
  },
  list_actions: {
    summary: 'The latest actions, newest first.',
    query: Type.Object({ mine: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({ actions: Type.Array(Action) }),
  },
  attach: {
    summary: 'Attaches files to a case.',
    takes_files: true,
    reply: Type.Object({ attachments: Type.Array(Attachment) }),
  },
  attachment: { summary: 'An attached file.', reply: FileReply },
  match_candidates: {
    summary: 'Keys that a case’s money could be matched with: near ones first, or those that `q` finds.',
    query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
    reply: Type.Object({ self: Candidate, candidates: Type.Array(Candidate) }),
  },
  preview_transfer: {
    summary: 'What a match or adjustment would do: the difference left and each key before and after.',
    body: Transfer,
    reply: Type.Object({
      difference_minor: Money,
      keys: Type.Array(
        Type.Object({ match_key: Id, before_minor: Money, after_minor: Money, settles: Type.Boolean() }),
      ),
      /** Whether it is beyond the user's limit and would wait for a review. */
      to_review: Type.Boolean(),
      problem: orNull(Words),
    }),
  },
  make_transfer: {
    summary:
      'Records a match or adjustment as one action; the cases it settles are resolved at once. Beyond the user’s limit it waits for a review.',
    body: Transfer,
    reply: Type.Object({ action: Action, job_id: orNull(Id) }),
  },
  export_round_trip: {
    summary: 'Writes the open cases of a filter to a workbook to be filled in.',
    body: Type.Object({ filter: ListFilter, language: Type.String() }),
    reply: Queued,
  },
  read_round_trip: {
    summary: 'Reads a filled workbook and says what it would change.',
    takes_files: true,
    reply: RoundTripPreview,
  },
  apply_round_trip: {
    summary: 'Makes the changes of a filled workbook as one action; of the conflicts only those chosen.',
    body: Type.Object({ overwrite: Type.Array(Id, { maxItems: 5000 }) }),
    reply: Type.Object({ actions: Type.Array(Action), left_out: Type.Array(LeftOut) }),
  },
} as const satisfies Routes;

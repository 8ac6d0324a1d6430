import { type Static, Type } from 'typebox';
import { KEY_FIELDS } from '../../sources/rules/key-fields.ts';
import { Day, Done, GivenMoney, Id, Moment, Money, orNull, Queued, RoleName, Words } from './common.ts';
import type { Routes } from './route.ts';

/** A test of a fee rule: docs/reference/rules.md. */
const FeeRule = Type.Object({
  id: Id,
  component: Id,
  when: Type.Any(),
  /** Built-in rules are shown and cannot be changed; own rules stand before them. */
  built_in: Type.Boolean(),
});

/** A field of a wallet line that key rules look at. */
const KeyField = Type.Enum([...KEY_FIELDS]);

/** A regular expression that is found in a field of a wallet line. */
const KeyTest = Type.Object({
  field: KeyField,
  pattern: Type.String(),
});

/** How a wallet line names its order: docs/reference/rules.md. */
const KeyRule = Type.Object({
  id: Id,
  channel: Id,
  ...KeyTest.properties,
  /**
   * `order_no`: the one capture group of the pattern is the number. `tracking_no`: it is that of a parcel of the order. `nothing`:
   * the line names no order.
   */
  names: Type.Enum(['order_no', 'tracking_no', 'nothing']),
  /** Must hold too. */
  guard: Type.Optional(KeyTest),
  /** Built-in rules are shown and cannot be changed; own rules stand before them. */
  built_in: Type.Boolean(),
});

/** A rate that the seller pays. */
const FeeRate = Type.Object({
  shop: Type.String(),
  component: Id,
  percent: Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,2})?$' }),
});

/** A difference that is let pass. */
const Tolerance = Type.Object({ exception_type: Id, shop: Type.String(), tolerance_minor: GivenMoney });

/** Days until money is late, by platform wallet and shop; null learns them from the book. */
const SettlementDays = Type.Object({
  channel: Id,
  shop: Type.String(),
  days: orNull(Type.Integer({ minimum: 0, maximum: 90 })),
});

/** The book's rules as they can be changed. `*` stands for every shop. */
export const Rules = Type.Object({
  version: Type.Integer(),
  fee_rules: Type.Array(FeeRule),
  key_rules: Type.Array(KeyRule),
  fee_rates: Type.Array(FeeRate),
  tolerances: Type.Array(Tolerance),
  settlement_days: Type.Array(SettlementDays),
  /** Causes in the order in which they are tried. */
  cause_order: Type.Array(Id),
  /** Per role: for the write-off of one case, the write-offs of one action, and what one adjustment takes away. */
  write_off_limits: Type.Array(
    Type.Object({
      role: RoleName,
      limit_minor: orNull(GivenMoney),
      action_minor: orNull(GivenMoney),
      adjustment_minor: orNull(GivenMoney),
    }),
  ),
});
export type Rules = Static<typeof Rules>;

/** How many orders are in a state and what is expected of them, or how many exceptions are of a type and their discrepancy. */
const TrialLine = Type.Object({
  of: Type.Enum(['orders', 'exceptions']),
  name: Words,
  count: Type.Integer(),
  minor: Money,
});

/** What a trial found: the last run beside what it would be, and what would change. Nothing is kept. */
export const Trial = Type.Object({
  before: Type.Array(TrialLine),
  after: Type.Array(TrialLine),
  changed: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      order_no: Id,
      before: Words,
      after: Words,
      discrepancy_before_minor: Money,
      discrepancy_after_minor: Money,
    }),
  ),
});

/** A reason for resolving, from the list the book keeps. */
export const Reason = Type.Object({
  reason_code: Id,
  name: Words,
  /** Causes it is offered for first; empty for all. */
  causes: Type.Array(Id),
  retired: Type.Boolean(),
});

/** Repeated resolutions of one shape, offered as a rule. */
export const Offer = Type.Object({
  offer_id: Id,
  says: Words,
  exception_type: Id,
  cause: Id,
  reason_code: Id,
  count: Type.Integer(),
  largest_minor: Money,
  since: Day,
  state: Type.Enum(['open', 'accepted', 'declined']),
});

/** The month's causes and what was learned. */
export const Lessons = Type.Object({
  from_day: orNull(Day),
  to_day: orNull(Day),
  pareto: Type.Array(
    Type.Object({
      cause: Id,
      cause_name: Words,
      count: Type.Integer(),
      minor: Money,
      /** Share of the money and cumulated share, hundredths of a percent. */
      share: Type.Integer(),
      cumulated: Type.Integer(),
      resolved: Type.Integer(),
      /** The same for the span before, of equal length. */
      count_before: Type.Integer(),
    }),
  ),
  reasons: Type.Array(Type.Object({ reason: Words, count: Type.Integer(), minor: Money })),
  offers: Type.Array(Offer),
  notes: Type.Array(
    Type.Object({
      cause: Id,
      cause_name: Words,
      learned: Type.String(),
      change: Type.String(),
      made_by: orNull(Type.String()),
      made_at: orNull(Moment),
    }),
  ),
  days_to_resolve: orNull(Type.Integer()),
});

/** Rules, trial, lessons. */
export const RULE_ROUTES = {
  rules: {
    summary: 'The rules of the book, with names of everything that can be chosen.',
    reply: Type.Object({
      rules: Rules,
      components: Type.Record(Type.String(), Words),
      causes: Type.Record(Type.String(), Words),
      exception_types: Type.Record(Type.String(), Words),
      channels: Type.Record(Type.String(), Words),
      key_fields: Type.Array(Type.Object({ field: KeyField, name: Words })),
      shops: Type.Array(Type.String()),
      /** Rates that the last run found or was given. */
      found_rates: Type.Array(
        Type.Object({
          shop: orNull(Type.String()),
          component: Id,
          basis_points: Type.Integer(),
          given: Type.Boolean(),
          orders_differing: Type.Integer(),
        }),
      ),
      unknown_subjects: Type.Array(
        Type.Object({ subject: Type.String(), lines: Type.Integer(), minor: Money }),
      ),
    }),
  },
  save_rules: {
    summary: 'Saves the rules (conflict when the version moved), then reconciles.',
    body: Rules,
    reply: Type.Object({ version: Type.Integer(), job_id: orNull(Id) }),
  },
  try_rules: {
    summary: 'Tries rules on the last run without a trace.',
    body: Rules,
    reply: Queued,
  },
  trial: {
    summary: 'What a trial found.',
    reply: Type.Object({ trial: orNull(Trial) }),
  },
  reasons: {
    summary: 'Reasons for resolving.',
    reply: Type.Object({ reasons: Type.Array(Reason) }),
  },
  save_reasons: {
    summary: 'Replaces the list of reasons; used ones are retired, not removed.',
    body: Type.Object({ reasons: Type.Array(Reason, { maxItems: 200 }) }),
    reply: Type.Object({ reasons: Type.Array(Reason) }),
  },
  lessons: {
    summary: 'Causes of a span of days (of opening), reasons, offers and what was learned.',
    query: Type.Object({ from_day: Type.Optional(Day), to_day: Type.Optional(Day) }),
    reply: Lessons,
  },
  answer_offer: {
    summary: 'Makes an offer a rule, or declines it.',
    body: Type.Object({ accept: Type.Boolean() }),
    reply: Type.Object({ offer: Offer }),
  },
  save_lesson_note: {
    summary: 'What was learned about a cause and what to change.',
    body: Type.Object({
      learned: Type.String({ maxLength: 4000 }),
      change: Type.String({ maxLength: 4000 }),
    }),
    reply: Done,
  },
} as const satisfies Routes;

import { type Static, Type } from 'typebox';
import { Candidate, CaseState } from './cases.ts';
import { EquationTerms, EvidenceRow, Id, Moment, Money, orNull, Words } from './common.ts';
import type { Routes } from './route.ts';

/** Something that is known of an order, with where it stands. */
export const StoryEvent = Type.Object({
  at: orNull(Moment),
  what: Id,
  name: Words,
  /** Number of the fact itself: payment, line, refund. */
  number: orNull(Id),
  says: Words,
  amount_minor: orNull(Money),
  component: orNull(Id),
  component_name: orNull(Words),
  /** For a fee: the rate found, hundredths of a percent, and the shop's rate. */
  rate: orNull(Type.Object({ basis_points: Type.Integer(), usual_basis_points: orNull(Type.Integer()) })),
  evidence: orNull(EvidenceRow),
  live: Type.Boolean(),
});

/** One order on one page. */
export const OrderStory = Type.Object({
  order_no: Id,
  shop: orNull(Type.String()),
  status: orNull(Type.String()),
  status_name: orNull(Words),
  state: orNull(Id),
  state_name: orNull(Words),
  cause: orNull(Id),
  cause_name: orNull(Words),
  equation: orNull(EquationTerms),
  /** Why it is or is not matched, one sentence. */
  why: Words,
  events: Type.Array(StoryEvent),
  lines: Type.Array(
    Type.Object({
      order_line_no: orNull(Id),
      title: orNull(Type.String()),
      sku: orNull(Type.String()),
      quantity: orNull(Type.String()),
      paid_minor: orNull(Money),
      refund_minor: orNull(Money),
      status: Type.String(),
      evidence: EvidenceRow,
    }),
  ),
  cases: Type.Array(
    Type.Object({
      case_id: Id,
      type_name: Words,
      cause_name: Words,
      discrepancy_minor: Money,
      state: CaseState,
      state_name: Words,
    }),
  ),
  near_misses: Type.Array(Candidate),
});
export type OrderStory = Static<typeof OrderStory>;

/** A row as it stands in the kept original. */
export const OriginalRow = Type.Object({
  file: Type.String(),
  sheet: orNull(Type.String()),
  row: Type.Integer(),
  /** In the order of the file; what tells who the buyer is, is masked. */
  cells: Type.Array(Type.Object({ header: Type.String(), text: Type.String() })),
  /** Columns that are empty in this row and not among the cells. */
  empty_cells: Type.Integer(),
});
export type OriginalRow = Static<typeof OriginalRow>;

/** One order, and the rows that tell of it. */
export const ORDER_ROUTES = {
  order: {
    summary: 'Everything known about one order, in order of time. Any of its numbers may be given.',
    reply: Type.Object({ order: OrderStory }),
  },
  original_row: {
    summary:
      'The cells of a row by header, read from the kept original when asked; far into a large file that takes seconds, and ends when the caller hangs up.',
    reply: Type.Object({ row: OriginalRow }),
  },
} as const satisfies Routes;

import { type Static, Type } from 'typebox';
import { Day, FileReply, Id, Moment, Money, orNull, Queued, Words } from './common.ts';
import type { Routes } from './route.ts';

/** The lists there are. */
export const ListName = Type.Enum([
  'cases',
  'orders',
  'statement_lines',
  'in_transit',
  'refunds',
  'case_events',
  'charges',
  'shipments',
  'carrier_charges',
  'returns',
  'stock_movements',
  'stock_counts',
  'sales_records',
  'foreign_settlements',
]);
export type ListName = Static<typeof ListName>;

/** How a column's values are shown, compared and filtered. */
export const ColumnType = Type.Enum(['text', 'code', 'money', 'quantity', 'moment', 'day', 'count']);

/** A column of a list. */
export const ListColumn = Type.Object({
  name: Id,
  label: Words,
  type: ColumnType,
  /** Names of the codes of a `code` column. */
  names: Type.Optional(Type.Record(Type.String(), Words)),
  sortable: Type.Boolean(),
  filterable: Type.Boolean(),
  groupable: Type.Boolean(),
  /** Summed up in totals and groups. */
  summed: Type.Boolean(),
  /** Shown unless the user chooses otherwise. */
  shown: Type.Boolean(),
});
export type ListColumn = Static<typeof ListColumn>;

/** A list with its columns. */
export const ListCard = Type.Object({
  list: ListName,
  label: Words,
  columns: Type.Array(ListColumn),
  key: Id,
});

/**
 * One condition: `column`, how, and values as text. `is`/`is_not` one of the values (an empty text is null), `between` two
 * bounds of which one may be empty (both included), `contains` a part of a text, `starts` its beginning.
 */
export const Condition = Type.Object({
  column: Id,
  how: Type.Enum(['is', 'is_not', 'between', 'contains', 'starts']),
  values: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 }),
});
export type Condition = Static<typeof Condition>;

/** Which rows are meant. */
export const ListFilter = Type.Object({
  conditions: Type.Array(Condition, { maxItems: 20 }),
  /** Found in any number or text column of the list. */
  text: Type.Optional(Type.String({ maxLength: 200 })),
});
export type ListFilter = Static<typeof ListFilter>;

/** The order of rows; ties are broken by the list's key. `by_size` orders amounts by their absolute value. */
export const ListSort = Type.Array(
  Type.Object({ column: Id, descending: Type.Boolean(), by_size: Type.Optional(Type.Boolean()) }),
  { maxItems: 3 },
);

/** A cell: text for all types but counts (minor units, thousandths, moments, codes, ids), null where there is none. */
export const Cell = Type.Union([Type.String(), Type.Integer(), Type.Null()]);

/** A saved view of a list. */
export const View = Type.Object({
  view_id: Id,
  list: ListName,
  name: Type.String({ minLength: 1, maxLength: 60 }),
  filter: ListFilter,
  sort: ListSort,
  columns: Type.Array(Id),
  group_by: Type.Array(Id),
  /** Seen by everyone who sees the book, not only by its maker. */
  shared: Type.Boolean(),
  mine: Type.Boolean(),
});
export type View = Static<typeof View>;

/** A bar of money that leads to rows: a list with a filter. */
const Drill = Type.Object({ list: ListName, filter: ListFilter });

/** What needs a person, grouped by cause, largest money first. */
export const ToDoGroup = Type.Object({
  exception_type: Id,
  cause: Id,
  type_name: Words,
  cause_name: Words,
  count: Type.Integer(),
  discrepancy_minor: Money,
  oldest_at: orNull(Moment),
  /** What stands out in the group: "87 orders short exactly 1.00 %: commission rate changed?" */
  insight: orNull(Words),
  drill: Drill,
});

/** What the overview shows. */
export const Overview = Type.Object({
  run: orNull(Type.Object({ run_id: Id, ran_at: Moment, from: orNull(Day), to: orNull(Day) })),
  is_stale: Type.Boolean(),
  shops: Type.Array(orNull(Type.String())),
  accounts: Type.Array(Type.Object({ account_id: Id, channel: Words, account_no: orNull(Type.String()) })),
  closes: Type.Boolean(),
  /** Waterfall from expected to received; `minor` is signed as it moves the bar. */
  bars: Type.Array(
    Type.Object({
      term: Type.Enum([
        'expected',
        'discrepancy',
        'fees',
        'refunded',
        'in_transit',
        'outside_coverage',
        'received',
      ]),
      minor: Money,
      count: Type.Integer(),
      drill: Drill,
      /** Fees by component and the like. What no rows sum to leads nowhere, and `says` where it comes from. */
      parts: Type.Array(
        Type.Object({
          name: Words,
          minor: Money,
          count: Type.Integer(),
          drill: orNull(Drill),
          says: Type.Optional(Words),
        }),
      ),
    }),
  ),
  states: Type.Array(Type.Object({ state: Id, name: Words, count: Type.Integer(), drill: Drill })),
  to_do: Type.Array(ToDoGroup),
  to_do_total: Type.Object({ count: Type.Integer(), discrepancy_minor: Money }),
  /** Settled by themselves by the last run. */
  settled_by_itself: Type.Object({ count: Type.Integer(), drill: Drill }),
  in_transit: Type.Array(
    Type.Object({ day: orNull(Day), count: Type.Integer(), minor: Money, drill: Drill }),
  ),
  /** Open cases by age in days. */
  ageing: Type.Array(
    Type.Object({
      from_days: Type.Integer(),
      to_days: orNull(Type.Integer()),
      count: Type.Integer(),
      minor: Money,
      drill: Drill,
    }),
  ),
  wallets: Type.Array(
    Type.Object({
      account_id: Id,
      channel: Words,
      account_no: orNull(Type.String()),
      opening_minor: orNull(Money),
      inflow_minor: Money,
      outflow_minor: Money,
      closing_minor: orNull(Money),
      order_net_minor: Money,
      own_account_minor: Money,
      other_fees_minor: Money,
      unidentified_minor: Money,
    }),
  ),
  unknown_subjects: Type.Array(Type.Object({ subject: Type.String(), lines: Type.Integer(), minor: Money })),
});
export type Overview = Static<typeof Overview>;

/** A number found by the search box. */
export const SearchHit = Type.Object({
  number: Id,
  /** order, order_line, payment, statement_line, refund, parcel, document … */
  kind: Id,
  kind_name: Words,
  /** The order it leads to; null for a wallet line of no order. */
  order_no: orNull(Id),
  shop: orNull(Type.String()),
  at: orNull(Moment),
  minor: orNull(Money),
  /** The list that shows it, for what leads to no order. */
  list: ListName,
});

/** Lists, overview, search, exports. */
export const LIST_ROUTES = {
  lists: {
    summary: 'All lists with their columns.',
    reply: Type.Object({ lists: Type.Array(ListCard) }),
  },
  list_page: {
    summary:
      'A page of a list, by key: pass `next` of the page before as `after`. `backward` begins at the end, the last row first.',
    body: Type.Object({
      filter: ListFilter,
      sort: ListSort,
      columns: Type.Optional(Type.Array(Id)),
      after: Type.Optional(Type.String()),
      backward: Type.Optional(Type.Boolean()),
      /** Of sentences; Simplified Chinese when left out. */
      language: Type.Optional(Type.Enum(['zh-CN', 'zh-TW', 'en'])),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    reply: Type.Object({
      columns: Type.Array(Id),
      rows: Type.Array(Type.Array(Cell)),
      next: orNull(Type.String()),
    }),
  },
  list_totals: {
    summary: 'Count and sums of the rows of a filter.',
    body: Type.Object({ filter: ListFilter }),
    reply: Type.Object({ count: Type.Integer(), sums: Type.Record(Type.String(), Money) }),
  },
  list_groups: {
    summary: 'Rows of a filter grouped by one to three columns, largest first sum first.',
    body: Type.Object({ filter: ListFilter, by: Type.Array(Id, { minItems: 1, maxItems: 3 }) }),
    reply: Type.Object({
      groups: Type.Array(
        Type.Object({
          values: Type.Array(Cell),
          count: Type.Integer(),
          sums: Type.Record(Type.String(), Money),
        }),
      ),
      /** More groups than are returned. */
      cut: Type.Boolean(),
    }),
  },
  list_values: {
    summary: 'Distinct values of a column, for a filter’s choice; at most 200.',
    body: Type.Object({ column: Id, starts: Type.Optional(Type.String({ maxLength: 100 })) }),
    reply: Type.Object({ values: Type.Array(orNull(Type.String())), cut: Type.Boolean() }),
  },
  export_list: {
    summary: 'Writes the rows of a filter to a file.',
    body: Type.Object({
      filter: ListFilter,
      sort: ListSort,
      columns: Type.Array(Id, { minItems: 1 }),
      format: Type.Enum(['xlsx', 'csv']),
      language: Type.String(),
    }),
    reply: Queued,
  },
  export_results: {
    summary:
      'Writes the result workbook, or the seller’s order files with the results beside every order (zip).',
    body: Type.Object({
      what: Type.Enum(['workbook', 'orders']),
      language: Type.String(),
    }),
    reply: Queued,
  },
  download_export: { summary: 'A file that an export wrote.', reply: FileReply },
  list_views: {
    summary: 'Saved views: own and shared ones.',
    reply: Type.Object({ views: Type.Array(View) }),
  },
  save_view: {
    summary: 'Saves a view (shared ones from clerk up); one of the same list and name is replaced.',
    body: Type.Omit(View, ['view_id', 'mine']),
    reply: Type.Object({ view: View }),
  },
  remove_view: { summary: 'Removes an own view.', reply: Type.Object({}) },
  overview: {
    summary: 'The equation and what needs a person, of the book, a shop or an account.',
    query: Type.Object({ shop: Type.Optional(Type.String()), account_id: Type.Optional(Id) }),
    reply: Overview,
  },
  last_run: {
    summary:
      'The result of the last run without its rows: equation, shops, wallets, fees, states, exceptions in groups.',
    reply: Type.Any(),
  },
  search: {
    summary:
      'Finds any number: order, sub-order, payment, wallet line, refund, parcel, document; whole, or its beginning from 6 characters.',
    query: Type.Object({ q: Type.String({ minLength: 2, maxLength: 100 }) }),
    reply: Type.Object({ hits: Type.Array(SearchHit), cut: Type.Boolean() }),
  },
} as const satisfies Routes;

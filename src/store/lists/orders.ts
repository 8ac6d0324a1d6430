import { CAUSE_NAMES, STATE_NAMES, STATUS_NAMES } from '../../model/names.ts';
import { sql } from '../sql.ts';
import type { ListColumn, ListDeclaration, ListJoin } from './list.ts';
import { LABELS, LIST_LABELS, RULE_NAMES, YES_NO } from './texts.ts';

const KEY: ListColumn = {
  name: 'match_key',
  label: LABELS.order_no,
  type: 'text',
  value: sql`b.match_key`,
  sortable: true,
  filterable: true,
  shown: true,
  never_null: true,
  searched: 'starts',
};

const SHOP: ListColumn = {
  name: 'shop',
  label: LABELS.shop,
  type: 'text',
  value: sql`b.shop`,
  filterable: true,
  groupable: true,
  shown: true,
};

const STATUS: ListColumn = {
  name: 'status',
  label: LABELS.status,
  type: 'code',
  value: sql`b.status`,
  names: STATUS_NAMES,
  filterable: true,
  groupable: true,
};

const CAUSE: ListColumn = {
  name: 'cause',
  label: LABELS.cause,
  type: 'code',
  value: sql`b.cause`,
  names: CAUSE_NAMES,
  filterable: true,
  groupable: true,
  shown: true,
};

const ACCOUNT: ListColumn = {
  name: 'account_id',
  is_account: true,
  label: LABELS.account,
  type: 'text',
  value: sql`b.account_id`,
  filterable: true,
  groupable: true,
};

const PAID_AT: ListColumn = {
  name: 'paid_at',
  label: LABELS.paid_at,
  type: 'moment',
  value: sql`b.paid_at`,
  sortable: true,
  filterable: true,
  groupable: true,
  shown: true,
};

/** What only the order's own row tells. */
const JOINS: Readonly<Record<string, ListJoin>> = {
  orders: {
    table: sql`(select book_id, match_key, tracking_no, carrier from orders where live)`,
    alias: 'o',
    on: [sql`b.match_key`, sql`o.match_key`],
    is_dimension: false,
  },
};

const PARCEL: readonly ListColumn[] = [
  {
    name: 'tracking_no',
    label: LABELS.tracking_no,
    type: 'text',
    value: sql`o.tracking_no`,
    needs: 'orders',
    filterable: true,
  },
  {
    name: 'carrier',
    label: LABELS.carrier,
    type: 'text',
    value: sql`o.carrier`,
    needs: 'orders',
    filterable: true,
    groupable: true,
  },
];

const AMOUNTS: readonly ListColumn[] = [
  {
    name: 'expected_minor',
    label: LABELS.expected,
    type: 'money',
    value: sql`b.expected_minor`,
    sortable: true,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
  {
    name: 'received_minor',
    label: LABELS.received,
    type: 'money',
    value: sql`b.received_minor`,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
  {
    name: 'fees_minor',
    label: LABELS.fees,
    type: 'money',
    value: sql`b.fees_minor`,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
  {
    name: 'refunded_minor',
    label: LABELS.refunded,
    type: 'money',
    value: sql`b.refunded_minor`,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
  {
    name: 'in_transit_minor',
    label: LABELS.in_transit,
    type: 'money',
    value: sql`b.in_transit_minor`,
    filterable: true,
    summed: true,
    never_null: true,
  },
  {
    name: 'outside_coverage_minor',
    label: LABELS.outside_coverage,
    type: 'money',
    value: sql`b.outside_coverage_minor`,
    filterable: true,
    summed: true,
    never_null: true,
  },
  {
    name: 'discrepancy_minor',
    label: LABELS.discrepancy,
    type: 'money',
    value: sql`b.discrepancy_minor`,
    sortable: true,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
];

const TIES: ListDeclaration['ties'] = [{ value: sql`b.match_key`, type: 'text' }];

/** Every key of the last run with its terms of the equation; money that names no order is among them. */
export const ORDERS: ListDeclaration = {
  name: 'orders',
  label: LIST_LABELS.orders,
  table: sql`balances`,
  alias: 'b',
  where: sql`1 = 1`,
  days: {
    table: () => sql`balance_days`,
    columns: ['state', 'cause', 'shop', 'status', 'account_id', 'match_rule', 'has_order', 'paid_at'],
    counted: sql`b.row_count`,
  },
  heads: { table: 'balance_heads', of: sql`1 = 1` },
  joins: JOINS,
  ties: TIES,
  ofShops: (_, shops) => sql`b.shop in (${shops})`,
  key: KEY.name,
  columns: [
    KEY,
    {
      name: 'state',
      label: LABELS.state,
      type: 'code',
      value: sql`b.state`,
      names: STATE_NAMES,
      filterable: true,
      groupable: true,
      shown: true,
      never_null: true,
    },
    CAUSE,
    SHOP,
    STATUS,
    ACCOUNT,
    {
      name: 'match_rule',
      label: LABELS.match_rule,
      type: 'code',
      value: sql`b.match_rule`,
      names: RULE_NAMES,
      filterable: true,
      groupable: true,
    },
    {
      name: 'has_order',
      label: LABELS.has_order,
      type: 'code',
      value: sql`case when b.has_order then 'yes' else 'no' end`,
      names: YES_NO,
      filterable: true,
      groupable: true,
      never_null: true,
    },
    PAID_AT,
    {
      name: 'due_at',
      label: LABELS.due_at,
      type: 'moment',
      value: sql`b.due_at`,
      sortable: true,
      filterable: true,
      groupable: true,
      shown: true,
    },
    ...AMOUNTS,
    ...PARCEL,
  ],
};

/** Keys whose money is due later, with the day on which it is expected. */
export const IN_TRANSIT: ListDeclaration = {
  name: 'in_transit',
  label: LIST_LABELS.in_transit,
  table: sql`balances`,
  alias: 'b',
  where: sql`b.state = 'in_transit'`,
  days: {
    table: () => sql`balance_days`,
    columns: ['status', 'cause', 'shop', 'account_id', 'paid_at'],
    counted: sql`b.row_count`,
  },
  heads: { table: 'balance_heads', of: sql`b.state = 'in_transit'` },
  joins: JOINS,
  ties: TIES,
  ofShops: (_, shops) => sql`b.shop in (${shops})`,
  key: KEY.name,
  columns: [
    KEY,
    {
      name: 'expected_on',
      label: LABELS.expected_on,
      type: 'day',
      value: sql`(case when b.cause = 'settlement_delay' then b.due_at + interval '1 day' else b.paid_at + interval '15 days' end)`,
      sortable: true,
      filterable: true,
      groupable: true,
      shown: true,
    },
    {
      name: 'in_transit_minor',
      label: LABELS.in_transit,
      type: 'money',
      value: sql`b.in_transit_minor`,
      sortable: true,
      filterable: true,
      summed: true,
      shown: true,
      never_null: true,
    },
    { ...STATUS, shown: true },
    CAUSE,
    SHOP,
    ACCOUNT,
    PAID_AT,
    {
      name: 'expected_minor',
      label: LABELS.expected,
      type: 'money',
      value: sql`b.expected_minor`,
      filterable: true,
      summed: true,
      never_null: true,
    },
    ...PARCEL,
  ],
};

import { COMPONENT_NAMES } from '../../model/names.ts';
import { IS_TOLD_ELSEWHERE } from '../facts/shadowed-days.ts';
import { sql } from '../sql.ts';
import { lineDays } from './line-days.ts';
import type { ListColumn, ListDeclaration } from './list.ts';
import { provenanceOf } from './provenance.ts';
import { COUNTS_NAMES, LABELS, LIST_LABELS } from './texts.ts';

const ROW = provenanceOf('l');

const WORDS: readonly ListColumn[] = [
  {
    name: 'component',
    label: LABELS.component,
    type: 'code',
    value: sql`c.component`,
    names: COMPONENT_NAMES,
    needs: 'components',
    filterable: true,
    groupable: true,
    shown: true,
  },
  {
    name: 'entry_type',
    label: LABELS.entry_type,
    type: 'text',
    value: sql`s.entry_type`,
    needs: 'subjects',
    filterable: true,
    groupable: true,
    shown: true,
    searched: 'contains',
  },
  {
    name: 'description',
    label: LABELS.description,
    type: 'text',
    value: sql`s.description`,
    needs: 'subjects',
    filterable: true,
    groupable: true,
    shown: true,
    searched: 'contains',
  },
  {
    name: 'memo',
    label: LABELS.memo,
    type: 'text',
    value: sql`s.memo`,
    needs: 'subjects',
    filterable: true,
    groupable: true,
    searched: 'contains',
  },
];

const PLACE: readonly ListColumn[] = [
  ROW.file,
  { name: 'sheet', label: LABELS.sheet, type: 'text', value: sql`i.sheet`, needs: 'batches' },
  ROW.row_no,
];

const MONEY: readonly ListColumn[] = [
  {
    name: 'amount_minor',
    label: LABELS.amount,
    type: 'money',
    value: sql`l.amount_minor`,
    sortable: true,
    filterable: true,
    summed: true,
    shown: true,
    never_null: true,
  },
  {
    name: 'fee_minor',
    label: LABELS.fee,
    type: 'money',
    value: sql`l.fee_minor`,
    filterable: true,
    summed: true,
    never_null: true,
  },
  {
    name: 'fee_component',
    label: LABELS.fee_component,
    type: 'code',
    value: sql`c.fee_component`,
    names: COMPONENT_NAMES,
    needs: 'components',
    filterable: true,
    groupable: true,
  },
  { name: 'balance_minor', label: LABELS.balance, type: 'money', value: sql`l.balance_minor` },
];

/** Whether a balance of the last run holds the line's money. */
const IN_ORDERS: ListColumn = {
  name: 'in_orders',
  label: LABELS.in_orders,
  type: 'code',
  value: sql`(case when b.match_key is null or ${IS_TOLD_ELSEWHERE} or exists (
      select 1 from subject_components o
      where o.book_id = l.book_id and o.subject_id = l.subject_id and o.term = 'own_account') then 'no' else 'yes' end)`,
  names: COUNTS_NAMES,
  needs: 'balances',
  filterable: true,
  never_null: true,
};

/**
 * Every wallet line that counts, with what it is for and where it stands. A line names no shop, its order does: who sees
 * some shops only sees the accounts that none but these shops use.
 */
export const STATEMENT_LINES: ListDeclaration = {
  name: 'statement_lines',
  label: LIST_LABELS.statement_lines,
  table: sql`statement_lines`,
  alias: 'l',
  where: sql`l.live`,
  heads: { table: 'statement_line_heads', of: sql`1 = 1` },
  days: {
    table: lineDays,
    columns: ['happened_at', 'account_id', 'component', 'fee_component', 'entry_type', 'description', 'memo'],
    counted: sql`l.line_count`,
  },
  joins: {
    subjects: {
      table: sql`subjects`,
      alias: 's',
      on: [sql`l.subject_id`, sql`s.subject_id`],
      is_dimension: true,
    },
    components: {
      table: sql`subject_components`,
      alias: 'c',
      on: [sql`l.subject_id`, sql`c.subject_id`],
      is_dimension: true,
    },
    batches: ROW.batches,
    links: {
      table: sql`key_links`,
      alias: 'k',
      on: [sql`l.match_key`, sql`k.match_key`],
      is_dimension: false,
    },
    balances: {
      table: sql`balances`,
      alias: 'b',
      on: [sql`coalesce(k.order_no, l.match_key)`, sql`b.match_key`],
      needs: 'links',
      is_dimension: false,
    },
  },
  ties: ROW.ties,
  ofShops: (bookId, shops) => sql`l.account_id in (
    select t.account_id from balance_sums t where t.book_id = ${bookId} and t.shop is not null
    group by t.account_id having count(case when t.shop in (${shops}) then null else 1 end) = 0)`,
  key: 'row_key',
  columns: [
    ROW.row_key,
    {
      name: 'happened_at',
      label: LABELS.happened_at,
      type: 'moment',
      value: sql`l.happened_at`,
      sortable: true,
      filterable: true,
      groupable: true,
      shown: true,
      never_null: true,
    },
    {
      name: 'order_no',
      label: LABELS.order_no,
      type: 'text',
      value: sql`l.match_key`,
      shows: sql`case when l.match_key like '?%' then null else l.match_key end`,
      sortable: true,
      filterable: true,
      shown: true,
      never_null: true,
      searched: 'starts',
    },
    ...WORDS,
    ...MONEY,
    {
      name: 'shop',
      label: LABELS.shop,
      type: 'text',
      value: sql`b.shop`,
      needs: 'balances',
      filterable: true,
      groupable: true,
    },
    IN_ORDERS,
    {
      name: 'account_id',
      is_account: true,
      label: LABELS.account,
      type: 'text',
      value: sql`l.account_id`,
      filterable: true,
      groupable: true,
      shown: true,
      never_null: true,
    },
    {
      name: 'line_no',
      label: LABELS.line_no,
      type: 'text',
      value: sql`l.line_no`,
      filterable: true,
      searched: 'starts',
    },
    {
      name: 'transaction_no',
      label: LABELS.transaction_no,
      type: 'text',
      value: sql`l.transaction_no`,
      filterable: true,
      searched: 'starts',
    },
    ...PLACE,
  ],
};

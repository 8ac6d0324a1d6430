import { RECORD_COLUMN_NAMES, RECORD_KIND_NAMES, type RecordColumn } from '../../model/record-names.ts';
import {
  isForeign,
  RECORD_COLUMNS,
  RECORD_KINDS,
  RECORD_NAMES,
  type RecordCell,
  type RecordKind,
} from '../../model/records.ts';
import { type Sql, sql, trusted } from '../sql.ts';
import type { ListColumn, ListDeclaration } from './list.ts';
import { provenanceOf } from './provenance.ts';
import { LABELS } from './texts.ts';

const ROW = provenanceOf('r');

/** Columns that are shown only to who asks for them. */
const HIDDEN: ReadonlySet<RecordColumn> = new Set([
  'order_nos',
  'order_line_no',
  'transaction_no',
  'refund_no',
  'description',
  'memo',
  'period',
  'product_text',
  'payment_text',
  'from_area',
  'warehouse',
  'title',
  'account_no',
  'left_milli',
  'cost_minor',
]);

/** The lists of the records, one for each kind, all made of what the kind declares. */
export const RECORDS: readonly ListDeclaration[] = RECORD_KINDS.map(listOfKind);

function listOfKind(kind: RecordKind): ListDeclaration {
  return {
    name: kind,
    label: RECORD_KIND_NAMES[kind],
    table: trusted(kind),
    alias: 'r',
    where: sql`r.live`,
    joins: {
      balances: {
        table: sql`balances`,
        alias: 'b',
        on: [sql`r.match_key`, sql`b.match_key`],
        is_dimension: false,
      },
      batches: ROW.batches,
    },
    ties: ROW.ties,
    ofShops: (bookId, shops) => seenBy(kind, bookId, shops),
    key: 'row_key',
    columns: columnsOf(kind),
  };
}

function namesShop(kind: RecordKind): boolean {
  return 'shop' in RECORD_COLUMNS[kind];
}

/** A record is of the shop that it names, and of that of its order. */
function seenBy(kind: RecordKind, bookId: string, shops: Sql): Sql {
  const byOrder = sql`exists (select 1 from balances n
    where n.book_id = ${bookId} and n.match_key = r.match_key and n.shop in (${shops}))`;
  return namesShop(kind) ? sql`(r.shop in (${shops}) or ${byOrder})` : byOrder;
}

function columnsOf(kind: RecordKind): readonly ListColumn[] {
  const { own_no, origin } = RECORD_NAMES[kind];
  const cells = Object.entries(RECORD_COLUMNS[kind]) as [RecordColumn, RecordCell][];
  const own = cells
    .filter(([name]) => name !== 'shop')
    .map(([name, cell]) => columnOf(name, cell, name === own_no || name === origin || !HIDDEN.has(name)));
  return [
    ROW.row_key,
    {
      name: 'order_no',
      label: LABELS.order_no,
      type: 'text',
      value: sql`r.match_key`,
      shows: sql`case when r.match_key like '?%' then null else r.match_key end`,
      sortable: true,
      filterable: true,
      shown: true,
      never_null: true,
      searched: 'starts',
    },
    ...own,
    {
      name: 'shop',
      label: LABELS.shop,
      type: 'text',
      value: namesShop(kind) ? sql`coalesce(r.shop, b.shop)` : sql`b.shop`,
      needs: 'balances',
      filterable: true,
      groupable: true,
      shown: true,
    },
    ROW.file,
    ROW.row_no,
  ];
}

function columnOf(name: RecordColumn, cell: RecordCell, shown: boolean): ListColumn {
  const column = {
    name,
    label: RECORD_COLUMN_NAMES[name],
    value: trusted(`r.${name}`),
    filterable: true,
    shown,
  };
  if (cell === 'timestamp') return { ...column, type: 'moment', sortable: true, groupable: true };
  if (cell === 'bigint') {
    const type = name.endsWith('_milli') ? 'quantity' : 'money';
    const unit = isForeign(name) ? { unit: sql`r.currency` } : {};
    return { ...column, ...unit, type, sortable: true, summed: true };
  }
  if (name.endsWith('_no')) return { ...column, type: 'text', sortable: true, searched: 'starts' };
  return { ...column, type: 'text', groupable: true, searched: 'contains' };
}

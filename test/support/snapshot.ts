import type { Book } from '../../src/store/book.ts';
import { FACT_KINDS } from '../../src/store/facts/facts.ts';
import { STAGING_COLUMNS } from '../../src/store/facts/staging.ts';
import { sql, trusted } from '../../src/store/sql.ts';

const OTHER_TABLES = {
  imports: 'file, sha256, bytes',
  import_batches:
    'file, member, sheet, source_id, channel, kind, account_id, from_at, to_at, as_of, first_at, last_at, source_rank, header',
  subjects: 'subject_id, channel, entry_type, description, memo',
} as const;

const ROWS_OF_BATCHES = {
  refused_rows: 'row_no, code, column_name, value, cells',
  damaged_rows: 'row_no, kind, damaged_no, payment_no, fact, state, proved_no',
  shadowed_days: 'account_id, on_day',
  told_lines: 'account_id, row_no',
} as const;

/** Rows by table. */
export type Snapshot = { [table: string]: unknown[] };

/** Everything that imports put into a book, without the numbers that another order of imports would change. */
export async function snapshotOf({ store, book_id }: Book): Promise<Snapshot> {
  const snapshot: Snapshot = {};
  for (const [table, columns] of Object.entries(OTHER_TABLES)) {
    snapshot[table] = await store.query(
      sql`select ${trusted(columns)} from ${trusted(table)} where book_id = ${book_id} order by ${trusted(columns)}`,
    );
  }
  const facts = FACT_KINDS.map((kind) => {
    const content = STAGING_COLUMNS[kind].map(({ name }) => name).filter((name) => name !== 'identity');
    return [kind, ['live', 'identity_hash', 'occurrence', ...content].join(', ')] as const;
  });
  for (const [table, columns] of [...facts, ...Object.entries(ROWS_OF_BATCHES)]) {
    const qualified = trusted(columns.replace(/\w+/g, (name) => `t.${name}`));
    snapshot[table] = await store.query(sql`select b.file, b.member, b.sheet, ${qualified}
      from ${trusted(table)} t join import_batches b on b.book_id = t.book_id and b.batch_id = t.batch_id
      where t.book_id = ${book_id} order by b.file, b.member, b.sheet, ${qualified}`);
  }
  return snapshot;
}

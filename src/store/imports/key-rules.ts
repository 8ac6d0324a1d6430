import type { Executor } from '../driver.ts';
import { STAGING_COLUMNS } from '../facts/staging.ts';
import { distrustBatches } from '../indexes/indexed-batches.ts';
import { sql } from '../sql.ts';
import type { ImportRecord } from './imports.ts';

/** Writes down under which key rules the batches of an import were read. */
export async function markKeyRules(
  tx: Executor,
  book_id: string,
  import_id: bigint,
  mark: string,
): Promise<void> {
  await tx.execute(sql`update import_batches set key_rules = ${mark}
    where book_id = ${book_id} and import_id = ${import_id}`);
}

/** Imports of wallet lines that were read under other key rules than these, oldest first. */
export function importsUnderOtherRules(
  store: Executor,
  book_id: string,
  mark: string,
): Promise<ImportRecord[]> {
  return store.query<ImportRecord>(sql`select i.import_id, i.file, i.sha256, i.bytes, i.imported_at from imports i
    where i.book_id = ${book_id} and i.import_id in (
      select b.import_id from import_batches b
      where b.book_id = ${book_id} and b.kind = 'statement_lines' and b.key_rules <> ${mark})
    order by i.import_id`);
}

/** Gives the wallet lines of a batch the keys of a staging file of the same rows. */
export async function replaceKeys(
  tx: Executor,
  book_id: string,
  batch_id: bigint,
  file: string,
): Promise<void> {
  await tx.execute(
    sql`create temp table keys_read (row_no integer not null, match_key text not null, key_rule text)`,
  );
  await tx.load({
    table: 'keys_read',
    into: ['row_no', 'match_key', 'key_rule'],
    files: [file],
    columns: STAGING_COLUMNS.statement_lines,
    select: [sql`row_no`, sql`match_key`, sql`key_rule`],
  });
  await tx.execute(sql`update statement_lines set match_key = n.match_key, key_rule = n.key_rule
    from keys_read n
    where statement_lines.book_id = ${book_id} and statement_lines.batch_id = ${batch_id}
      and statement_lines.row_no = n.row_no and (statement_lines.match_key <> n.match_key
        or statement_lines.key_rule is distinct from n.key_rule)`);
  await tx.execute(sql`drop table keys_read`);
  await distrustBatches(tx, book_id, [batch_id]);
}

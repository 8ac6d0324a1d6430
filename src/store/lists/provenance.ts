import { type Sql, sql, trusted } from '../sql.ts';
import type { ListColumn, ListDeclaration } from './list.ts';
import { LABELS } from './texts.ts';

/** What every list of rows of files says of them: which row it is, and of which file. `alias` is that of the row's table. */
export interface Provenance {
  /** The batch of the row, `i`. */
  readonly batches: ListDeclaration['joins'][string];
  readonly ties: ListDeclaration['ties'];
  readonly row_key: ListColumn;
  readonly file: ListColumn;
  readonly row_no: ListColumn;
}

/** What a list of rows of files says of them. */
export function provenanceOf(alias: string): Provenance {
  const of = (column: string): Sql => trusted(`${alias}.${column}`);
  const batch_id = of('batch_id');
  const row_no = of('row_no');
  return {
    batches: { table: sql`import_batches`, alias: 'i', on: [batch_id, sql`i.batch_id`], is_dimension: true },
    ties: [
      { value: batch_id, type: 'bigint' },
      { value: row_no, type: 'integer' },
    ],
    row_key: {
      name: 'row_key',
      label: LABELS.row_key,
      type: 'text',
      value: sql`(${batch_id} || '-' || ${row_no})`,
      never_null: true,
    },
    file: {
      name: 'file',
      label: LABELS.file,
      type: 'text',
      value: sql`i.file`,
      needs: 'batches',
      filterable: true,
      groupable: true,
    },
    row_no: { name: 'row_no', label: LABELS.row, type: 'count', value: row_no, never_null: true },
  };
}

import type { Evidence } from './result.ts';

/** Evidence whose row can be read again from the kept original. `batch_id`: null in a result from before it was kept. */
export interface RowEvidence extends Evidence {
  readonly batch_id: string | null;
}

/** A row of a batch, with the file and sheet that the batch is of. */
interface PlacedRow {
  readonly batch_id: bigint;
  readonly file: string;
  readonly sheet: string | null;
  readonly row_no: number;
}

/** Names the row of a fact. */
export function evidenceAt({ batch_id, file, sheet, row_no }: PlacedRow): RowEvidence {
  return { file, sheet, row: row_no, batch_id: String(batch_id) };
}

/** Evidence as exceptions and cases keep it. */
export function parseEvidence(text: string): RowEvidence[] {
  const kept = JSON.parse(text) as (Evidence & Partial<RowEvidence>)[];
  return kept.map((each) => ({ ...each, batch_id: each.batch_id ?? null }));
}

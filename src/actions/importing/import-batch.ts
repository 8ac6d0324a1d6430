import type { ImportReceipt } from '../../model/receipt.ts';
import { LINE_SUMS } from '../../sources/registry.ts';
import type { Source } from '../../sources/source.ts';
import type { SourceBook } from '../../sources/source-book.ts';
import type { Executor } from '../../store/driver.ts';
import {
  type FactBatch,
  makeLive,
  type Novelty,
  numberOccurrences,
  putRepeatsAside,
  spanOf,
  takeStock,
} from '../../store/facts/facts.ts';
import { sumLines } from '../../store/facts/line-sums.ts';
import { findShadowedDays } from '../../store/facts/shadowed-days.ts';
import { insertSubjects } from '../../store/facts/subjects.ts';
import { supersede } from '../../store/facts/tellings.ts';
import { loadHeldRows } from '../../store/imports/damaged-rows.ts';
import { type BatchRecord, insertBatch, listBatches, updateReceipt } from '../../store/imports/imports.ts';
import { loadRefusedRows } from '../../store/imports/refused-rows.ts';
import type { PlainSummary, StagedTable } from './import-messages.ts';
import { numberRefusedRows } from './mend-refused.ts';

/** Where a batch belongs. */
export interface BatchPlace {
  readonly book_id: string;
  readonly import_id: bigint;
  readonly batch_id: bigint;
}

/** A batch whose facts are loaded. */
export interface LoadedBatch {
  readonly staged: StagedTable;
  /** How many were loaded, which must be how many were read. */
  readonly facts: number;
  /** Whether they are live. */
  readonly live: boolean;
}

/**
 * Finishes a batch whose facts are loaded: writes it down, compares it with what the book knows, keeps its subjects,
 * refused and held rows, and proves it.
 */
export async function finishBatch(
  tx: Executor,
  place: BatchPlace,
  { staged, facts, live }: LoadedBatch,
  sources: SourceBook,
): Promise<ImportReceipt> {
  const { summary } = staged;
  if (facts !== summary.rows_fact) {
    throw new TypeError(`${summary.rows_fact} facts were read and ${facts} loaded`);
  }
  const source = sources.named(summary.source_id);
  const batch = { ...place, kind: source.kind, channel: source.channel } satisfies FactBatch;
  if (!live) await makeLive(tx, batch);
  await takeStock(tx, batch.kind, facts);
  const { first_at, last_at } = await spanOf(tx, batch);
  const draft = receiptOf(place.batch_id, summary, NOTHING_KNOWN);
  await insertBatch(
    tx,
    place.book_id,
    batchRecord(place, summary, source, { first_at, last_at, receipt: draft }),
  );
  await insertSubjects(tx, place.book_id, staged.subjects);
  if (staged.refused_path !== null) {
    await loadRefusedRows(tx, place.book_id, place.batch_id, staged.refused_path);
    await numberRefusedRows(tx, place, source, summary.headers, staged.refused_path);
  }
  if (staged.held_path !== null) await loadHeldRows(tx, place.book_id, place.batch_id, staged.held_path);
  const sums = LINE_SUMS.find(({ orders }) => orders === source.id);
  if (sums !== undefined) await sumLines(tx, place.book_id, sums, place.batch_id);
  const receipt = receiptOf(
    place.batch_id,
    summary,
    await compareWithBook(tx, batch, source.identity, summary.running_balance === 'ok'),
  );
  await updateReceipt(tx, place.book_id, receipt);
  return receipt;
}

const NOTHING_KNOWN = { known: 0, changed: 0 };

/**
 * Compares a batch with itself and with the book.
 * @param proved_unique a running balance that holds proves that no line is there twice: the search for repeats is left out
 * @returns the rows that the book knows already, and those of them that now say otherwise
 */
export async function compareWithBook(
  tx: Executor,
  batch: FactBatch,
  identity: Source['identity'],
  proved_unique: boolean,
): Promise<{ known: number; changed: number }> {
  let repeats = { repeats: 0, differing: 0 };
  if (identity === 'content') await numberOccurrences(tx, batch);
  else if (!proved_unique) repeats = await putRepeatsAside(tx, batch);
  const met = await supersede(tx, batch);
  return { known: repeats.repeats + met.known, changed: repeats.differing + met.changed };
}

function receiptOf(
  batch_id: bigint,
  summary: PlainSummary,
  { known, changed }: { known: number; changed: number },
): ImportReceipt {
  const novelty: Novelty = {
    rows_new: summary.rows_fact - known,
    rows_unchanged: known - changed,
    rows_changed: changed,
  };
  return {
    batch_id,
    file: summary.member === null ? summary.file : `${summary.file} › ${summary.member}`,
    sheet: summary.sheet,
    source: summary.source_id,
    rows_read: summary.rows_fact + summary.rows_held + summary.rows_refused,
    ...novelty,
    rows_refused: summary.rows_held + summary.rows_refused,
    rows_mended: 0,
    rows_repaired: 0,
    rows_elsewhere: summary.rows_elsewhere,
    rows_other: summary.rows_other,
    control_totals: summary.control_totals,
    totals: summary.totals,
    running_balance: summary.running_balance,
    broken_at_row: summary.broken_at_row,
    opening_minor: summary.opening_minor,
    inflow_minor: summary.inflow_minor,
    outflow_minor: summary.outflow_minor,
    closing_minor: summary.closing_minor,
    account_no: summary.account_no,
    from_at: summary.from_at,
    to_at: summary.to_at,
    exported_at: summary.exported_at,
  };
}

function batchRecord(
  { import_id, batch_id }: BatchPlace,
  summary: PlainSummary,
  source: Source,
  known: Pick<BatchRecord, 'first_at' | 'last_at' | 'receipt'>,
): BatchRecord {
  const has_account = source.kind === 'statement_lines' || source.kind === 'control_totals';
  return {
    batch_id,
    import_id,
    file: summary.file,
    member: summary.member,
    sheet: summary.sheet,
    source_id: source.id,
    channel: source.channel,
    kind: source.kind,
    account_id: has_account ? `${source.channel}:${summary.account_no ?? ''}` : null,
    from_at: summary.from_at,
    to_at: summary.to_at,
    as_of: summary.exported_at,
    source_rank: source.rank ?? 0,
    columns_known: summary.columns_known,
    header_row: summary.header_row,
    header: summary.headers,
    ...known,
  };
}

/** Brings orders whose amount is split among their lines to the sums of these, once lines have come or gone. */
export async function sumLinesIn(tx: Executor, book_id: string): Promise<void> {
  for (const sums of LINE_SUMS) await sumLines(tx, book_id, sums);
}

/** Finds the days of the accounts of an import that a statement of lower rank tells, too. */
export async function findShadowedOf(tx: Executor, book_id: string, import_id: bigint): Promise<void> {
  const batches = await listBatches(tx, book_id, import_id);
  const accounts = new Set<string>();
  for (const { account_id, kind } of batches)
    if (account_id !== null && kind === 'statement_lines') accounts.add(account_id);
  for (const account_id of accounts) await findShadowedDays(tx, book_id, account_id);
}

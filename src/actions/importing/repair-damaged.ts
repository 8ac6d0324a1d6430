import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FactKind } from '../../model/facts.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import { sourceBook } from '../../sources/source-book.ts';
import { repairedLine } from '../../staging/stage.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { loadFacts, removeFacts } from '../../store/facts/facts.ts';
import { withPackedOrders } from '../../store/facts/packed-orders.ts';
import { findShadowedDays } from '../../store/facts/shadowed-days.ts';
import { STAGING_COLUMNS, stagingLine } from '../../store/facts/staging.ts';
import { countKnownMended } from '../../store/facts/tellings.ts';
import {
  applyMendings,
  countDamagedRows,
  type DamagedCandidate,
  hasDamagedRows,
  isMended,
  loadMendings,
  type Mending,
  streamDamagedCandidates,
  streamMended,
} from '../../store/imports/damaged-rows.ts';
import { type BatchRecord, listBatches, updateReceipt } from '../../store/imports/imports.ts';
import { readTemplates } from '../../store/imports/templates.ts';
import { distrustBatches } from '../../store/indexes/indexed-batches.ts';
import { fitsDamaged } from './damaged-number.ts';
import { compareWithBook, sumLinesIn } from './import-batch.ts';

/**
 * Gives damaged rows the number that another file proves, and takes it away where nothing proves it any more; rows that
 * look rounded by chance keep theirs unless another file contradicts it. What is proved depends on nothing but the facts
 * in the book. The number must be the only candidate that fits the damage.
 * @returns the receipts that this changed
 */
export async function repairDamaged(book: Book): Promise<ImportReceipt[]> {
  const tmp = await mkdtemp(path.join(book.tmp, 'repair-'));
  try {
    return await book.store.transaction((tx) => repairIn(tx, book.book_id, tmp));
  } finally {
    await rm(tmp, { recursive: true, force: true });
  }
}

/** As {@link repairDamaged}, within a transaction, with a folder for staging files. */
export async function repairIn(tx: Executor, book_id: string, tmp: string): Promise<ImportReceipt[]> {
  if (!(await hasDamagedRows(tx, book_id))) return [];
  const { withdrawn, proved } = await compareWithProofs(tx, book_id);
  const batches = new Map((await listBatches(tx, book_id)).map((batch) => [batch.batch_id, batch]));
  const changed = new Map<bigint, ImportReceipt>();
  if (withdrawn.length + proved.length > 0)
    await withPackedOrders(tx, book_id, async () => {
      if (withdrawn.length > 0) await withdraw(tx, book_id, tmp, withdrawn, batches, changed);
      if (proved.length > 0) await repair(tx, book_id, tmp, proved, batches, changed);
    });
  await sumLinesIn(tx, book_id);
  for (const { batch_id, held, repaired } of await countDamagedRows(tx, book_id)) {
    const receipt = changed.get(batch_id);
    if (receipt !== undefined) changed.set(batch_id, withDamaged(receipt, Number(held), Number(repaired)));
  }
  for (const receipt of changed.values()) await updateReceipt(tx, book_id, receipt);
  return [...changed.values()];
}

/** What is neither new, unchanged, changed nor mended is refused. */
function withDamaged(receipt: ImportReceipt, rows_held: number, rows_repaired: number): ImportReceipt {
  const { rows_read, rows_new, rows_unchanged, rows_changed, rows_mended } = receipt;
  const rows_refused = rows_read - rows_new - rows_unchanged - rows_changed - rows_mended;
  if (rows_refused < rows_held) throw new TypeError(`${rows_held} rows are held and ${rows_refused} refused`);
  return { ...receipt, rows_refused, rows_repaired };
}

/** Rows whose number is to be taken away, and rows that are to have one. */
async function compareWithProofs(
  tx: Executor,
  book_id: string,
): Promise<{ withdrawn: Mending[]; proved: Mending[] }> {
  const withdrawn: Mending[] = [];
  const proved: Mending[] = [];
  let row: DamagedCandidate | undefined;
  let fitting: string[] = [];
  const settle = (): void => {
    if (row === undefined) return;
    const { batch_id, row_no, proved_no } = row;
    const no = numberOf(row, fitting);
    if (no === proved_no) return;
    if (proved_no !== null) withdrawn.push({ batch_id, row_no, proved_no: null });
    if (no !== null) proved.push({ batch_id, row_no, proved_no: no });
  };
  for await (const batch of streamDamagedCandidates(tx, book_id)) {
    for (const each of batch) {
      if (row?.batch_id !== each.batch_id || row.row_no !== each.row_no) {
        settle();
        row = each;
        fitting = [];
      }
      const { damaged_no, candidate } = each;
      if (candidate !== null && fitsDamaged(damaged_no, candidate)) fitting.push(candidate);
    }
  }
  settle();
  return { withdrawn, proved };
}

/** The number that a row is to count under, of the distinct ones that other files give and that fit; null: it is held. */
function numberOf({ reason, damaged_no }: DamagedCandidate, fitting: readonly string[]): string | null {
  if (reason === 'chance' && (fitting.length === 0 || fitting.includes(damaged_no))) return damaged_no;
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

type Batches = ReadonlyMap<bigint, BatchRecord>;
type Changed = Map<bigint, ImportReceipt>;

async function stageMendings(tx: Executor, tmp: string, mendings: readonly Mending[]): Promise<void> {
  const file = path.join(tmp, 'mendings.tsv');
  const lines = mendings.map(({ batch_id, row_no, proved_no }) => stagingLine([batch_id, row_no, proved_no]));
  await writeFile(file, lines.join(''));
  await loadMendings(tx, file);
}

function receiptIn(batch_id: bigint, batches: Batches, changed: Changed): ImportReceipt {
  const receipt = changed.get(batch_id) ?? batches.get(batch_id)?.receipt;
  if (receipt === undefined) throw new TypeError(`a damaged row of batch ${batch_id}, which is not there`);
  return receipt;
}

async function withdraw(
  tx: Executor,
  book_id: string,
  tmp: string,
  withdrawn: readonly Mending[],
  batches: Batches,
  changed: Changed,
): Promise<void> {
  await stageMendings(tx, tmp, withdrawn);
  await countNovelty(tx, book_id, withdrawn, batches, changed, -1);
  for (const kind of kindsOf(withdrawn, batches)) await removeFacts(tx, book_id, kind, isMended);
  await applyMendings(tx, book_id);
}

async function repair(
  tx: Executor,
  book_id: string,
  tmp: string,
  proved: readonly Mending[],
  batches: Batches,
  changed: Changed,
): Promise<void> {
  await stageMendings(tx, tmp, proved);
  const files = await stageRepaired(tx, book_id, tmp, batches);
  const sources = sourceBook(await readTemplates(tx, book_id));
  await distrustBatches(tx, book_id, [...files.keys()]);
  for (const [batch_id, file] of files) {
    const record = batches.get(batch_id);
    if (record === undefined) continue;
    const batch = { book_id, batch_id, kind: record.kind, channel: record.channel };
    await loadFacts(tx, batch, [file]);
    await compareWithBook(tx, batch, sources.named(record.source_id).identity, false);
    if (record.kind === 'statement_lines' && record.account_id !== null)
      await findShadowedDays(tx, book_id, record.account_id);
  }
  await countNovelty(tx, book_id, proved, batches, changed, 1);
  await applyMendings(tx, book_id);
}

function kindsOf(mendings: readonly Mending[], batches: Batches): FactKind[] {
  const kinds = new Set(mendings.map(({ batch_id }) => batches.get(batch_id)?.kind));
  return [...kinds].filter((kind) => kind !== undefined);
}

/** Adds the mended rows, which are facts, to what their receipts count as new, unchanged and changed, or takes them off. */
async function countNovelty(
  tx: Executor,
  book_id: string,
  mended: readonly Mending[],
  batches: Batches,
  changed: Changed,
  sign: 1 | -1,
): Promise<void> {
  const known_rows = new Map<bigint, { known: bigint; changed: bigint }>();
  for (const kind of kindsOf(mended, batches))
    for (const row of await countKnownMended(tx, book_id, kind)) known_rows.set(row.batch_id, row);
  for (const [batch_id, rows] of Map.groupBy(mended, (row) => row.batch_id)) {
    const receipt = receiptIn(batch_id, batches, changed);
    const { known = 0n, changed: otherwise = 0n } = known_rows.get(batch_id) ?? {};
    const novelty = [BigInt(rows.length) - known, known - otherwise, otherwise].map(
      (count) => sign * Number(count),
    );
    changed.set(batch_id, withNovelty(receipt, novelty));
  }
}

/** What was new when the file came may be known by now, so a count that would fall below zero is taken off another. */
function withNovelty(receipt: ImportReceipt, novelty: readonly number[]): ImportReceipt {
  const counts = [receipt.rows_new, receipt.rows_unchanged, receipt.rows_changed];
  const sums = counts.map((count, at) => count + (novelty[at] ?? 0));
  let lacking = sums.reduce((sum, count) => sum - Math.min(0, count), 0);
  const [rows_new = 0, rows_unchanged = 0, rows_changed = 0] = sums.map((sum) => {
    const taken = Math.min(lacking, Math.max(0, sum));
    lacking -= taken;
    return Math.max(0, sum) - taken;
  });
  return { ...receipt, rows_new, rows_unchanged, rows_changed };
}

/** Writes a staging file for each batch with repaired rows. */
async function stageRepaired(
  tx: Executor,
  book_id: string,
  tmp: string,
  batches: Batches,
): Promise<Map<bigint, string>> {
  const files = new Map<bigint, string>();
  for await (const rows of streamMended(tx, book_id)) {
    for (const [batch_id, of_batch] of Map.groupBy(rows, (row) => row.batch_id)) {
      const kind = batches.get(batch_id)?.kind;
      if (kind === undefined) continue;
      const file = path.join(tmp, `${batch_id}.tsv`);
      files.set(batch_id, file);
      const lines = of_batch.map(({ damaged_no, proved_no, fact }) => {
        const cells = JSON.parse(fact) as Record<string, string | null>;
        const in_order = STAGING_COLUMNS[kind].map(({ name }) => cells[name] ?? null);
        return repairedLine({ cells: in_order, damaged_no }, proved_no);
      });
      await appendFile(file, lines.join(''));
    }
  }
  return files;
}

import { type ImportReceipt, type TotalComparison, totalsVerdict } from '../../model/receipt.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { proveByControlTotals } from '../../store/facts/control-totals.ts';
import { listBatches, updateReceipt } from '../../store/imports/imports.ts';
import { sql } from '../../store/sql.ts';

/** Begins the name of a total that a summary file states, so that it is told from those of the statement itself. */
const OF_SUMMARY = '账务汇总 ';
/** A summary of several months names the month of each total, `2024-08`. */
const MONTH_LENGTH = 7;

/**
 * Writes into the receipts of statements and summaries what they say of each other, whichever was imported first, and
 * takes out what a summary said that is gone. Of lines that are not loaded yet the summary says that it waits for them.
 * @returns the receipts that this changed
 */
export function proveByTotals(book: Book): Promise<ImportReceipt[]> {
  return book.store.transaction(async (tx) => {
    await tx.query(sql`select lock_book(${book.book_id}) as locked`);
    return proveIn(tx, book.book_id);
  });
}

/** As {@link proveByTotals}, within a transaction. */
export async function proveIn(tx: Executor, book_id: string): Promise<ImportReceipt[]> {
  const said = new Map<bigint, TotalComparison[]>();
  const proofs = await proveByControlTotals(tx, book_id);
  const spans = Map.groupBy(proofs, ({ summary_batch_ids: [first] }) => first);
  for (const proof of proofs) {
    const [first] = proof.summary_batch_ids;
    const month =
      (spans.get(first)?.length ?? 0) > 1 ? ` ${proof.from_at?.slice(0, MONTH_LENGTH) ?? ''}` : '';
    const totals = proof.totals.map((total) => ({ ...total, of: `${OF_SUMMARY}${total.of}${month}` }));
    for (const batch_id of [...proof.summary_batch_ids, ...proof.statement_batch_ids]) {
      said.set(batch_id, [...(said.get(batch_id) ?? []), ...totals]);
    }
  }
  const changed: ImportReceipt[] = [];
  for (const { receipt } of await listBatches(tx, book_id)) {
    const proved = withTotals(receipt, said.get(receipt.batch_id) ?? []);
    if (proved === receipt) continue;
    await updateReceipt(tx, book_id, proved);
    changed.push(proved);
  }
  return changed;
}

/** The receipt with these totals of summaries instead of those it had; itself when nothing changes. */
function withTotals(receipt: ImportReceipt, said: readonly TotalComparison[]): ImportReceipt {
  const own = receipt.totals.filter(({ of }) => !of.startsWith(OF_SUMMARY));
  const had = receipt.totals.slice(own.length);
  if (had.length === said.length && had.every((total, at) => isSame(total, said[at]))) return receipt;
  const totals = [...own, ...said];
  return { ...receipt, totals, control_totals: totalsVerdict(totals) };
}

function isSame(one: TotalComparison, other: TotalComparison | undefined): boolean {
  return (
    other !== undefined &&
    one.of === other.of &&
    one.stated_count === other.stated_count &&
    one.stated_minor === other.stated_minor &&
    one.read_count === other.read_count &&
    one.read_minor === other.read_minor &&
    one.agrees === other.agrees
  );
}

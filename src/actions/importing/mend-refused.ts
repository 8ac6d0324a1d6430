import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportReceipt } from '../../model/receipt.ts';
import { ownNumberReader } from '../../sources/parts/own-number.ts';
import type { Source } from '../../sources/source.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import { stagingLine } from '../../store/facts/staging.ts';
import { listBatches, updateReceipt } from '../../store/imports/imports.ts';
import {
  countMended,
  hasRefusedRows,
  loadOwnNumbers,
  markMended,
  streamRefusedRows,
} from '../../store/imports/refused-rows.ts';
import type { BatchPlace } from './import-batch.ts';

/** Keeps of each refused row of a batch the number that names its fact, so that a later import can mend it. */
export async function numberRefusedRows(
  tx: Executor,
  { book_id, batch_id }: BatchPlace,
  source: Source,
  headers: readonly string[],
  file: string,
): Promise<void> {
  const numberOf = ownNumberReader(source, headers);
  const numbers = `${file}-numbers`;
  async function* lines(): AsyncGenerator<string> {
    for await (const rows of streamRefusedRows(tx, book_id, batch_id))
      yield rows.map(({ row_no, cells }) => stagingLine([row_no, numberOf(cells)])).join('');
  }
  await pipeline(Readable.from(lines()), createWriteStream(numbers));
  await loadOwnNumbers(tx, book_id, batch_id, numbers);
  await rm(numbers, { force: true });
}

/**
 * Finds which refused rows were loaded again or a later import has told since, and takes them out of what their receipts count as refused;
 * rows whose later import was undone count again.
 * @returns the receipts that this changed
 */
export async function mendRefused(book: Book): Promise<ImportReceipt[]> {
  if (!(await hasRefusedRows(book.store, book.book_id))) return [];
  return book.store.transaction((tx) => mendIn(tx, book.book_id));
}

/** As {@link mendRefused}, within a transaction. */
export async function mendIn(tx: Executor, book_id: string): Promise<ImportReceipt[]> {
  if (!(await hasRefusedRows(tx, book_id))) return [];
  await markMended(tx, book_id);
  const mended = new Map(
    (await countMended(tx, book_id)).map(({ batch_id, rows }) => [batch_id, Number(rows)]),
  );
  const changed: ImportReceipt[] = [];
  for (const { batch_id, receipt } of await listBatches(tx, book_id)) {
    const had = receipt.rows_mended;
    const rows_mended = mended.get(batch_id) ?? 0;
    if (had === rows_mended) continue;
    const latest = { ...receipt, rows_mended, rows_refused: receipt.rows_refused + had - rows_mended };
    await updateReceipt(tx, book_id, latest);
    changed.push(latest);
  }
  return changed;
}

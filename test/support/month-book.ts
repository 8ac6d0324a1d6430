import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SimulationOptions, simulate } from '../../simulator/simulate.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { Book } from '../../src/store/book.ts';
import type { Books } from './books.ts';

/** A book with a simulated month, imported from its files and reconciled. */
export async function monthBook(books: Books, month: Partial<SimulationOptions>): Promise<Book> {
  const out = mkdtempSync(join(tmpdir(), 'duideshang-月-'));
  try {
    const { files_dir } = await simulate({ seed: 5, orders: 600, shops: 2, mode: 'usual', ...month, out });
    const book = await books.open();
    await importFiles(book, [files_dir]);
    await runReconciliation(book);
    return book;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

import { access } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
import type { ShopsSeen } from '../../model/list.ts';
import type { Book } from '../../store/book.ts';
import { shopsOfRow } from '../../store/facts/row-shops.ts';
import { findBatch } from '../../store/imports/imports.ts';
import { isOfShops } from '../../store/orders/numbers.ts';
import { keptThread } from '../kept-thread.ts';
import { type HeadedCell, headedCells, type RowRef } from './raw-cells.ts';

/** Where a row stands in a kept original. */
export interface RowPlace {
  readonly file: string;
  /** Of the original. */
  readonly path: string;
  readonly member: string | null;
  readonly sheet: string | null;
  readonly row_no: number;
  readonly header: readonly string[];
}

/** A row as it stands in the kept original; cells of buyers are masked, empty ones are counted. */
export interface OriginalRow {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly cells: readonly HeadedCell[];
  readonly empty_cells: number;
}

/** The cells of a row as the thread that reads finds them; undefined where the table does not have the row. */
export type FoundCells = readonly string[] | undefined;

const readCells = keptThread<RowPlace, FoundCells>(
  new URL(import.meta.url.endsWith('.ts') ? './row-worker.ts' : './row-worker.js', import.meta.url),
);

/**
 * Where the row of a batch stands, for a user of these shops: who sees only some sees rows that name none but these.
 * @throws row_unknown, original_missing
 */
export async function placeOfRow(
  book: Book,
  { batch_id, row_no }: RowRef,
  shops: ShopsSeen,
): Promise<RowPlace> {
  const { store, book_id } = book;
  const batch = await findBatch(store, book_id, batch_id);
  if (batch === undefined) throw new DuideshangError('row_unknown');
  if (shops !== null) {
    const named = await shopsOfRow(store, book_id, batch.kind, { batch_id, row_no });
    if (named.length === 0 || !named.every((shop) => isOfShops(shop, shops)))
      throw new DuideshangError('row_unknown');
  }
  const { file, member, sheet, header, original } = batch;
  const kept = book.originals.pathOf(original.sha256, original.file);
  await access(kept).catch(() => {
    throw new DuideshangError('original_missing', { file: path.basename(original.file) });
  });
  return { file, path: kept, member, sheet, row_no, header };
}

/**
 * Reads a row from its original, in a thread of its own and one after another: far into a large file that takes seconds.
 * @throws row_unknown, original_sealed, what reading throws, and the signal's reason when it is aborted.
 */
export async function readOriginalRow(place: RowPlace, signal: AbortSignal): Promise<OriginalRow> {
  const { file, sheet, row_no, header } = place;
  const found = await readCells(place, signal).catch((error: unknown) => {
    throw isSealed(error) ? new DuideshangError('original_sealed', { file }, error) : error;
  });
  if (found === undefined) throw new DuideshangError('row_unknown');
  const cells = headedCells(header, found);
  const filled = cells.filter(({ text }) => text !== '');
  return { file, sheet, row: row_no, cells: filled, empty_cells: cells.length - filled.length };
}

function isSealed(error: unknown): boolean {
  return error instanceof DuideshangError && error.code === 'password_missing';
}

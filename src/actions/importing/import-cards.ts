import { DuideshangError } from '../../errors.ts';
import { inEveryLanguage, sameText, say, type Text } from '../../model/language.ts';
import type { TablePlace } from '../../model/left-out.ts';
import { TOTAL_NAMES } from '../../model/names.ts';
import type { ImportReceipt, TotalComparison } from '../../model/receipt.ts';
import { sourceTitle } from '../../sources/source-book.ts';
import type { Book } from '../../store/book.ts';
import type { ImportRecord } from '../../store/imports/imports.ts';
import { listLeftOut } from '../../store/imports/left-out-tables.ts';
import { olderThanHeld } from './older-than-held.ts';
import { toldAgain } from './told-again.ts';
import { listImports } from './undo-import.ts';

/** A receipt with the names of what it speaks of. */
export interface ShownReceipt extends Omit<ImportReceipt, 'totals'> {
  readonly source_title: Text;
  readonly totals: readonly (Omit<TotalComparison, 'of'> & { readonly of: Text })[];
  readonly older_than_held: Text | null;
  /** Set where a file came whose bytes the book had: since when and under which name. */
  readonly held_before: Text | null;
}

/** An import as it is shown; `made_by` is the id of a user, in older books a name, null for the command line. */
export interface ImportCard extends Omit<ImportRecord, 'sha256' | 'bytes'> {
  readonly bytes: number;
  readonly receipts: readonly ShownReceipt[];
  readonly left_out: readonly ShownLeftOut[];
}

/** A table of the file that waits to be taught, and what is said of it. */
export interface ShownLeftOut extends TablePlace {
  readonly row_count: number;
  readonly says: Text;
}

/** All imports of a book with their receipts, latest first. */
export async function listImportCards(book: Book): Promise<ImportCard[]> {
  const imports = await listImports(book);
  const older = await olderThanHeld(book);
  const left_out = await listLeftOut(book.store, book.book_id);
  return imports.reverse().map(({ sha256: _, receipts, bytes, ...record }) => ({
    ...record,
    bytes: Number(bytes),
    left_out: (left_out.get(record.import_id) ?? []).map(({ reason, ...table }) => ({
      ...table,
      says: new DuideshangError('source_unknown', reason).text,
    })),
    receipts: receipts.map((receipt) => ({
      ...receipt,
      source_title: sourceTitle(receipt.source),
      totals: receipt.totals.map((total) => ({ ...total, of: TOTAL_NAMES[total.of] ?? sameText(total.of) })),
      older_than_held: older.get(receipt.batch_id) ?? null,
      held_before: null,
    })),
  }));
}

const HELD_BEFORE: Text = {
  'zh-CN': '这份文件 {at} 已经导入过，当时叫“{file}”：没有再算一次。',
  'zh-TW': '這份檔案 {at} 已經匯入過，當時叫「{file}」：沒有再算一次。',
  en: 'This file was imported at {at} already, as "{file}": nothing is counted twice.',
};

/**
 * The cards of what one import read, each receipt as it was for that import, in the order of its files: where the book had the
 * bytes before, nothing is new.
 */
export function cardsOfTables(
  cards: readonly ImportCard[],
  tables: readonly { readonly batch_id: string; readonly told_as: string | null }[],
): ImportCard[] {
  return cards.map((card) => ({
    ...card,
    receipts: tables.flatMap(({ batch_id, told_as }) =>
      card.receipts
        .filter((receipt) => String(receipt.batch_id) === batch_id)
        .map((receipt) => (told_as === null ? receipt : cameAgain(card, receipt, told_as))),
    ),
  }));
}

function cameAgain({ imported_at: at }: ImportCard, receipt: ShownReceipt, file: string): ShownReceipt {
  const values = { at, file: receipt.file };
  return {
    ...receipt,
    ...toldAgain(receipt, file),
    held_before: inEveryLanguage((language) => say(HELD_BEFORE, language, values)),
  };
}

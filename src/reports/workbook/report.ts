import type { Language } from '../../model/language.ts';
import { writeWorkbook } from '../xlsx/workbook.ts';
import { type WorkbookContent, wordsIn } from './content.ts';
import { summaryPage } from './summary.ts';
import {
  exceptionTable,
  groupTable,
  inTransitTable,
  receiptTable,
  refusedTable,
  unmatchedTable,
} from './tables.ts';

/**
 * Writes 对账结果.xlsx: summary, exceptions by cause, exceptions, in transit, import receipts, unmatched wallet lines,
 * refused rows. A table beyond the rows of a sheet goes on on a further sheet. The file is there whole or not at all.
 */
export async function writeResultWorkbook(
  path: string,
  content: WorkbookContent,
  language: Language,
): Promise<void> {
  const words = wordsIn(language);
  await writeWorkbook(path, async (book) => {
    await book.addPage(words('sheet_summary'), summaryPage(content.summary, language, words));
    await book.addTable(words('sheet_exception_groups'), groupTable(content.summary, language, words));
    await book.addTable(words('sheet_exceptions'), exceptionTable(content, language, words));
    await book.addTable(words('sheet_in_transit'), inTransitTable(content, language, words));
    await book.addTable(words('sheet_receipts'), receiptTable(content, language, words));
    await book.addTable(words('sheet_unmatched'), unmatchedTable(content, language, words));
    await book.addTable(words('sheet_refused'), refusedTable(content, language, words));
  });
}

import type { ImportReport } from '../actions/importing/import-files.ts';
import type { ImportFailure } from '../actions/importing/import-run.ts';
import type { Language, Text } from '../model/language.ts';
import { TOTAL_NAMES } from '../model/names.ts';
import type { ImportReceipt, TotalComparison } from '../model/receipt.ts';
import type { Minor } from '../money/money.ts';
import { groupedMinor } from '../reports/amounts.ts';
import { cutText } from '../reports/display-width.ts';
import { sourceTitle } from '../sources/source-book.ts';
import type { ResultWords } from './result-texts.ts';
import { indented, tableLines } from './table.ts';

const FILE_WIDTH = 48;

/** A line per table with what it proves; under them what is wrong, in sentences. */
export function receiptLines(
  report: Pick<ImportReport, 'receipts' | 'failures' | 'left_out'>,
  language: Language,
  words: ResultWords,
): string[] {
  const table = report.receipts.length === 0 ? [] : receiptTable(report.receipts, language, words);
  const problems = [
    ...report.receipts.flatMap((receipt) => receiptProblems(receipt, words)),
    ...report.failures.map((failure) => `✗ ${failureText(failure, language, words)}`),
    ...report.left_out.map(
      (failure) => `· ${words('left_out', { reason: failureText(failure, language, words) })}`,
    ),
  ];
  return indented([...table, ...problems]);
}

function receiptTable(receipts: readonly ImportReceipt[], language: Language, words: ResultWords): string[] {
  const counts = Map.groupBy(receipts, (receipt) => receipt.file);
  const nameOf = (receipt: ImportReceipt): string =>
    (counts.get(receipt.file)?.length ?? 0) > 1 ? tableName(receipt) : receipt.file;
  const numbers = ['rows_read', 'rows_new', 'rows_unchanged', 'rows_changed', 'rows_refused'] as const;
  return tableLines(
    [
      { title: words('file') },
      { title: words('source') },
      ...numbers.map((name) => ({ title: words(name), side: 'right' as const })),
      { title: words('totals') },
      { title: words('balance') },
    ],
    receipts.map((receipt) => [
      cutText(nameOf(receipt), FILE_WIDTH),
      sourceTitle(receipt.source)[language],
      ...numbers.map((name) => groupedCount(receipt[name])),
      receipt.control_totals === 'none' ? words('none') : words(`totals_${receipt.control_totals}`),
      receipt.running_balance === 'none' ? words('none') : words(`balance_${receipt.running_balance}`),
    ]),
  );
}

/** A table's file with its sheet. */
export function tableName(receipt: Pick<ImportReceipt, 'file' | 'sheet'>): string {
  return receipt.sheet === null ? receipt.file : `${receipt.file} › ${receipt.sheet}`;
}

/** A count for people, `12,345`. */
export function groupedCount(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Whether a receipt says that its file is not whole. */
export function isIncomplete(receipt: ImportReceipt): boolean {
  return receipt.control_totals === 'mismatch' || receipt.running_balance === 'broken';
}

function receiptProblems(receipt: ImportReceipt, words: ResultWords): string[] {
  const file = tableName(receipt);
  const totals = receipt.totals
    .filter((total) => total.agrees === false)
    .map((total) => `! ${words('totals_differ', { file, ...comparison(total, words) })}`);
  if (receipt.running_balance !== 'broken') return totals;
  return [...totals, `! ${words('balance_breaks', { file, row: receipt.broken_at_row ?? 0 })}`];
}

function comparison(
  total: TotalComparison,
  words: ResultWords,
): { of: string | Text; stated: string; read: string } {
  const countAndSum = (count: number | null, sum: Minor | null): string =>
    words('count_and_sum', { count: count ?? '?', sum: sum === null ? '?' : groupedMinor(sum) });
  return {
    of: TOTAL_NAMES[total.of] ?? total.of,
    stated: countAndSum(total.stated_count, total.stated_minor),
    read: countAndSum(total.read_count, total.read_minor),
  };
}

function failureText({ error, row_count }: ImportFailure, language: Language, words: ResultWords): string {
  const waits = row_count === undefined ? [] : [words('waits', { count: groupedCount(row_count) })];
  return [error.says(language), ...waits].join(language === 'en' ? ' ' : '');
}

import type { ImportReport } from '../actions/importing/import-files.ts';
import { listExceptions } from '../actions/runs/list-results.ts';
import type { ImportReceipt } from '../model/receipt.ts';
import type { RunSummary } from '../model/run.ts';
import { absolute } from '../money/money.ts';
import type { Book } from '../store/book.ts';
import { closedCases } from '../store/cases/cases.ts';
import { EXIT } from './command.ts';
import { isIncomplete } from './receipt-view.ts';

/** What the exceptions of a run ask of a person. */
export interface OpenExceptions {
  readonly decided_count: number;
  /** An order of the largest undecided discrepancy that has a number. */
  readonly example_order_no: string | null;
}

const LOOKED_AT_MAX = 10_000;

/** Looks through the exceptions; where nothing was ever decided, at the first ones only. */
export async function openExceptions(book: Book): Promise<OpenExceptions> {
  const hasDecisions = (await closedCases(book.store, book.book_id)).length > 0;
  let decided_count = 0;
  let seen = 0;
  let largest = -1n;
  let example_order_no: string | null = null;
  for await (const records of listExceptions(book)) {
    for (const { decided, order_no, discrepancy_minor } of records) {
      if (decided !== null) decided_count += 1;
      else if (order_no !== null && absolute(discrepancy_minor) > largest) {
        largest = absolute(discrepancy_minor);
        example_order_no = order_no;
      }
    }
    seen += records.length;
    if (!hasDecisions && seen > LOOKED_AT_MAX) break;
  }
  return { decided_count, example_order_no };
}

/**
 * The exit code: refused input counts before exceptions, an equation that does not close is a fault. A file that differs
 * from its own totals, or whose balance breaks, leaves something to explain, too.
 */
export function exitCodeOf(
  summary: RunSummary,
  report: Pick<ImportReport, 'receipts' | 'failures'> | null,
  decidedCount: number,
  receipts: readonly ImportReceipt[],
): number {
  if (!summary.equation.closes) return EXIT.fault;
  if (report !== null && hasRefused(report)) return EXIT.refused;
  const count = summary.exceptions.reduce((sum, group) => sum + group.count, 0);
  const open = count > decidedCount || summary.states.ambiguous > 0 || receipts.some(isIncomplete);
  return open ? EXIT.exceptions : EXIT.ok;
}

/** Whether any file or row was refused. */
export function hasRefused({ receipts, failures }: Pick<ImportReport, 'receipts' | 'failures'>): boolean {
  return failures.length > 0 || receipts.some((receipt) => receipt.rows_refused > 0);
}

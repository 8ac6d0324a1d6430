import { exceptionSays } from '../../exceptions/says.ts';
import { type Language, say } from '../../model/language.ts';
import { CAUSE_NAMES, nameOf, STATE_NAMES } from '../../model/names.ts';
import type { Evidence } from '../../model/result.ts';
import type { ExceptionRecord } from '../../model/run.ts';
import type { Book } from '../../store/book.ts';
import { type OrderResultRow, streamOrderResults } from '../../store/runs/results.ts';
import { sql } from '../../store/sql.ts';
import { groupedMinor } from '../amounts.ts';
import type { AnnotatedRow } from './columns.ts';
import { TEXTS } from './texts.ts';

/** An exception of an order, with the row of the file on which the order stands. */
export interface RowException {
  readonly row_no: number;
  readonly cause: ExceptionRecord['cause'];
  readonly discrepancy_minor: bigint;
  readonly evidence: readonly Evidence[];
  readonly explanation: ExceptionRecord['explanation'];
}

type ExceptionRow = Omit<RowException, 'evidence' | 'explanation'> & {
  evidence: string;
  explanation: string;
};

/** What is written beside the rows of an order table, in order of the row number. */
export function annotatedRows(
  book: Book,
  batchId: bigint,
  language: Language,
): AsyncGenerator<readonly AnnotatedRow[]> {
  const results = streamOrderResults(book.store, book.book_id, batchId);
  return mergeRows(results, streamRowExceptions(book, batchId), language);
}

async function* streamRowExceptions(book: Book, batchId: bigint): AsyncGenerator<readonly RowException[]> {
  const statement = sql`select o.row_no, e.cause, e.discrepancy_minor, e.evidence, e.explanation
    from orders o
    join exceptions e on e.book_id = o.book_id and e.match_key = o.match_key
    where o.book_id = ${book.book_id} and o.batch_id = ${batchId}::bigint
    order by o.row_no, e.exception_type, e.cause, e.component`;
  for await (const rows of book.store.stream<ExceptionRow>(statement)) {
    yield rows.map((row) => ({
      ...row,
      evidence: JSON.parse(row.evidence) as Evidence[],
      explanation: JSON.parse(row.explanation) as ExceptionRecord['explanation'],
    }));
  }
}

/** Joins results and exceptions, both in order of the row number. */
export async function* mergeRows(
  results: AsyncIterable<readonly OrderResultRow[]>,
  exceptions: AsyncIterable<readonly RowException[]>,
  language: Language,
): AsyncGenerator<readonly AnnotatedRow[]> {
  const waiting = exceptions[Symbol.asyncIterator]();
  let held: readonly RowException[] = [];
  let done = false;
  try {
    for await (const batch of results) {
      const last = batch.at(-1)?.row_no ?? 0;
      while (!done && (held.at(-1)?.row_no ?? 0) <= last) {
        const next = await waiting.next();
        done = next.done === true;
        if (next.done !== true) held = [...held, ...next.value];
      }
      const byRow = Map.groupBy(held, (exception) => exception.row_no);
      yield batch.map((row) => annotated(row, byRow.get(row.row_no) ?? [], language));
      held = held.filter((exception) => exception.row_no > last);
    }
  } finally {
    await waiting.return?.();
  }
}

function annotated(
  row: OrderResultRow,
  exceptions: readonly RowException[],
  language: Language,
): AnnotatedRow {
  const result = nameOf(STATE_NAMES, row.state, language);
  if (exceptions.length === 0) {
    return {
      row_no: row.row_no,
      result,
      discrepancy_minor: row.discrepancy_minor,
      cause: row.cause === null ? '' : nameOf(CAUSE_NAMES, row.cause, language),
      evidence: receivedText(row, language),
    };
  }
  const causes = new Set(exceptions.map((exception) => nameOf(CAUSE_NAMES, exception.cause, language)));
  return {
    row_no: row.row_no,
    result,
    discrepancy_minor: exceptions.reduce((sum, exception) => sum + exception.discrepancy_minor, 0n),
    cause: [...causes].join(language === 'en' ? ', ' : '、'),
    evidence: exceptions.map((exception) => evidenceText(exception, language)).join(' '),
  };
}

function receivedText(row: OrderResultRow, language: Language): string {
  if (row.received_minor === 0n) return '';
  const received = say(TEXTS.received, language, { amount: groupedMinor(row.received_minor) });
  return row.account_id === null ? received : `${received} ${row.account_id}`;
}

function evidenceText(exception: RowException, language: Language): string {
  const rows = exception.evidence.map(({ file, sheet, row }) =>
    sheet === null
      ? say(TEXTS.evidence_at, language, { file, row })
      : say(TEXTS.evidence_at_sheet, language, { file, sheet, row }),
  );
  const separator = language === 'en' ? '; ' : '；';
  return `${exceptionSays(exception, language)}［${rows.join(separator)}］`;
}

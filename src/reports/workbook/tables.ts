import { accountText } from '../../model/account.ts';
import { type Language, say } from '../../model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, nameOf, STATUS_NAMES, TYPE_NAMES } from '../../model/names.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { ExceptionRecord, InTransitRecord, RunSummary, UnmatchedLineRecord } from '../../model/run.ts';
import { sourceTitle } from '../../sources/source-book.ts';
import { REFUSAL_TEXTS } from '../../staging/refusals.ts';
import type { CellKind } from '../xlsx/cells.ts';
import type { TableColumn, TableRow, TableSheet } from '../xlsx/sheet.ts';
import { evidenceText, type RefusedRowRecord, type Words, type WorkbookContent } from './content.ts';
import type { TEXTS } from './texts.ts';

type ColumnSpec = readonly [keyof typeof TEXTS, number, CellKind, 'total'?];

function columnsOf(words: Words, specs: readonly ColumnSpec[]): TableColumn[] {
  return specs.map(([name, width, kind, total]) => ({
    title: words(name),
    width,
    kind,
    ...(total === undefined ? {} : { total: true }),
  }));
}

async function* mapped<T>(
  batches: AsyncIterable<readonly T[]>,
  row: (item: T) => TableRow,
): AsyncGenerator<readonly TableRow[]> {
  for await (const batch of batches) yield batch.map(row);
}

async function* one<T>(batch: readonly T[]): AsyncGenerator<readonly T[]> {
  yield batch;
}

function table<T>(
  words: Words,
  empty: keyof typeof TEXTS,
  specs: readonly ColumnSpec[],
  batches: AsyncIterable<readonly T[]>,
  row: (item: T) => TableRow,
): TableSheet {
  return {
    columns: columnsOf(words, specs),
    rows: mapped(batches, row),
    total_label: words('total'),
    empty_text: words(empty),
  };
}

/** Exceptions counted by type and cause. */
export function groupTable(summary: RunSummary, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_exceptions',
    [
      ['type', 24, 'text'],
      ['cause', 32, 'text'],
      ['count', 12, 'count', 'total'],
      ['discrepancy_amount', 18, 'money', 'total'],
    ],
    one(summary.exceptions),
    (group) => [
      nameOf(TYPE_NAMES, group.type, language),
      nameOf(CAUSE_NAMES, group.cause, language),
      group.count,
      group.discrepancy_minor,
    ],
  );
}

/** Every exception with its evidence and its sentence. */
export function exceptionTable(content: WorkbookContent, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_exceptions',
    [
      ['order_no', 22, 'id'],
      ['type', 13, 'wrapped'],
      ['cause', 19, 'wrapped'],
      ['should_be', 12, 'money'],
      ['actual', 12, 'money'],
      ['discrepancy_amount', 12, 'money', 'total'],
      ['says', 48, 'wrapped'],
      ['evidence_file', 28, 'wrapped'],
      ['evidence_sheet', 11, 'text'],
      ['evidence_row', 8, 'count'],
      ['evidence_others', 32, 'wrapped'],
      ['component', 13, 'wrapped'],
      ['shop', 16, 'wrapped'],
      ['happened_at', 19, 'moment'],
    ],
    content.exceptions,
    (record) => exceptionRow(record, content, language, words),
  );
}

function exceptionRow(
  record: ExceptionRecord,
  content: WorkbookContent,
  language: Language,
  words: Words,
): TableRow {
  const [first, ...others] = record.evidence;
  return [
    record.order_no ?? record.match_key,
    nameOf(TYPE_NAMES, record.type, language),
    nameOf(CAUSE_NAMES, record.cause, language),
    record.expected_minor,
    record.actual_minor,
    record.discrepancy_minor,
    content.says(record),
    first?.file ?? null,
    first?.sheet ?? null,
    first?.row ?? null,
    others.map((evidence) => evidenceText(words, evidence)).join('\n'),
    nameOf(COMPONENT_NAMES, record.component, language),
    record.shop,
    record.happened_at,
  ];
}

/** Orders whose money is due later, with the day on which it is expected. */
export function inTransitTable(content: WorkbookContent, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_in_transit',
    [
      ['order_no', 23, 'id'],
      ['shop', 22, 'text'],
      ['status', 14, 'text'],
      ['paid_at', 20, 'moment'],
      ['expected_on', 14, 'day'],
      ['in_transit', 16, 'money', 'total'],
      ['cause', 22, 'text'],
    ],
    content.in_transit,
    (record: InTransitRecord) => [
      record.order_no,
      record.shop,
      nameOf(STATUS_NAMES, record.status, language),
      record.paid_at,
      record.expected_on,
      record.in_transit_minor,
      record.cause === null ? null : nameOf(CAUSE_NAMES, record.cause, language),
    ],
  );
}

/** What each import proves, all figures. */
export function receiptTable(content: WorkbookContent, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_receipts',
    [
      ['file', 40, 'text'],
      ['evidence_sheet', 14, 'text'],
      ['source', 22, 'text'],
      ['rows_read', 11, 'count', 'total'],
      ['rows_new', 11, 'count', 'total'],
      ['rows_unchanged', 11, 'count', 'total'],
      ['rows_changed', 11, 'count', 'total'],
      ['rows_refused', 11, 'count', 'total'],
      ['rows_mended', 11, 'count', 'total'],
      ['rows_repaired', 11, 'count', 'total'],
      ['rows_elsewhere', 13, 'count', 'total'],
      ['rows_other', 12, 'count', 'total'],
      ['control_totals', 12, 'text'],
      ['running_balance', 18, 'text'],
      ['opening', 16, 'money'],
      ['inflow', 16, 'money', 'total'],
      ['outflow', 16, 'money', 'total'],
      ['closing', 16, 'money'],
      ['account', 24, 'id'],
      ['from', 20, 'moment'],
      ['to', 20, 'moment'],
      ['exported_at', 20, 'moment'],
    ],
    one(content.receipts),
    (receipt) => receiptRow(receipt, language, words),
  );
}

function receiptRow(receipt: ImportReceipt, language: Language, words: Words): TableRow {
  return [
    receipt.file,
    receipt.sheet,
    sourceTitle(receipt.source)[language],
    receipt.rows_read,
    receipt.rows_new,
    receipt.rows_unchanged,
    receipt.rows_changed,
    receipt.rows_refused,
    receipt.rows_mended,
    receipt.rows_repaired,
    receipt.rows_elsewhere,
    receipt.rows_other,
    verdictCell(receipt.control_totals, words(`totals_${receipt.control_totals}`)),
    verdictCell(receipt.running_balance, balanceText(receipt, words)),
    receipt.opening_minor,
    receipt.inflow_minor,
    receipt.outflow_minor,
    receipt.closing_minor,
    receipt.account_no,
    receipt.from_at,
    receipt.to_at,
    receipt.exported_at,
  ];
}

function balanceText(receipt: ImportReceipt, words: Words): string {
  if (receipt.running_balance === 'broken')
    return words('balance_broken', { row: receipt.broken_at_row ?? 0 });
  return words(receipt.running_balance === 'ok' ? 'balance_ok' : 'totals_none');
}

function verdictCell(
  verdict: 'ok' | 'none' | 'waiting' | 'mismatch' | 'broken',
  value: string,
): TableRow[number] {
  if (verdict === 'none' || verdict === 'waiting') return value;
  return { value, kind: 'text', style: verdict === 'ok' ? 'good' : 'bad' };
}

/** Wallet lines that no order claims. */
export function unmatchedTable(content: WorkbookContent, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_unmatched',
    [
      ['happened_at', 20, 'moment'],
      ['amount', 16, 'money', 'total'],
      ['classified_as', 18, 'text'],
      ['entry_type', 16, 'text'],
      ['description', 36, 'wrapped'],
      ['memo', 44, 'wrapped'],
      ['account', 26, 'id'],
      ['line_no', 34, 'id'],
      ['evidence_file', 34, 'text'],
      ['evidence_sheet', 14, 'text'],
      ['evidence_row', 9, 'count'],
    ],
    content.unmatched_lines,
    (record: UnmatchedLineRecord) => [
      record.happened_at,
      record.amount_minor,
      nameOf(COMPONENT_NAMES, record.component, language),
      record.entry_type,
      record.description,
      record.memo,
      accountText(record.account_id, language),
      record.line_no,
      record.evidence.file,
      record.evidence.sheet,
      record.evidence.row,
    ],
  );
}

/** Rows that were not taken in, each with its reason. */
export function refusedTable(content: WorkbookContent, language: Language, words: Words): TableSheet {
  return table(
    words,
    'no_refused',
    [
      ['file', 40, 'text'],
      ['evidence_sheet', 14, 'text'],
      ['evidence_row', 9, 'count'],
      ['reason', 48, 'wrapped'],
      ['column', 20, 'text'],
      ['value', 40, 'wrapped'],
    ],
    content.refused_rows,
    (record: RefusedRowRecord) => [
      record.evidence.file,
      record.evidence.sheet,
      record.evidence.row,
      refusalSays(record, language),
      record.column,
      record.value,
    ],
  );
}

function refusalSays(record: RefusedRowRecord, language: Language): string {
  const { column, value, evidence } = record;
  return say(REFUSAL_TEXTS[record.code], language, { column, value, row: evidence.row });
}

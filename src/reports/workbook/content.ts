import { type Language, say, type Text } from '../../model/language.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Evidence } from '../../model/result.ts';
import type { ExceptionRecord, InTransitRecord, RunSummary, UnmatchedLineRecord } from '../../model/run.ts';
import type { RefusalCode } from '../../sources/source.ts';
import { TEXTS } from './texts.ts';

/** A row that was not taken in, with where it stands. */
export interface RefusedRowRecord {
  readonly evidence: Evidence;
  readonly code: RefusalCode;
  /** Header of the cell at fault and its text, as in the file. */
  readonly column: string;
  readonly value: string;
}

/** What the workbook is made of. The streams are read once, in order, so that memory does not grow with them. */
export interface WorkbookContent {
  readonly summary: RunSummary;
  readonly exceptions: AsyncIterable<readonly ExceptionRecord[]>;
  readonly in_transit: AsyncIterable<readonly InTransitRecord[]>;
  readonly receipts: readonly ImportReceipt[];
  readonly unmatched_lines: AsyncIterable<readonly UnmatchedLineRecord[]>;
  readonly refused_rows: AsyncIterable<readonly RefusedRowRecord[]>;
  /** The sentence of an exception, in the language of the workbook. */
  readonly says: (record: ExceptionRecord) => string;
}

/** The words of the workbook in one language. */
export type Words = (name: keyof typeof TEXTS, values?: Readonly<Record<string, string | number>>) => string;

/** Binds the texts to a language. */
export function wordsIn(language: Language): Words {
  return (name, values) => say(TEXTS[name] as Text, language, values);
}

/** Where a row stands, in words. */
export function evidenceText(words: Words, evidence: Evidence): string {
  const { file, sheet, row } = evidence;
  return sheet === null
    ? words('evidence_at', { file, row })
    : words('evidence_at_sheet', { file, sheet, row });
}

import { LANGUAGES, type Language } from '../../model/language.ts';
import type { Minor } from '../../money/money.ts';
import { formatMinor } from '../../money/money.ts';
import { neutralise } from '../neutralise.ts';
import { COLUMN_TITLES } from './texts.ts';

/** How many columns are added. */
export const COLUMN_COUNT = COLUMN_TITLES.length;

/** What is written beside an order. */
export interface ResultCells {
  readonly result: string;
  readonly discrepancy_minor: Minor;
  readonly cause: string;
  readonly evidence: string;
}

/** The result of one row of the file, by its number as a spreadsheet shows it. */
export interface AnnotatedRow extends ResultCells {
  readonly row_no: number;
}

/** The titles in a language. */
export function titlesIn(language: Language): string[] {
  return COLUMN_TITLES.map((title) => title[language]);
}

/** The cells as text, harmless to a spreadsheet. The amount is a plain decimal of ours. */
export function cellTexts(row: ResultCells): string[] {
  return [
    neutralise(row.result),
    formatMinor(row.discrepancy_minor),
    neutralise(row.cause),
    neutralise(row.evidence),
  ];
}

/**
 * Where our columns already stand, from 0, because the file was handed back before: the four titles of one language
 * side by side. -1 when they do not; a column of the seller's own that is merely called 原因 is not ours.
 */
export function existingColumns(headers: readonly string[]): number {
  const names = headers.map((header) => header.replace(/^\ufeff/, '').trim());
  for (const language of LANGUAGES) {
    const titles = titlesIn(language);
    const at = names.findIndex((_, start) =>
      titles.every((title, offset) => names[start + offset] === title),
    );
    if (at >= 0) return at;
  }
  return -1;
}

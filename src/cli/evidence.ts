import { type Language, say } from '../model/language.ts';
import type { Evidence } from '../model/result.ts';
import { TEXTS } from '../reports/annotated-orders/texts.ts';

/** Where rows stand, in words. */
export function evidenceList(evidence: readonly Evidence[], language: Language): string {
  return evidence.map((one) => evidenceText(one, language)).join(language === 'en' ? '; ' : '；');
}

/** Where a row stands, in words. */
export function evidenceText({ file, sheet, row }: Evidence, language: Language): string {
  return sheet === null
    ? say(TEXTS.evidence_at, language, { file, row })
    : say(TEXTS.evidence_at_sheet, language, { file, sheet, row });
}

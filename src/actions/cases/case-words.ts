import { STEP_NAMES } from '../../model/case-names.ts';
import type { Text } from '../../model/language.ts';
import { BUILT_IN_REASONS, PROGRAM_REASONS, type Reason } from '../../model/reason.ts';

/** How users are called; by default as they are written down. */
export type NameOfUser = (user_id: string) => string;

/** A user as written down. */
export function asWritten(user_id: string): string {
  return user_id;
}

/** Who did what nobody did. */
export const THE_PROGRAM: Text = { 'zh-CN': '程序', 'zh-TW': '程式', en: 'the program' };

/** The name of a step; one that has none is shown as it is. */
export function stepName(what: string): Text {
  const names: Readonly<Record<string, Text>> = STEP_NAMES;
  return names[what] ?? asText(what);
}

/** The name of a reason: of the book's list, of the program's own, or the code as it is. */
export function reasonName(reasons: readonly Reason[], code: string): Text {
  const all = [...reasons, ...PROGRAM_REASONS, ...BUILT_IN_REASONS];
  return all.find(({ reason_code }) => reason_code === code)?.name ?? asText(code);
}

/** A word that is the same in every language. */
export function asText(word: string): Text {
  return { 'zh-CN': word, 'zh-TW': word, en: word };
}

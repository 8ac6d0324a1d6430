import { type Language, say, type Text } from './model/language.ts';

/** One entry of the catalogue. */
interface CatalogueEntry {
  /** Exit code of the command line. */
  readonly exit: 1 | 2 | 3;
  /** HTTP status. */
  readonly status: number;
  /** What happened and what to do about it, for the clerk. */
  readonly text: Text;
}

/**
 * All errors that a user can see. `exit`: 2 refused input, 3 a fault of the program or the machine.
 * Keep the entries in alphabetical order; docs/reference/errors.md lists each (held by a test).
 */
export const CATALOGUE = {
  bad_argument: {
    exit: 2,
    status: 400,
    text: {
      'zh-CN': '参数不对：{what}。输入 duideshang --help 查看用法。',
      'zh-TW': '參數不正確：{what}。輸入 duideshang --help 查看用法。',
      en: 'Wrong argument: {what}. See duideshang --help.',
    },
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

/** Something a user must know: a code of the catalogue with its values. The cause is kept. */
export class DuideshangError extends Error {
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, values: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(`${code}: ${say(CATALOGUE[code].text, 'en', values)}`, { cause });
    this.name = 'DuideshangError';
    this.code = code;
    this.values = values;
  }

  /** The sentence for the user. */
  says(language: Language): string {
    return say(CATALOGUE[this.code].text, language, this.values);
  }

  get exit(): number {
    return CATALOGUE[this.code].exit;
  }
}

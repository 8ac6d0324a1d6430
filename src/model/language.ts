/** The languages of every sentence that a user sees. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence or name in all languages. Placeholders are written `{name}`. */
export type Text = Readonly<Record<Language, string>>;

/** What fills a placeholder: a value that is the same in every language, or a text of its own. */
export type Value = string | number | Text;

/** Writes a text in every language. */
export function inEveryLanguage(write: (language: Language) => string): Text {
  return { 'zh-CN': write('zh-CN'), 'zh-TW': write('zh-TW'), en: write('en') };
}

/** A text that is the same in every language: a name that somebody gave. */
export function sameText(text: string): Text {
  return inEveryLanguage(() => text);
}

const SHOWN_CHARACTERS_MAX = 300;

/** A text of a file as a sentence can show it: a long one is cut, and says so by an ellipsis. */
export function shortened(text: string): string {
  if (text.length <= SHOWN_CHARACTERS_MAX) return text;
  return `${text.slice(0, SHOWN_CHARACTERS_MAX).replace(HALF_PAIR, '')}…`;
}

const HALF_PAIR = /[\uD800-\uDBFF]$/;

const COMMAS: Text = { 'zh-CN': '、', 'zh-TW': '、', en: ', ' };

/** Words one after the other, with the comma of each language. */
export function listed(words: readonly (string | Text)[]): Text {
  return inEveryLanguage((language) =>
    words.map((word) => (typeof word === 'string' ? word : word[language])).join(COMMAS[language]),
  );
}

const PLACEHOLDER = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;
/** Control characters, ends of lines, and what turns the direction of writing. */
const CONTROLS = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

/**
 * Fills the placeholders of a text. `{count:row was|rows were}` says the first where the value is 1, else the second.
 * A placeholder without a value is a programmer's error and throws. Values come from files: a run of control characters
 * in one is a space, so that no file moves the cursor of a terminal or breaks the line.
 */
export function say(text: Text, language: Language, values: Readonly<Record<string, Value>> = {}): string {
  return text[language].replace(PLACEHOLDER, (_, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`no value for {${name}} in "${text.en}"`);
    if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many;
    const filled = typeof value === 'object' ? value[language] : String(value);
    return filled.replaceAll(CONTROLS, ' ');
  });
}

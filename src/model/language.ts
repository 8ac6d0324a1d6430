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

const COMMAS: Text = { 'zh-CN': '、', 'zh-TW': '、', en: ', ' };

/** Words one after the other, with the comma of each language. */
export function listed(words: readonly (string | Text)[]): Text {
  return inEveryLanguage((language) =>
    words.map((word) => (typeof word === 'string' ? word : word[language])).join(COMMAS[language]),
  );
}

const PLACEHOLDER = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

/**
 * Fills the placeholders of a text. `{count:row was|rows were}` says the first where the value is 1, else the second.
 * A placeholder without a value is a programmer's error and throws.
 */
export function say(text: Text, language: Language, values: Readonly<Record<string, Value>> = {}): string {
  return text[language].replace(PLACEHOLDER, (_, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`no value for {${name}} in "${text.en}"`);
    if (one !== undefined && many !== undefined) return String(value) === '1' ? one : many;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/** The languages of every sentence that a user sees. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence or name in all languages. Placeholders are written `{name}`. */
export type Text = Readonly<Record<Language, string>>;

/** Fills the placeholders of a text. A placeholder without a value is a programmer's error and throws. */
export function say(
  text: Text,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`no value for {${name}} in "${text.en}"`);
    return String(value);
  });
}

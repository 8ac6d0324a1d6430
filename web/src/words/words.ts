/** The languages of the pages, the default first. */
export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;

/** A language of the pages. */
export type Language = (typeof LANGUAGES)[number];

/** A name or sentence in all languages, as the server sends it. */
export type Said = Readonly<Record<Language, string>>;

/** A text, or a function from values to a text. */
type Phrase = string | ((...values: never[]) => string);
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** The texts of a page in all languages. */
export type Dictionary<T> = Readonly<Record<Language, Shape<T>>>;

/** States the texts of a page: `zh-CN` is the type, and the others must be complete to compile. */
export function words<T extends Readonly<Record<string, Phrase>>>(all: {
  readonly 'zh-CN': T;
  readonly 'zh-TW': NoInfer<Shape<T>>;
  readonly en: NoInfer<Shape<T>>;
}): Dictionary<T> {
  return all as Dictionary<T>;
}

/** The language that a browser asks for, among ours. */
export function languageOf(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (/^zh\b.*\b(TW|HK|MO|Hant)\b/i.test(tag)) return 'zh-TW';
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-CN';
}

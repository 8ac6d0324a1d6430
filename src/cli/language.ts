import { LANGUAGES, type Language } from '../model/language.ts';

/** The language of the output: `--lang`, else what the environment says, else 简体中文. Null: `--lang` is none of ours. */
export function chooseLanguage(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language | null {
  if (option !== undefined)
    return LANGUAGES.find((language) => language.toLowerCase() === option.toLowerCase()) ?? null;
  const place = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  if (/^zh[_-](TW|HK|MO|Hant)/i.test(place)) return 'zh-TW';
  return /^en/i.test(place) ? 'en' : 'zh-CN';
}

import { DuideshangError, knownError } from '../errors.ts';
import { LANGUAGES, type Language } from '../model/language.ts';
import type { Problem } from './contract/common.ts';

/** Media type of an error (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What of Fastify's errors a user can do something about. */
const FOREIGN: Readonly<Record<string, (error: Error) => DuideshangError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (error) =>
    new DuideshangError('request_too_large', { limit: BODY_BYTES_MAX }, error),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (error) =>
    new DuideshangError('request_wrong', { what: 'content-type' }, error),
  FST_ERR_CTP_INVALID_JSON_BODY: (error) => new DuideshangError('request_wrong', { what: 'JSON' }, error),
  FST_ERR_BAD_URL: (error) => new DuideshangError('request_wrong', { what: 'URL' }, error),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: (error) =>
    new DuideshangError('request_wrong', { what: 'content-length' }, error),
};

/** Bytes of a request that is no file. */
export const BODY_BYTES_MAX = 4 * 1024 ** 2;

/** An error as one of the catalogue; what nobody foresaw is a fault of the program. */
export function catalogued(error: unknown): DuideshangError {
  const said = knownError(error);
  if (said !== undefined) return said;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = FOREIGN[code];
  if (known !== undefined && error instanceof Error) return known(error);
  const message = error instanceof Error ? error.message : String(error);
  return new DuideshangError('job_failed', { message }, error);
}

/** The error as it is told: in all languages, its title in the one asked for. */
export function problemOf(error: DuideshangError, language: Language): Problem {
  return {
    type: `urn:duideshang:${error.code}`,
    title: error.says(language),
    status: error.status,
    code: error.code,
    says: error.text,
  };
}

/** The language that a request asks for: that of the browser, else 简体中文. */
export function languageAsked(header: string | undefined): Language {
  const asked = (header ?? '').toLowerCase();
  if (/^zh-(tw|hk|mo|hant)/.test(asked)) return 'zh-TW';
  return LANGUAGES.find((language) => asked.startsWith(language.toLowerCase().slice(0, 2))) ?? 'zh-CN';
}

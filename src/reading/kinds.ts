import type { ErrorCode } from '../errors.ts';

/** What a file is, by its first bytes. `other` names a kind that holds no table we read, and the error that says what to do. */
export type Kind =
  | { readonly is: 'text' | 'zip' | 'xls' | 'spreadsheetml' | 'html' }
  | { readonly is: 'other'; readonly name: string; readonly error: ErrorCode };

/** Bytes that are enough for `kindOf`. */
export const KIND_BYTES = 4096;

const paper = (name: string): Kind => ({ is: 'other', name, error: 'file_without_cells' });
const archive = (name: string): Kind => ({ is: 'other', name, error: 'archive_kind_unknown' });
const unknown = (name: string): Kind => ({ is: 'other', name, error: 'file_kind_unknown' });

const MAGIC: readonly (readonly [string, Kind])[] = [
  ['PK\x03\x04', { is: 'zip' }],
  ['PK\x05\x06', { is: 'zip' }],
  ['PK\x07\x08', { is: 'zip' }],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', { is: 'xls' }],
  ['\x09\x08\x10\x00', { is: 'xls' }],
  ['\x09\x08\x08\x00', { is: 'xls' }],
  ['\x09\x04\x06\x00', { is: 'xls' }],
  ['\x09\x02\x06\x00', { is: 'xls' }],
  ['\x09\x00\x04\x00', { is: 'xls' }],
  ['%PDF', paper('PDF')],
  ['Rar!', archive('RAR')],
  ['7z\xbc\xaf\x27\x1c', archive('7z')],
  ['\x1f\x8b', archive('gzip')],
  ['\x89PNG', paper('PNG')],
  ['\xff\xd8\xff', paper('JPEG')],
  ['GIF8', paper('GIF')],
  ['SQLite format 3', unknown('SQLite')],
  ['PAR1', unknown('Parquet')],
  ['{\\rtf', unknown('RTF')],
];

/** Decides by content, never by name: an `.xls` is as often HTML or XML as it is a workbook. */
export function kindOf(start: Buffer): Kind {
  const latin = start.toString('latin1', 0, KIND_BYTES);
  const magic = MAGIC.find(([bytes]) => latin.startsWith(bytes));
  if (magic !== undefined) return magic[1];
  const text = latin.replaceAll('\0', '').replace(/^[^<]{0,8}?(?=<)/, '');
  if (/^<\?xml|^<Workbook|^<ss:Workbook/.test(text)) return xmlKind(text);
  if (/^<(?:!doctype html|html|head|meta|table|style|body|div)\b/i.test(text)) return { is: 'html' };
  return { is: 'text' };
}

function xmlKind(text: string): Kind {
  if (/urn:schemas-microsoft-com:office:spreadsheet|<!DOCTYPE(?! html)/.test(text))
    return { is: 'spreadsheetml' };
  if (/<html\b|<!doctype html/i.test(text)) return { is: 'html' };
  return unknown('XML');
}

import { DuideshangError, type ErrorCode } from '../errors.ts';
import { KIND_BYTES, kindOf } from './kinds.ts';
import { type Content, fileOrigin, firstBytes, type Origin } from './origin.ts';
import { errorAt, filePlace, type Place } from './place.ts';
import { withOrigin } from './spool.ts';
import type { ReadingOptions, Table } from './table.ts';
import { delimitedTable } from './text/delimited.ts';
import { htmlTable } from './workbooks/html.ts';
import { spreadsheetmlTables } from './workbooks/spreadsheetml.ts';
import { wholeTables } from './workbooks/xls.ts';
import { isXlsx, xlsxTables } from './workbooks/xlsx.ts';
import type { Member } from './zip.ts';

/**
 * Every table inside a file, whatever the file is and however it is named: a text file, the members of a zip (and of
 * zips inside it), the sheets of a workbook, the tables of a page. What a file is, is decided by its content.
 *
 * A table must be read before the next is asked for. What cannot be read throws an error of the catalogue here; a
 * member of a zip that holds no table (a PDF, a picture) or is damaged comes as a table whose `rows()` throws it, so
 * that the others can still be read.
 */
export async function* openTables(path: string, options: ReadingOptions): AsyncGenerator<Table> {
  options.signal?.throwIfAborted();
  const place = filePlace(path, options);
  const origin = await fileOrigin(place, path, options.onProgress);
  yield* tablesOf(place, origin);
  options.onProgress?.(origin.size);
}

async function* tablesOf(place: Place, content: Content | Origin): AsyncGenerator<Table> {
  const kind = kindOf(await firstBytes(content, KIND_BYTES));
  switch (kind.is) {
    case 'text':
      yield await delimitedTable(place, content);
      return;
    case 'zip':
      yield* withOrigin(place, content, (origin) => tablesOfZip(place, origin));
      return;
    case 'html':
      yield htmlTable(place, content);
      return;
    case 'spreadsheetml':
      yield* spreadsheetmlTables(place, content);
      return;
    case 'xls':
      yield* withOrigin(place, content, (origin) => wholeTables(place, origin, 'xls'));
      return;
    case 'other':
      throw errorAt(place, kind.error, { kind: kind.name });
  }
}

async function* tablesOfZip(place: Place, origin: Origin): AsyncGenerator<Table> {
  // Most files are no zips, and what opens them is many modules.
  const { zipMembers } = await import('./zip.ts');
  const members = await zipMembers(place, origin);
  const names = new Set(members.map((member) => member.name));
  if (isXlsx(members)) return yield* xlsxTables(place, members);
  if (names.has('xl/workbook.bin')) return yield* wholeTables(place, origin, 'xlsb');
  if (names.has('mimetype') && names.has('content.xml')) return yield* wholeTables(place, origin, 'ods');
  if (names.has('word/document.xml')) throw errorAt(place, 'file_kind_unknown', { kind: 'Word' });
  const limit = place.options.limits.zip_depth_max;
  if (place.depth >= limit) throw errorAt(place, 'archive_too_deep', { limit });
  for (const member of members) yield* tablesOfMember(member);
}

/** Errors that concern the whole file, not one member. */
const WHOLE_FILE_ERRORS: readonly ErrorCode[] = [
  'archive_ratio',
  'archive_too_deep',
  'archive_too_many_members',
  'password_missing',
  'password_wrong',
];

async function* tablesOfMember(member: Member): AsyncGenerator<Table> {
  try {
    yield* tablesOf(member.place, member);
  } catch (error) {
    if (!(error instanceof DuideshangError) || WHOLE_FILE_ERRORS.includes(error.code)) throw error;
    yield refusedTable(member.place, error);
  }
}

function refusedTable(place: Place, error: DuideshangError): Table {
  return {
    member: place.member,
    sheet: place.sheet,
    encoding: '',
    select: () => undefined,
    // biome-ignore lint/correctness/useYield: reading it is what fails
    async *rows() {
      throw error;
    },
  };
}

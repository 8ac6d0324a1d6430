import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Language } from '../../model/language.ts';
import { KIND_BYTES, kindOf } from '../../reading/kinds.ts';
import { type Content, fileOrigin, firstBytes } from '../../reading/origin.ts';
import { filePlace } from '../../reading/place.ts';
import type { ReadingOptions } from '../../reading/table.ts';
import { isXlsx } from '../../reading/workbooks/xlsx.ts';
import { type Member, zipMembers } from '../../reading/zip.ts';
import { openZip, type ZipMember } from '../zip/archive.ts';
import { ZipWriter } from '../zip/writer.ts';
import { type AnnotatedTable, isHeaderRow } from './annotated-table.ts';
import { convertToWorkbook } from './convert.ts';
import { ResultCursor } from './cursor.ts';
import { annotateText } from './text-file.ts';
import { annotateWorkbook } from './workbook-file.ts';

/** An original file with its order tables. */
export interface AnnotatedOriginal {
  /** Where its bytes are kept. */
  readonly path: string;
  /** Its name as the seller knows it. */
  readonly file: string;
  readonly tables: readonly AnnotatedTable[];
}

/** The language of the added cells, and how the original is read (password, limits, signal). */
export interface AnnotationOptions {
  readonly language: Language;
  readonly reading: ReadingOptions;
}

/** What was written. `converted`: the file was of a kind that can only be written as a new .xlsx, without its styles. */
export interface AnnotatedFile {
  readonly path: string;
  readonly converted: boolean;
}

const JOINT = ' › ';

/**
 * Hands the seller's own file back with the columns 核对结果, 差异金额, 原因, 依据 added beside every order, all else
 * as it was: text files and zips of them byte for byte, .xlsx by patching the rows of its sheets. Old .xls, HTML and
 * SpreadsheetML become a new .xlsx. `out` is the path wanted; a converted file changes its ending.
 */
export async function annotateOriginal(
  original: AnnotatedOriginal,
  out: string,
  options: AnnotationOptions,
): Promise<AnnotatedFile> {
  const { path, tables } = original;
  const place = filePlace(path, options.reading);
  const origin = await fileOrigin(place, path, options.reading.onProgress);
  const kind = kindOf(await firstBytes(origin, KIND_BYTES));
  if (kind.is === 'text') {
    await annotateTextFile(origin, tables[0], out, options);
    return { path: out, converted: false };
  }
  if (kind.is === 'zip') {
    const members = await zipMembers(place, origin);
    if (!isXlsx(members)) return annotateZip(original, members, out, options);
    const parts = new Map<string, Content>(members.map((member) => [member.name, member]));
    await annotateWorkbook({ path, place, parts }, tables, out, options.language);
    return { path: out, converted: false };
  }
  const converted = withEnding(out, '.xlsx');
  await convertToWorkbook(path, tables, converted, options.reading, options.language);
  return { path: converted, converted: true };
}

async function annotateTextFile(
  content: Content,
  table: AnnotatedTable | undefined,
  out: string,
  options: AnnotationOptions,
): Promise<void> {
  if (table === undefined) return;
  const { signal } = options.reading;
  const plan = {
    cursor: new ResultCursor(table.rows),
    language: options.language,
    isHeader: (cells: readonly string[]) => isHeaderRow(table, cells),
    ...(signal === undefined ? {} : { signal }),
  };
  await pipeline(
    Readable.from(annotateText(content.chunks(), plan), { objectMode: false }),
    createWriteStream(out),
  );
}

/** Members with order tables are annotated one by one, the others copied as they are. */
async function annotateZip(
  original: AnnotatedOriginal,
  members: readonly Member[],
  out: string,
  options: AnnotationOptions,
): Promise<AnnotatedFile> {
  const folder = await mkdtemp(join(dirname(out), '.annotating-'));
  const zip = await openZip(original.path);
  const writer = await ZipWriter.create(out);
  let converted = false;
  try {
    for (const member of zip.members) {
      const tables = tablesIn(original.tables, member.name);
      const content = members.find((one) => one.name === member.name);
      if (tables.length === 0 || content === undefined) await writer.copy(zip, member);
      else {
        const inner = await annotateMember(content, tables, folder, options);
        converted ||= inner.converted;
        await writer.add(renamed(member, inner), readFile(inner.path));
      }
    }
    await writer.finish(zip.comment);
  } catch (error) {
    await writer.abandon().catch(() => undefined);
    throw error;
  } finally {
    await zip.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { path: out, converted };
}

async function annotateMember(
  member: Member,
  tables: readonly AnnotatedTable[],
  folder: string,
  options: AnnotationOptions,
): Promise<AnnotatedFile> {
  const ending = extname(member.name);
  const unpacked = join(folder, `in${ending}`);
  await pipeline(Readable.from(member.chunks(), { objectMode: false }), createWriteStream(unpacked));
  const inner = { path: unpacked, file: basename(member.name), tables };
  return annotateOriginal(inner, join(folder, `out${ending}`), options);
}

/** The tables inside a member, named from there. */
function tablesIn(tables: readonly AnnotatedTable[], name: string): AnnotatedTable[] {
  const inside = `${name}${JOINT}`;
  return tables
    .filter(({ member }) => member === name || member?.startsWith(inside) === true)
    .map((table) => ({
      ...table,
      member: table.member === name ? null : (table.member?.slice(inside.length) ?? null),
    }));
}

function renamed(
  member: ZipMember,
  inner: AnnotatedFile,
): { name: Buffer; utf8: boolean; large: boolean; stamp: number } {
  const name = inner.converted ? Buffer.from(withEnding(member.name, '.xlsx')) : member.raw_name;
  const large = member.unpacked_bytes > 2_000_000_000;
  return { name, utf8: inner.converted || member.utf8, large, stamp: member.stamp };
}

async function* readFile(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
}

function withEnding(name: string, ending: string): string {
  return name.slice(0, name.length - extname(name).length) + ending;
}

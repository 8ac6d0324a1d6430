import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { addDays, now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { ShopsSeen } from '../../model/list.ts';
import {
  deleteExport,
  deleteUpload,
  type ExportRecord,
  exportsBefore,
  findExport,
  insertExport,
  insertUpload,
  listUploads,
  markUnrecognized,
  type UploadRecord,
  uploadsBefore,
  uploadsDoneWith,
} from '../../store/workspace/files.ts';
import { deleteJobsBefore } from '../../store/workspace/jobs.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import { newId } from './tokens.ts';

/** Days that an upload waits for its import. */
const UPLOAD_DAYS = 2;
/** Days that an upload waits to be taught, from when an import could not tell what it is. */
export const UNRECOGNIZED_DAYS = 14;
/** Days that an export can be fetched. */
export const EXPORT_DAYS = 7;
const JOB_DAYS = 90;
const DEPTH_MAX = 20;
const SEGMENT_BYTES_MAX = 180;

/** The folder that holds one upload; below it the file lies under its own path. */
export function uploadFolder({ home }: Workspace, upload_id: string): string {
  return path.join(home, 'uploads', upload_id);
}

/** The folder that holds one export. */
function exportFolder({ home }: Workspace, export_id: string): string {
  return path.join(home, 'exports', export_id);
}

/** Whether a dropped file is one that nobody means: hidden, or a lock file of Office. */
export function isMeant(file: string): boolean {
  return !/^(\.|~\$)|^(Thumbs\.db|desktop\.ini)$/i.test(file.split(/[\\/]/).at(-1) ?? '');
}

/** A path as a browser gives it, made of names that every system takes and that lead nowhere else. */
export function safePath(given: string): string {
  const segments = given
    .split(/[\\/]+/)
    .map(safeName)
    .filter((segment) => segment !== '');
  return segments.slice(-DEPTH_MAX).join('/') || 'file';
}

function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  const plain = name.replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_').replace(/^\.+|[. ]+$/g, '');
  if (Buffer.byteLength(plain) <= SEGMENT_BYTES_MAX) return plain;
  const extension = path.extname(plain).slice(0, 10);
  let stem = plain.slice(0, -extension.length || undefined);
  while (Buffer.byteLength(stem + extension) > SEGMENT_BYTES_MAX) stem = stem.slice(0, -1);
  return stem + extension;
}

/** Puts a file aside for an import; `write` writes its bytes to a path and returns how many there are. */
export async function keepUpload(
  workspace: Workspace,
  { book_id, user_id, file }: Pick<UploadRecord, 'book_id' | 'user_id' | 'file'>,
  write: (target: string) => Promise<number>,
): Promise<UploadRecord> {
  const upload_id = newId();
  const folder = uploadFolder(workspace, upload_id);
  const name = safePath(file);
  const target = path.join(folder, name);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const bytes = BigInt(await write(target));
    const upload = { upload_id, book_id, user_id, file: name, bytes, made_at: now(), unrecognized_at: null };
    await workspace.write((tx) => insertUpload(tx, upload));
    return upload;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The uploads of these ids, in their order. @throws upload_gone when one is not there */
export async function findUploads(
  workspace: Workspace,
  book_id: string,
  ids: readonly string[],
): Promise<UploadRecord[]> {
  const known = new Map((await listUploads(workspace.store, book_id)).map((each) => [each.upload_id, each]));
  return [...new Set(ids)].map((id) => {
    const upload = known.get(id);
    if (upload === undefined) throw uploadGone();
    return upload;
  });
}

/** The uploads of a book that no import could tell what they are, the latest first: they wait to be taught. */
export async function unrecognizedUploads(workspace: Workspace, book_id: string): Promise<UploadRecord[]> {
  const uploads = await listUploads(workspace.store, book_id);
  return uploads.filter(({ unrecognized_at }) => unrecognized_at !== null).reverse();
}

/** One of {@link unrecognizedUploads} and where its file lies. @throws upload_gone */
export async function unrecognizedFile(
  workspace: Workspace,
  book_id: string,
  upload_id: string,
): Promise<{ path: string; file: string }> {
  const uploads = await unrecognizedUploads(workspace, book_id);
  const upload = uploads.find((each) => each.upload_id === upload_id);
  if (upload === undefined) throw uploadGone();
  return { path: path.join(uploadFolder(workspace, upload_id), upload.file), file: upload.file };
}

function uploadGone(): DuideshangError {
  return new DuideshangError('upload_gone', { days: UNRECOGNIZED_DAYS });
}

/** Keeps uploads that an import could not tell what they are, to be taught. */
export async function keepUnrecognized(workspace: Workspace, ids: readonly string[]): Promise<void> {
  await workspace.write(async (tx) => {
    for (const id of ids) await markUnrecognized(tx, id, now());
  });
}

/** Removes uploads: the files and what is known of them. */
export async function removeUploads(workspace: Workspace, ids: readonly string[]): Promise<void> {
  for (const id of ids) await rm(uploadFolder(workspace, id), { recursive: true, force: true });
  await workspace.write(async (tx) => {
    for (const id of ids) await deleteUpload(tx, id);
  });
}

/**
 * Keeps a file for somebody to fetch; `write` writes it to a path. An export of the same id, begun by a server that was
 * killed, is written anew.
 */
export async function keepExport(
  workspace: Workspace,
  { export_id, book_id, file_name }: Omit<ExportRecord, 'made_at'>,
  write: (target: string) => Promise<void>,
): Promise<ExportRecord> {
  const folder = exportFolder(workspace, export_id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const record = { export_id, book_id, file_name: safePath(file_name).replaceAll('/', '_'), made_at: now() };
  try {
    await write(path.join(folder, record.file_name));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  await workspace.write(async (tx) => {
    await deleteExport(tx, export_id);
    await insertExport(tx, record);
  });
  return record;
}

/** Where an export lies, and its name. @throws export_gone, also where a user of these shops may not see it */
export async function exportedFile(
  workspace: Workspace,
  book_id: string,
  shops: ShopsSeen,
  export_id: string,
): Promise<{ path: string; file_name: string }> {
  const found = await findExport(workspace.store, book_id, shops, export_id);
  if (found === undefined) throw new DuideshangError('export_gone', { days: EXPORT_DAYS });
  return { path: path.join(exportFolder(workspace, export_id), found.file_name), file_name: found.file_name };
}

/**
 * Removes what was kept long enough: uploads after 2 days or with their import, those to be taught after 14, exports after 7, ended jobs
 * after 90.
 */
export async function cleanUp(workspace: Workspace): Promise<void> {
  const at = now();
  const uploads = await uploadsBefore(workspace.store, {
    made: addDays(at, -UPLOAD_DAYS),
    unrecognized: addDays(at, -UNRECOGNIZED_DAYS),
  });
  await removeUploads(
    workspace,
    [...uploads, ...(await uploadsDoneWith(workspace.store))].map(({ upload_id }) => upload_id),
  );
  const exports = await exportsBefore(workspace.store, addDays(at, -EXPORT_DAYS));
  for (const { export_id } of exports)
    await rm(exportFolder(workspace, export_id), { recursive: true, force: true });
  await workspace.write(async (tx) => {
    for (const { export_id } of exports) await deleteExport(tx, export_id);
    await deleteJobsBefore(tx, addDays(at, -JOB_DAYS));
  });
}

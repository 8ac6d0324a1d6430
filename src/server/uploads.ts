import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isMeant, keepUpload, safePath } from '../actions/workspace/files.ts';
import { DuideshangError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../reading/limits.ts';
import type { Workspace } from '../store/workspace/workspace.ts';

const FILES_MAX = 2000;

/** A file as it comes in a request. */
interface TakenFile {
  readonly upload_id: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * The files of a request, each given to `take` while it comes in; `write` streams it to a path and returns its bytes.
 * @throws request_wrong without files, too_many_files, file_too_large
 */
export async function takeFiles<T>(
  request: FastifyRequest,
  take: (file: string, write: (target: string) => Promise<number>) => Promise<T>,
): Promise<T[]> {
  if (!request.isMultipart()) throw new DuideshangError('request_wrong', { what: 'content-type' });
  const taken: T[] = [];
  const limits = { fileSize: DEFAULT_LIMITS.file_bytes_max, files: FILES_MAX, fields: 0 };
  try {
    for await (const part of request.files({ limits, preservePath: true }))
      taken.push(await take(part.filename, (target) => writePart(part, target)));
  } catch (error) {
    const isTooMany = error instanceof Error && 'code' in error && error.code === 'FST_FILES_LIMIT';
    throw isTooMany ? new DuideshangError('too_many_files', { limit: FILES_MAX }, error) : error;
  }
  if (taken.length === 0) throw new DuideshangError('request_wrong', { what: 'file' });
  return taken;
}

async function writePart({ file, filename }: MultipartFile, target: string): Promise<number> {
  const out = createWriteStream(target);
  await pipeline(file, out);
  if (!file.truncated) return out.bytesWritten;
  throw new DuideshangError('file_too_large', { file: filename, limit: DEFAULT_LIMITS.file_bytes_max });
}

/** Puts the files of a request aside for an import. Files that nobody means, like `.DS_Store`, are passed over. */
export async function takeUploads(
  workspace: Workspace,
  book_id: string,
  user_id: string,
  request: FastifyRequest,
): Promise<TakenFile[]> {
  const taken = await takeFiles(request, async (file, write) => {
    if (isMeant(file)) return keepUpload(workspace, { book_id, user_id, file }, write);
    await write(devNull);
    return null;
  });
  return taken.flatMap((upload) =>
    upload === null ? [] : [{ upload_id: upload.upload_id, file: upload.file, bytes: Number(upload.bytes) }],
  );
}

/** Puts each file of a request into a folder of its own below `tmp` for as long as `work` takes. */
export async function takeInto<T>(
  tmp: string,
  request: FastifyRequest,
  work: (path: string, name: string) => Promise<T>,
): Promise<T[]> {
  const folder = await mkdtemp(path.join(tmp, 'taken-'));
  try {
    return await takeFiles(request, async (given, write) => {
      const name = safePath(path.basename(given));
      const target = path.join(folder, name);
      await write(target);
      return work(target, name);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

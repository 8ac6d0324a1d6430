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
  try {
    for await (const part of partsOf(request))
      taken.push(await take(nameOf(part), (target) => writePart(part, target)));
  } finally {
    // What is left of a form that was given up is still on its way: the next request on the connection comes behind it.
    request.raw.unpipe();
    request.raw.resume();
  }
  if (taken.length === 0) throw new DuideshangError('request_wrong', { what: 'file' });
  return taken;
}

/** What the library says of a form is about the form. @throws request_wrong, too_many_files */
async function* partsOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  const limits = { fileSize: DEFAULT_LIMITS.file_bytes_max, files: FILES_MAX, fields: 0 };
  const parts = request.files({ limits, preservePath: true });
  for (;;) {
    const { value, done } = await parts.next().catch((error: unknown) => {
      throw formFault(error);
    });
    if (done === true) return;
    yield value;
  }
}

function formFault(error: unknown): DuideshangError {
  const isTooMany = error instanceof Error && 'code' in error && error.code === 'FST_FILES_LIMIT';
  return isTooMany
    ? new DuideshangError('too_many_files', { limit: FILES_MAX }, error)
    : new DuideshangError('request_wrong', { what: 'multipart/form-data' }, error);
}

/** The name of a file as its owner knows it: in a form these three characters are escaped, and no others. */
function nameOf({ filename }: MultipartFile): string {
  return filename.replace(/%(22|0A|0D)/g, decodeURIComponent);
}

async function writePart({ file, filename }: MultipartFile, target: string): Promise<number> {
  const out = createWriteStream(target);
  await pipeline(piecesOf(file), out);
  if (!file.truncated) return out.bytesWritten;
  throw new DuideshangError('file_too_large', { file: filename, limit: DEFAULT_LIMITS.file_bytes_max });
}

async function* piecesOf(file: MultipartFile['file']): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch (error) {
    throw formFault(error);
  }
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

import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../errors.ts';

/** The files as they were dropped, each kept once under the hash of its bytes. */
export interface OriginalStore {
  /** Folder of the originals. */
  readonly folder: string;
  /** Where the bytes of a hash lie, under the name that the file had. */
  pathOf(sha256: string, file: string): string;
  /** Copies a file in and settles it. */
  keep(file: string, signal?: AbortSignal): Promise<KeptOriginal>;
  /**
   * The first half of `keep`: a copy of the same name (a clone where the file system can) in a folder of its own, which is to
   * be settled or removed.
   * @throws file_changed for a file that was written to meanwhile, and what the system says of one that cannot be read.
   */
  copyIn(file: string, signal?: AbortSignal): Promise<OriginalCopy>;
  /** The second half: the copy moves to where the bytes of its hash lie, or goes where they lie there already. */
  settle(copy: OriginalCopy): Promise<string>;
  /** Removes the bytes of a hash; nothing happens when there are none. */
  remove(sha256: string): Promise<void>;
}

/** What bytes are. */
export interface OriginalHash {
  readonly sha256: string;
  /** How many. */
  readonly bytes: number;
}

/** A copy that is not settled, and the file as it was when it was copied. */
export interface OriginalCopy extends OriginalHash {
  readonly path: string;
  readonly mark: FileMark;
}

/** A file's bytes in the originals. */
export interface KeptOriginal extends OriginalHash {
  readonly path: string;
}

/** Says which file it is and when it was written to last: two equal marks stand for equal bytes. */
export type FileMark = string;

const READ_BYTES = 1024 ** 2;

/** The originals of a book, in a folder that is made when first needed. */
export function originalsIn(folder: string): OriginalStore {
  const folderOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);
  const pathOf = (sha256: string, file: string): string => path.join(folderOf(sha256), path.basename(file));
  const copyIn = async (file: string, signal?: AbortSignal): Promise<OriginalCopy> => {
    const place = path.join(folder, `${PARTIAL}${randomUUID()}`);
    await mkdir(place, { recursive: true });
    const copy = path.join(place, path.basename(file));
    try {
      const { result: hash, mark } = await unchanged(file, async () =>
        (await clone(file, copy)) ? hashOf(copy, null, signal) : hashOf(file, copy, signal),
      );
      return { ...hash, path: copy, mark };
    } catch (error) {
      await removeCopy(copy);
      throw error;
    }
  };
  const settle = async ({ path: copy, sha256 }: OriginalCopy): Promise<string> => {
    const kept = pathOf(sha256, copy);
    if (!(await exists(kept))) {
      await mkdir(path.dirname(kept), { recursive: true });
      await rename(copy, kept);
    }
    await removeCopy(copy);
    return kept;
  };
  return {
    folder,
    pathOf,
    copyIn,
    settle,
    async keep(file, signal) {
      const copy = await copyIn(file, signal);
      try {
        const { sha256, bytes } = copy;
        return { sha256, bytes, path: await settle(copy) };
      } finally {
        await removeCopy(copy.path);
      }
    },
    remove: (sha256) => rm(folderOf(sha256), { recursive: true, force: true }),
  };
}

/** Removes a copy that is not settled. */
export function removeCopy(copy: string): Promise<void> {
  return rm(path.dirname(copy), { recursive: true, force: true });
}

/**
 * Does something that reads a file, and marks the file.
 * @throws file_changed when the file was written to or replaced meanwhile.
 */
export async function unchanged<T>(
  file: string,
  work: () => Promise<T>,
): Promise<{ result: T; mark: FileMark }> {
  const mark = await markOf(file);
  const result = await work();
  if ((await markOf(file)) !== mark) throw new DuideshangError('file_changed', { file: path.basename(file) });
  return { result, mark };
}

async function markOf(file: string): Promise<FileMark> {
  const { ino, size, mtimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/** First letters of the folder of a copy that is not settled; such folders may be removed when the book is opened. */
export const PARTIAL = 'partial-';

/** Whether the file system could make a copy that shares its bytes with the file until one of them is written to. */
function clone(file: string, copy: string): Promise<boolean> {
  return copyFile(file, copy, constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  );
}

/** The hash and size of a file, and a copy of just the bytes that were hashed where one is wanted. */
async function hashOf(file: string, copy: string | null, signal?: AbortSignal): Promise<OriginalHash> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafeSlow(READ_BYTES);
  await using source = await open(file);
  await using target = copy === null ? null : await open(copy, 'w');
  for (let bytes = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await source.read(chunk, 0, READ_BYTES, bytes);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    const part = chunk.subarray(0, bytesRead);
    const written = target?.appendFile(part);
    hash.update(part);
    await written;
    bytes += bytesRead;
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

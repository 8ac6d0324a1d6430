import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The files as they were dropped, each kept once under the hash of its bytes. */
export interface OriginalStore {
  /** Folder of the originals. */
  readonly folder: string;
  /** Where the bytes of a hash lie, under the name that the file had. */
  pathOf(sha256: string, file: string): string;
  /** Copies a file in (a clone where the file system can) and returns the hash and size of the copy. */
  keep(file: string, signal?: AbortSignal): Promise<KeptOriginal>;
  /** Removes the bytes of a hash; nothing happens when there are none. */
  remove(sha256: string): Promise<void>;
}

/** A file's bytes in the originals. */
export interface KeptOriginal {
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string;
}

const READ_BYTES = 1024 ** 2;

/** The originals of a book, in a folder that is made when first needed. */
export function originalsIn(folder: string): OriginalStore {
  const folderOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);
  const pathOf = (sha256: string, file: string): string => path.join(folderOf(sha256), path.basename(file));
  return {
    folder,
    pathOf,
    keep: (file, signal) => keep(folder, pathOf, file, signal),
    remove: (sha256) => rm(folderOf(sha256), { recursive: true, force: true }),
  };
}

/** The copy is hashed, not the file: a file that changes meanwhile cannot end up under a hash that is not its own. */
async function keep(
  folder: string,
  pathOf: OriginalStore['pathOf'],
  file: string,
  signal: AbortSignal | undefined,
): Promise<KeptOriginal> {
  await mkdir(folder, { recursive: true });
  const copy = path.join(folder, `${PARTIAL}${randomUUID()}`);
  try {
    await copyFile(file, copy, constants.COPYFILE_FICLONE);
    const { sha256, bytes } = await hashOf(copy, signal);
    const kept = pathOf(sha256, file);
    if (!(await exists(kept))) {
      await mkdir(path.dirname(kept), { recursive: true });
      await rename(copy, kept);
    }
    return { sha256, bytes, path: kept };
  } finally {
    await rm(copy, { force: true });
  }
}

/** First letters of a copy that is not finished; such files may be removed when the book is opened. */
export const PARTIAL = 'partial-';

async function hashOf(
  file: string,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafeSlow(READ_BYTES);
  const copy = await open(file);
  try {
    for (let bytes = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await copy.read(chunk, 0, READ_BYTES, bytes);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(chunk.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await copy.close();
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

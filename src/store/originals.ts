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
  /** The first half of `keep`: a copy of the same name in a folder of its own, which is to be settled or removed. */
  copyIn(file: string): Promise<string>;
  /** The second half: the copy moves to where the bytes of its hash lie, or goes where they lie there already. */
  settle(copy: string, sha256: string, file: string): Promise<string>;
  /** Removes the bytes of a hash; nothing happens when there are none. */
  remove(sha256: string): Promise<void>;
}

/** What bytes are. */
export interface OriginalHash {
  readonly sha256: string;
  /** How many. */
  readonly bytes: number;
}

/** A file's bytes in the originals. */
export interface KeptOriginal extends OriginalHash {
  readonly path: string;
}

const READ_BYTES = 1024 ** 2;

/** The originals of a book, in a folder that is made when first needed. */
export function originalsIn(folder: string): OriginalStore {
  const folderOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);
  const pathOf = (sha256: string, file: string): string => path.join(folderOf(sha256), path.basename(file));
  const copyIn = async (file: string): Promise<string> => {
    const place = path.join(folder, `${PARTIAL}${randomUUID()}`);
    await mkdir(place, { recursive: true });
    const copy = path.join(place, path.basename(file));
    try {
      await copyFile(file, copy, constants.COPYFILE_FICLONE);
      return copy;
    } catch (error) {
      await removeCopy(copy);
      throw error;
    }
  };
  const settle = async (copy: string, sha256: string, file: string): Promise<string> => {
    const kept = pathOf(sha256, file);
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
      const copy = await copyIn(file);
      try {
        const { sha256, bytes } = await hashOf(copy, signal);
        return { sha256, bytes, path: await settle(copy, sha256, file) };
      } finally {
        await removeCopy(copy);
      }
    },
    remove: (sha256) => rm(folderOf(sha256), { recursive: true, force: true }),
  };
}

/** Removes a copy that is not settled. */
export function removeCopy(copy: string): Promise<void> {
  return rm(path.dirname(copy), { recursive: true, force: true });
}

/** First letters of the folder of a copy that is not settled; such folders may be removed when the book is opened. */
export const PARTIAL = 'partial-';

/**
 * The hash and size of a copy. The copy is hashed, not the file: a file that changes meanwhile cannot end up under a hash
 * that is not its own.
 */
export async function hashOf(file: string, signal?: AbortSignal): Promise<OriginalHash> {
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

/** Staged chunks of the file being loaded that may wait; it must always go on, or nothing does. */
const CURRENT_MAX = 4;
/** Staged chunks of all other files that may wait on disk. */
const AHEAD_MAX = 32;

/** Decides when a reader may write one more chunk, so that staging files do not fill the disk. Files count from 0. */
export interface ChunkPermits {
  /** Calls `grant` as soon as the file may write a chunk. */
  want(file: number, grant: () => void): void;
  /** A chunk of the file was loaded. */
  loaded(file: number): void;
  /** The file is the one being loaded now; whatever the files before it hold is given back. */
  current(file: number): void;
}

/** Permits of one import run. */
export function newChunkPermits(): ChunkPermits {
  const held = new Map<number, number>();
  let wanted: { readonly file: number; readonly grant: () => void }[] = [];
  let now = 0;
  const isFree = (file: number): boolean => {
    const own = held.get(file) ?? 0;
    if (file === now) return own < CURRENT_MAX;
    let ahead = 0;
    for (const [other, count] of held) if (other !== now) ahead += count;
    return ahead < AHEAD_MAX;
  };
  const grantAll = (): void => {
    const waiting = wanted;
    wanted = [];
    for (const request of waiting) {
      if (!isFree(request.file)) wanted.push(request);
      else {
        held.set(request.file, (held.get(request.file) ?? 0) + 1);
        request.grant();
      }
    }
  };
  return {
    want(file, grant) {
      wanted.push({ file, grant });
      grantAll();
    },
    loaded(file) {
      held.set(file, (held.get(file) ?? 1) - 1);
      grantAll();
    },
    current(file) {
      now = file;
      for (const other of held.keys()) if (other < file) held.delete(other);
      grantAll();
    },
  };
}

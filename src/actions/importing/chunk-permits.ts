/** Staged chunks that may wait on disk: few enough that they are loaded and removed before the system writes them out. */
const HELD_MAX = 48;
/** So many may wait of the file being loaded whatever the others hold: it must always go on, or nothing does. */
const CURRENT_MIN = 16;
/** Chunks loaded at once on a machine of many cores: each takes memory of the engine's. */
const LOADING_MAX = 4;

/**
 * Shares the cores between the readers of files and the loading of what they have staged. Readers come first: a chunk is
 * loaded when a core is free, because no reader has it or because one has to wait until chunks are gone. Files count from 0.
 */
export interface ChunkPermits {
  /** A file is being read from now on, until `finished`. */
  started(file: number): void;
  finished(file: number): void;
  /** Calls `grant` as soon as the file may write a chunk. */
  want(file: number, grant: () => void): void;
  /** Loads a chunk that was granted to the file, when its turn comes; afterwards it no longer waits. */
  load<T>(file: number, work: () => Promise<T>): Promise<T>;
  /** The file is the one being loaded now; whatever the files before it hold is given back. */
  current(file: number): void;
}

/** Permits of one import run on so many cores, of which loading takes at most `loading_max` at once. */
export function newChunkPermits(cores: number, loading_max = LOADING_MAX): ChunkPermits {
  const reading = new Set<number>();
  const inLine: (() => void)[] = [];
  const held = new Map<number, number>();
  let wanted: { readonly file: number; readonly grant: () => void }[] = [];
  let loading = 0;
  let now = 0;
  const isFree = (file: number): boolean => {
    if (file === now && (held.get(file) ?? 0) < CURRENT_MIN) return true;
    return held.values().reduce((sum, count) => sum + count, 0) < HELD_MAX;
  };
  const isTurn = (): boolean =>
    loading === 0
      ? reading.size < cores || wanted.length > 0
      : loading < loading_max && reading.size - wanted.length + loading < cores;
  const callUp = (): void => {
    while (inLine.length > 0 && isTurn()) {
      loading += 1;
      inLine.shift()?.();
    }
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
    callUp();
  };
  return {
    started: (file) => void reading.add(file),
    finished(file) {
      reading.delete(file);
      wanted = wanted.filter((request) => request.file !== file);
      callUp();
    },
    want(file, grant) {
      wanted.push({ file, grant });
      grantAll();
    },
    async load(file, work) {
      await new Promise<void>((resolve) => {
        inLine.push(resolve);
        callUp();
      });
      try {
        return await work();
      } finally {
        loading -= 1;
        if (file >= now) held.set(file, (held.get(file) ?? 1) - 1);
        grantAll();
      }
    },
    current(file) {
      now = file;
      for (const other of held.keys()) if (other < file) held.delete(other);
      grantAll();
    },
  };
}

/** Staged chunks of the file being loaded that may wait; it must always go on, or nothing does. */
const CURRENT_MAX = 32;
/** Staged chunks of all other files that may wait on disk. */
const AHEAD_MAX = 96;

/** Chunks of a statement while a file is read: when reading ends before it does, one core stands idle until it has ended. */
const READING_AT_ONCE = 3;

/**
 * Decides when a reader may write one more chunk, so that staging files do not fill the disk, and when a chunk is loaded:
 * while every core reads, loading would only slow the longest file down. Files count from 0.
 */
export interface ChunkPermits {
  /** A file is being read from now on, until `finished`. */
  started(file: number): void;
  finished(file: number): void;
  /** Waits until loading has a core to itself, or a reader has to wait for it. */
  turn(): Promise<void>;
  /** How many chunks one statement may load: few while files are read, so that it ends soon after they have been. */
  atOnce(): number;
  /** Calls `grant` as soon as the file may write a chunk. */
  want(file: number, grant: () => void): void;
  /** A chunk of the file was loaded. */
  loaded(file: number): void;
  /** The file is the one being loaded now; whatever the files before it hold is given back. */
  current(file: number): void;
}

/** Permits of one import run on so many cores. */
export function newChunkPermits(cores: number): ChunkPermits {
  const reading = new Set<number>();
  const inLine: (() => void)[] = [];
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
  const isTurn = (): boolean => reading.size < cores || wanted.length > 0;
  const callUp = (): void => {
    if (isTurn()) for (const go of inLine.splice(0)) go();
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
      callUp();
    },
    atOnce: () => (reading.size > 0 ? READING_AT_ONCE : CURRENT_MAX + AHEAD_MAX),
    turn: () => (isTurn() ? Promise.resolve() : new Promise((resolve) => inLine.push(resolve))),
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

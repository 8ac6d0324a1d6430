import os from 'node:os';

const SHARE = 6;
const MIB = 1024 ** 2;
const MIB_MIN = 1024;
const MIB_MAX = 4096;

/**
 * The memory that the engine of a book may take while people ask, e.g. `1365MiB`: a sixth of what the program may use, but 1 GiB
 * at least and 4 GiB at most. `bytes` is what the machine, or the container, has.
 */
export function memoryShare(bytes: number = memoryHere()): string {
  const share = Math.floor(bytes / MIB / SHARE);
  return `${Math.min(MIB_MAX, Math.max(MIB_MIN, share))}MiB`;
}

function memoryHere(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(os.totalmem(), constrained) : os.totalmem();
}

import { readlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BEHIND = os.constants.priority.PRIORITY_LOW;

/**
 * Lets every other thread go before the calling one from now on. Only Linux has a priority for each thread; elsewhere, and where
 * the system refuses, nothing changes.
 */
export function letOthersFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number.parseInt(path.basename(readlinkSync('/proc/thread-self')), 10);
    if (os.getPriority(thread) < BEHIND) os.setPriority(thread, BEHIND);
  } catch {
    // A container may have no /proc, or no right to this.
  }
}

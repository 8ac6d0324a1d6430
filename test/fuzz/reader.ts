/**
 * The process that reads: told a path, it answers with what {@link judge} found there and the most memory that it has
 * ever had. It makes no files, so that its memory is that of reading.
 */
import { readFileSync } from 'node:fs';
import type { Answer } from './child-reader.ts';
import { judge } from './judge.ts';

process.on('message', async (path: string) => {
  const reading = await judge(path);
  const answer: Answer = { reading, rss_bytes: peakRss() };
  process.send?.(answer);
});

/** Where the system tells it; else what is resident now. `resourceUsage` counts the process that started this one too. */
function peakRss(): number {
  try {
    const kib = /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return Number.parseInt(kib ?? '', 10) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}

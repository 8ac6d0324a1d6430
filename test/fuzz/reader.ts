/**
 * The process that reads: told a path, it answers with what {@link judge} found there and the most memory that it has
 * ever had. It makes no files, so that its memory is that of reading.
 */

import type { Answer } from './child-reader.ts';
import { judge } from './judge.ts';

process.on('message', async (path: string) => {
  const reading = await judge(path);
  const answer: Answer = { reading, rss_bytes: process.resourceUsage().maxRSS * 1024 };
  process.send?.(answer);
});

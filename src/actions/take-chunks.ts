import type { FromWorker, StagedFile } from './import-messages.ts';

/** Takes the chunks at the head of a queue of messages out of it, at most so many: all are of one table, whose end comes after. */
export function takeChunks(queue: FromWorker[], most: number): StagedFile[] {
  const chunks: StagedFile[] = [];
  for (const message of queue.slice(0, most)) {
    if (message.type !== 'chunk') break;
    chunks.push(message);
  }
  queue.splice(0, chunks.length);
  return chunks;
}

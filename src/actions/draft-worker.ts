import { parentPort } from 'node:worker_threads';
import type { DraftOrder, DraftReply } from './draft-in-thread.ts';
import { plainError } from './plain-error.ts';
import { draftTemplate } from './teach-file.ts';

parentPort?.on('message', (order: DraftOrder) => {
  void answer(order).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ path, teaching }: DraftOrder): Promise<DraftReply> {
  try {
    return { draft: await draftTemplate(path, teaching) };
  } catch (error) {
    return { error: plainError(error) };
  }
}

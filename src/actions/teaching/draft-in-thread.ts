import { keptThread } from '../kept-thread.ts';
import type { Draft, Teaching } from './teach-file.ts';

/** What the thread that drafts is asked. */
export interface DraftOrder {
  readonly file: string;
  readonly path: string;
  readonly teaching: Teaching;
}

/** Whoever teaches asks for a draft after every change. */
const draft = keptThread<DraftOrder, Draft>(
  new URL(import.meta.url.endsWith('.ts') ? './draft-worker.ts' : './draft-worker.js', import.meta.url),
);

/**
 * As `draftTemplate`, in a thread of its own and one after another.
 * @throws as `draftTemplate`, and the signal's reason when it is aborted.
 */
export function draftInThread(path: string, teaching: Teaching, signal: AbortSignal): Promise<Draft> {
  return draft({ file: teaching.file, path, teaching }, signal);
}

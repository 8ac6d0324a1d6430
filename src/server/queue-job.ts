import type { NewJob } from '../actions/jobs/queue.ts';
import type { SignedIn } from '../actions/workspace/sign-in.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import type { ShopsSeen } from '../model/list.ts';

/** Of a call: where a job goes, and in whose name. */
interface Caller {
  readonly bench: Workbench;
  readonly who: SignedIn;
  readonly shops: ShopsSeen;
  readonly params: { readonly book_id: string };
}

/** Puts a job of the book into the queue in the name of the caller, who sees it with the shops that he sees now. */
export function queueJob(
  { bench, who, shops, params: { book_id } }: Caller,
  job: Pick<NewJob, 'kind' | 'params' | 'files' | 'secrets'>,
): Promise<string> {
  return bench.jobs.add({ ...job, book_id, shops, user: who.user });
}

import { openWorkbench } from '../../../src/actions/workspace/workbench.ts';
import type { Store } from '../../../src/store/driver.ts';
import type { JobKind } from '../../../src/store/workspace/jobs.ts';

/** What the child is to do. */
export interface Errand {
  readonly home: string;
  readonly server: string | null;
  readonly book_id: string;
  readonly kind: JobKind;
  readonly params: Readonly<Record<string, unknown>>;
  /** At which point the process dies; null to get to the end. */
  readonly dies_at: number | null;
}

/**
 * A server's process that puts one job into the queue and dies by SIGKILL at a point of its way. A point is where a change is about
 * to be committed, to the book or to the workspace, and where it has just been. It tells at the end how many there are.
 */
const errand = JSON.parse(process.argv[2] ?? '') as Errand;
const bench = await openWorkbench(errand.home, errand.server ?? undefined);
let points = 0;
function pass(): void {
  points += 1;
  if (points === errand.dies_at) process.kill(process.pid, 'SIGKILL');
}

const seen = new WeakSet<Store>();
function watch(store: Store): void {
  if (seen.has(store)) return;
  seen.add(store);
  const { transaction, execute, load, behindOthers } = store;
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    pass();
    return done;
  };
  const watched: Pick<Store, 'transaction' | 'execute' | 'load' | 'behindOthers'> = {
    transaction: (work) =>
      after(
        transaction.call(store, async (tx) => {
          const done = await work(tx);
          pass();
          return done;
        }) as ReturnType<typeof transaction>,
      ) as never,
    behindOthers: (work) =>
      behindOthers.call(store, (behind) => {
        watch(behind);
        return work(behind);
      }) as never,
    execute: (statement) => after(execute.call(store, statement)),
    load: (given) => after(load.call(store, given)),
  };
  Object.assign(store, watched);
}

watch(bench.workspace.store);
await bench.books.use(errand.book_id, async ({ store }) => watch(store));
const user = { user_id: 'lan', display_name: '兰' };
const job_id = await bench.jobs.add({
  user,
  book_id: errand.book_id,
  kind: errand.kind,
  params: errand.params,
});
await bench.jobs.ended(job_id);
await new Promise((sent) => process.send?.(points, sent));
process.exit(0);

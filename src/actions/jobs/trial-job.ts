import { type RulesShown, rulesFrom } from '../save-rules.ts';
import { tryRules } from '../try-rules.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { RUN_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

interface KeptRules extends Omit<RulesShown, 'tolerances'> {
  readonly tolerances: readonly { exception_type: string; shop: string; tolerance_minor: string }[];
}

/** Job `trial`: param `rules` as the page sent them. What it found is the job's outcome; the book stays as it is. */
export async function trialJob({ books }: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { job, signal, progress } = running;
  const { tolerances, ...kept } = job.params.rules as KeptRules;
  const rules = rulesFrom({
    ...kept,
    tolerances: tolerances.map((each) => ({ ...each, tolerance_minor: BigInt(each.tolerance_minor) })),
  });
  const outcome = await books.use(job.book_id, (book) =>
    tryRules(book, rules, { signal, onProgress: (phase) => progress({ phase: RUN_PHASES[phase] }) }),
  );
  return { outcome };
}

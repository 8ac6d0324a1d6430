import { type RulesOnPage, rulesOfPage } from '../rules/rules-of-page.ts';
import { rulesFrom } from '../rules/save-rules.ts';
import { tryRules } from '../rules/try-rules.ts';
import type { Workbench } from '../workspace/workbench.ts';
import { behindUsers } from './behind-users.ts';
import { JOB_PHASES, RUN_PHASES } from './phases.ts';
import type { JobOutcome, RunningJob } from './queue.ts';

/** Job `trial`: param `rules`, as they stand on the page. Its outcome is what would change; nothing is kept. */
export async function trialJob({ books }: Workbench, running: RunningJob): Promise<JobOutcome> {
  const { job, signal, progress } = running;
  const rules = rulesFrom(rulesOfPage(job.params.rules as RulesOnPage));
  return behindUsers(books, job.book_id, async (book) => ({
    outcome: await tryRules(book, rules, {
      signal,
      onProgress: (phase) => progress({ phase: RUN_PHASES[phase] }),
      onReread: ({ file }) => progress({ phase: JOB_PHASES.rereading, file }),
    }),
  }));
}

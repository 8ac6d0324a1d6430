import type { Executor } from '../driver.ts';
import { sql, trusted } from '../sql.ts';
import { JOB_COLUMNS, type JobRecord, type JobRow, jobOf, textOf } from './jobs.ts';

/** A server that runs jobs, and for how long it may be silent before another takes them up. */
export interface Claimant {
  readonly owner: string;
  readonly lease_seconds: number;
}

/** A job as it was claimed. */
export interface ClaimedJob extends JobRecord {
  /** Somebody asked for its end while the server before was dying. */
  readonly cancelling: boolean;
}

/** What has become of a lease: it goes on, its job is to be cancelled, or another server has the job. */
export type LeaseState = 'held' | 'cancelling' | 'lost';

/** All servers go by the clock of the database. */
const SECONDS_NOW = trusted('(extract(epoch from now()))::bigint');

/** Until the transaction has ended, whoever adds or claims a job of the book waits. */
export async function lockJobsOf(tx: Executor, book_id: string): Promise<void> {
  await tx.execute(sql`update workspace.books set name = name where book_id = ${book_id}`);
}

/**
 * Claims the first job of a book that has not ended; one that only indexes comes after all that people asked for. Undefined when there is none, or when it is another server's that was
 * heard of within its lease: of a book one job runs at a time, on whichever server.
 */
export async function claimJob(
  tx: Executor,
  book_id: string,
  { owner, lease_seconds }: Claimant,
  started_at: string,
): Promise<ClaimedJob | undefined> {
  await lockJobsOf(tx, book_id);
  const [row] = await tx.query<JobRow & { cancelling: boolean }>(sql`update workspace.jobs
    set state = 'running', started_at = ${started_at}::timestamp, error = null, progress = null, owner = ${owner},
      lease_until = ${SECONDS_NOW} + ${lease_seconds}
    where job_id = (select f.job_id from workspace.jobs f
        where f.book_id = ${book_id} and f.state in ('queued', 'running') order by f.kind = 'index_numbers', f.position, f.job_id limit 1)
      and (state = 'queued' or lease_until is null or lease_until < ${SECONDS_NOW})
    returning ${JOB_COLUMNS}, cancelling`);
  return row === undefined ? undefined : { ...jobOf(row), cancelling: row.cancelling };
}

/** Moves the end of a lease on, and tells the other servers how far the job is. */
export async function renewLease(
  tx: Executor,
  { job_id, files, progress }: JobRecord,
  { owner, lease_seconds }: Claimant,
): Promise<LeaseState> {
  const [row] = await tx.query<{ cancelling: boolean }>(sql`update workspace.jobs
    set lease_until = ${SECONDS_NOW} + ${lease_seconds}, files = ${textOf(files)}, progress = ${textOf(progress)}
    where job_id = ${job_id} and owner = ${owner} and state = 'running' returning cancelling`);
  if (row === undefined) return 'lost';
  return row.cancelling ? 'cancelling' : 'held';
}

/** Gives a job back to the queue, to be taken up by any server. */
export async function releaseJob(tx: Executor, job_id: string, owner: string): Promise<void> {
  await tx.execute(sql`update workspace.jobs set state = 'queued', owner = null, lease_until = null, progress = null
    where job_id = ${job_id} and owner = ${owner} and state = 'running'`);
}

/** Gives all jobs that run back to the queue: for a database that no other server can have open. */
export async function releaseAllJobs(tx: Executor): Promise<void> {
  await tx.execute(sql`update workspace.jobs set state = 'queued', owner = null, lease_until = null, progress = null
    where state = 'running'`);
}

/** Ends a job that waits; one that runs is marked, for its server to end. Says whether it waited. */
export async function cancelJob(tx: Executor, job_id: string, ended_at: string): Promise<boolean> {
  const ended = await tx.query(sql`update workspace.jobs
    set state = 'cancelled', ended_at = ${ended_at}::timestamp, secrets = null
    where job_id = ${job_id} and state = 'queued' returning job_id`);
  if (ended.length > 0) return true;
  await tx.execute(
    sql`update workspace.jobs set cancelling = true where job_id = ${job_id} and state = 'running'`,
  );
  return false;
}

import type { Text } from '../../model/language.ts';
import { type ShopsSeen, sameShops } from '../../model/list.ts';
import type { Executor } from '../driver.ts';
import { type Sql, sql, trusted } from '../sql.ts';

/** What a job does. */
export type JobKind =
  | 'import'
  | 'undo_import'
  | 'run'
  | 'export'
  | 'sample'
  | 'trial'
  | 'remove_book'
  | 'index_numbers';

/** Where a job stands. */
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A file of an import job and how far it is. */
export interface JobFile {
  readonly file: string;
  readonly bytes: number;
  readonly bytes_total: number;
  readonly rows: number;
  readonly phase: 'waiting' | 'keeping' | 'reading' | 'loading' | 'done' | 'failed';
  readonly error: Text | null;
}

/** How far a job is. */
export interface JobProgress {
  readonly phase: Text;
  readonly file: string | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly rows: number | null;
}

/** What came of a job, for the page. */
export interface JobResult {
  readonly import_ids?: readonly string[];
  /** Tables that an import read, in the order of its files; `told_as` names the file whose bytes the book had. */
  readonly tables?: readonly { readonly batch_id: string; readonly told_as: string | null }[];
  readonly export_id?: string;
  readonly file_name?: string;
}

/** Work that takes a while, as it is kept. */
export interface JobRecord {
  readonly job_id: string;
  /** Jobs of a book run in this order. */
  readonly position: bigint;
  readonly book_id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly user_id: string;
  /** The user's name at that time. */
  readonly made_by: string;
  /** The shops that the user saw; null for all. */
  readonly shops: ShopsSeen;
  readonly made_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** What the kind needs to know. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: readonly JobFile[];
  /** Null when it does not run, or has told nothing yet. */
  readonly progress: JobProgress | null;
  readonly error: Text | null;
  readonly result: JobResult | null;
  /** What the kind keeps for a route of its own. */
  readonly outcome: unknown;
}

/** What a job needs to know and nobody may read, like the password of a zip. It is gone when the job has ended. */
export type JobSecrets = Readonly<Record<string, string>>;

/** A job as its columns hold it. */
export interface JobRow
  extends Omit<JobRecord, 'shops' | 'params' | 'files' | 'progress' | 'error' | 'result' | 'outcome'> {
  readonly shops: string | null;
  readonly params: string;
  readonly files: string;
  readonly progress: string | null;
  readonly error: string | null;
  readonly result: string | null;
  readonly outcome: string | null;
}

/** The columns of a job, for {@link jobOf}. */
export const JOB_COLUMNS = sql`job_id, position, book_id, kind, state, user_id, made_by, shops, made_at, started_at, ended_at, params,
  files, progress, error, result, outcome`;

/** The condition that a user of these shops may see the job `j`: its maker saw the same, neither more nor others. */
export function jobSeenBy(shops: ShopsSeen): Sql {
  return shops === null ? trusted('true') : sql`j.shops = ${shopsText(shops)}`;
}

/** Whether a user of these shops may see a job that is at hand. */
export function maySeeJob(shops: ShopsSeen, job: Pick<JobRecord, 'shops'>): boolean {
  return shops === null || sameShops(shops, job.shops);
}

function shopsText(shops: ShopsSeen): string | null {
  return shops === null ? null : JSON.stringify([...shops].sort());
}

/** Writes a new job down with its secrets. */
export async function insertJob(tx: Executor, job: JobRecord, secrets: JobSecrets): Promise<void> {
  await tx.execute(sql`insert into workspace.jobs (${JOB_COLUMNS}, secrets) values (${job.job_id}, ${job.position}, ${job.book_id},
    ${job.kind}, ${job.state}, ${job.user_id}, ${job.made_by}, ${shopsText(job.shops)}, ${job.made_at}, ${job.started_at}, ${job.ended_at},
    ${JSON.stringify(job.params)}, ${JSON.stringify(job.files)}, ${textOf(job.progress)}, ${textOf(job.error)}, ${textOf(job.result)},
    ${textOf(job.outcome)}, ${JSON.stringify(secrets)})`);
}

/**
 * Writes down how a job ended, and with the same statement blanks its secrets. Returns false when another server has taken it
 * up meanwhile: then nothing is changed.
 */
export async function endJob(tx: Executor, job: JobRecord, owner: string): Promise<boolean> {
  const ended =
    await tx.query(sql`update workspace.jobs set state = ${job.state}, ended_at = ${job.ended_at}::timestamp,
      files = ${JSON.stringify(job.files)}, error = ${textOf(job.error)}, result = ${textOf(job.result)},
      outcome = ${textOf(job.outcome)}, progress = null, secrets = null
    where job_id = ${job.job_id} and owner = ${owner} returning job_id`);
  return ended.length > 0;
}

/** The secrets of a job that has not ended; none when it has. */
export async function secretsOf(on: Executor, job_id: string): Promise<JobSecrets> {
  const [row] = await on.query<{ secrets: string | null }>(
    sql`select secrets from workspace.jobs where job_id = ${job_id}`,
  );
  return parsed<JobSecrets>(row?.secrets ?? null) ?? {};
}

/** Jobs that have not ended, in the order in which they were made. */
export async function listUnfinishedJobs(on: Executor): Promise<JobRecord[]> {
  const rows = await on.query<JobRow>(
    sql`select ${JOB_COLUMNS} from workspace.jobs where state in ('queued', 'running') order by position`,
  );
  return rows.map(jobOf);
}

/** The latest jobs of a book that a user of these shops may see, newest first. */
export async function listJobRecords(
  on: Executor,
  book_id: string,
  shops: ShopsSeen,
  limit: number,
): Promise<JobRecord[]> {
  const rows = await on.query<JobRow>(sql`select ${JOB_COLUMNS} from workspace.jobs j
    where book_id = ${book_id} and ${jobSeenBy(shops)} order by position desc limit ${limit}`);
  return rows.map(jobOf);
}

/** One job of a book; undefined when there is none that a user of these shops may see. */
export async function findJob(
  on: Executor,
  book_id: string,
  shops: ShopsSeen,
  job_id: string,
): Promise<JobRecord | undefined> {
  const rows = await on.query<JobRow>(sql`select ${JOB_COLUMNS} from workspace.jobs j
    where book_id = ${book_id} and job_id = ${job_id} and ${jobSeenBy(shops)}`);
  return rows.map(jobOf)[0];
}

/** A position behind all jobs there are; of one book no other comes between, as long as its jobs are locked. */
export async function nextPosition(on: Executor): Promise<bigint> {
  const [row] = await on.query<{ last: bigint | null }>(
    sql`select max(position)::bigint as last from workspace.jobs`,
  );
  return (row?.last ?? 0n) + 1n;
}

/** Forgets jobs that ended before a moment. */
export async function deleteJobsBefore(tx: Executor, moment: string): Promise<void> {
  await tx.execute(sql`delete from workspace.jobs where ended_at < ${moment}::timestamp`);
}

/** A value as a column of a job holds it. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  // Amounts are kept as they go out to the page.
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

/** Reads the columns of a job. */
export function jobOf(row: JobRow): JobRecord {
  return {
    ...row,
    shops: parsed<string[]>(row.shops),
    params: parsed<JobRecord['params']>(row.params) ?? {},
    files: parsed<JobFile[]>(row.files) ?? [],
    progress: parsed<JobProgress>(row.progress),
    error: parsed<Text>(row.error),
    result: parsed<JobResult>(row.result),
    outcome: parsed<unknown>(row.outcome),
  };
}

import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import type { Text } from '../../model/language.ts';
import type { ShopsSeen } from '../../model/list.ts';
import {
  findJob,
  insertJob,
  type JobFile,
  type JobKind,
  type JobRecord,
  type JobResult,
  type JobSecrets,
  listJobRecords,
  listUnfinishedJobs,
  nextPosition,
  secretsOf,
  updateJob,
} from '../../store/workspace/jobs.ts';
import type { UserRecord } from '../../store/workspace/users.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import { newId } from '../workspace/tokens.ts';

/** How far a job is. */
export interface JobProgress {
  readonly phase: Text;
  readonly file: string | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly rows: number | null;
}

/** A job with how far it is. */
export interface LiveJob extends JobRecord {
  readonly progress: JobProgress | null;
}

/** What runs a job: tells how far it is and returns what came of it. */
export type JobRunner = (running: RunningJob) => Promise<JobOutcome>;

/** A job at work. */
export interface RunningJob {
  readonly job: JobRecord;
  readonly secrets: JobSecrets;
  readonly signal: AbortSignal;
  progress(progress: Partial<JobProgress> & Pick<JobProgress, 'phase'>): void;
  files(files: readonly JobFile[]): void;
}

/** What came of a job. `outcome` is for a route of its own. An `error` fails the job, and its result stays. */
export interface JobOutcome {
  readonly result?: JobResult;
  readonly outcome?: unknown;
  readonly error?: DuideshangError;
}

/** Something that changed in a book. */
export type JobEvent =
  | { readonly event: 'job'; readonly job: LiveJob }
  | { readonly event: 'book'; readonly book_id: string };

/** A job before it is in the queue. */
export interface NewJob {
  readonly book_id: string;
  readonly kind: JobKind;
  readonly user: Pick<UserRecord, 'user_id' | 'display_name'>;
  /** The shops that the user sees; left out or null for all. */
  readonly shops?: ShopsSeen;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly files?: readonly JobFile[];
  /** What nobody may read; gone when the job has ended. */
  readonly secrets?: JobSecrets;
}

/** The work of a workspace that takes a while: kept, one queue per book, taken up again after a restart. */
export interface JobQueue {
  add(job: NewJob): Promise<string>;
  /** A job that waits or runs ends as cancelled; one that has ended stays. @throws job_not_found */
  cancel(book_id: string, job_id: string): Promise<LiveJob>;
  /** A job that a user of these shops may see. @throws job_not_found */
  find(book_id: string, shops: ShopsSeen, job_id: string): Promise<LiveJob>;
  /** The latest jobs of a book that a user of these shops may see, newest first. */
  list(book_id: string, shops: ShopsSeen): Promise<LiveJob[]>;
  /** Of a book: waiting and running jobs. */
  unfinished(book_id: string): LiveJob[];
  /** Runs work of a few moments between the jobs of a book. */
  between<T>(book_id: string, work: () => Promise<T>): Promise<T>;
  /** Tells that what a book holds has changed. */
  changed(book_id: string): void;
  listen(book_id: string, hear: (event: JobEvent) => void): () => void;
  /** Resolves when a job has ended. */
  ended(job_id: string): Promise<void>;
  /** Takes up what a server before left unfinished. */
  resume(): Promise<void>;
  /** Stops what runs so that it is taken up again by the next server. */
  close(): Promise<void>;
}

interface Entry {
  job: LiveJob;
  readonly stop: AbortController;
  cancelled: boolean;
  readonly end: PromiseWithResolvers<void>;
}

const LISTED_MAX = 50;

interface Queue {
  readonly workspace: Workspace;
  readonly run: JobRunner;
  readonly entries: Map<string, Entry>;
  readonly tails: Map<string, Promise<unknown>>;
  readonly listeners: Map<string, Set<(event: JobEvent) => void>>;
  closing: boolean;
}

/** Opens the queue of a workspace; `run` runs one job of any kind. */
export function openJobQueue(workspace: Workspace, run: JobRunner): JobQueue {
  const queue: Queue = {
    workspace,
    run,
    entries: new Map(),
    tails: new Map(),
    listeners: new Map(),
    closing: false,
  };
  return {
    add: (job) => add(queue, job),
    cancel: (book_id, job_id) => cancel(queue, book_id, job_id),
    find: (book_id, shops, job_id) => find(queue, book_id, shops, job_id),
    async list(book_id, shops) {
      const kept = await listJobRecords(workspace.store, book_id, shops, LISTED_MAX);
      return kept.map((job) => live(queue, job));
    },
    unfinished: (book_id) =>
      [...queue.entries.values()].map(({ job }) => job).filter((job) => job.book_id === book_id),
    between: (book_id, work) => follow(queue, book_id, work),
    changed: (book_id) => tell(queue, book_id, { event: 'book', book_id }),
    listen: (book_id, hear) => listen(queue, book_id, hear),
    ended: async (job_id) => queue.entries.get(job_id)?.end.promise,
    resume: () => resume(queue),
    close: () => close(queue),
  };
}

async function add(queue: Queue, given: NewJob): Promise<string> {
  const { book_id, kind, user, shops = null, params = {}, files = [], secrets = {} } = given;
  const job = await queue.workspace.write(async (tx) => {
    const made: JobRecord = {
      job_id: newId(),
      position: await nextPosition(tx),
      book_id,
      kind,
      state: 'queued',
      user_id: user.user_id,
      made_by: user.display_name,
      shops,
      made_at: now(),
      started_at: null,
      ended_at: null,
      params,
      files,
      error: null,
      result: null,
      outcome: null,
    };
    await insertJob(tx, made, secrets);
    return made;
  });
  enqueue(queue, job);
  return job.job_id;
}

function enqueue(queue: Queue, job: JobRecord): void {
  const entry: Entry = {
    job: { ...job, progress: null },
    stop: new AbortController(),
    cancelled: false,
    end: Promise.withResolvers(),
  };
  queue.entries.set(job.job_id, entry);
  tellJob(queue, entry);
  void follow(queue, job.book_id, () => runEntry(queue, entry)).catch(() => undefined);
}

/** Work of a book follows on the work before it, whatever became of that. */
function follow<T>(queue: Queue, book_id: string, work: () => Promise<T>): Promise<T> {
  const mine = (queue.tails.get(book_id) ?? Promise.resolve()).then(work);
  const tail = mine.catch(() => undefined);
  queue.tails.set(book_id, tail);
  void tail.then(() => queue.tails.get(book_id) === tail && queue.tails.delete(book_id));
  return mine;
}

async function runEntry(queue: Queue, entry: Entry): Promise<void> {
  if (queue.closing || entry.cancelled) return;
  await change(queue, entry, { state: 'running', started_at: now(), error: null });
  try {
    const { result, outcome, error } = await queue.run({
      job: entry.job,
      secrets: await secretsOf(queue.workspace.store, entry.job.job_id),
      signal: entry.stop.signal,
      progress: (progress) => {
        const none = { file: null, done: null, total: null, rows: null };
        entry.job = { ...entry.job, progress: { ...none, ...progress } };
        tellJob(queue, entry);
      },
      files: (files) => {
        entry.job = { ...entry.job, files };
        tellJob(queue, entry);
      },
    });
    const found = { result: result ?? null, outcome: outcome ?? null, error: error?.text ?? null };
    await finish(queue, entry, { state: error === undefined ? 'done' : 'failed', ...found });
  } catch (error) {
    await fail(queue, entry, error);
  }
}

/** A job that the closing server stopped stays `running`, and the next server takes it up again. */
async function fail(queue: Queue, entry: Entry, error: unknown): Promise<void> {
  if (entry.cancelled) return finish(queue, entry, { state: 'cancelled' });
  if (queue.closing) return drop(queue, entry);
  return finish(queue, entry, { state: 'failed', error: catalogued(error).text });
}

function catalogued(error: unknown): DuideshangError {
  if (error instanceof DuideshangError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DuideshangError('job_failed', { message }, error);
}

async function finish(queue: Queue, entry: Entry, end: Partial<JobRecord>): Promise<void> {
  await change(queue, entry, { ...end, ended_at: now() }).catch(() => undefined);
  drop(queue, entry);
  tell(queue, entry.job.book_id, { event: 'book', book_id: entry.job.book_id });
}

function drop(queue: Queue, entry: Entry): void {
  queue.entries.delete(entry.job.job_id);
  entry.end.resolve();
}

async function change(queue: Queue, entry: Entry, to: Partial<JobRecord>): Promise<void> {
  entry.job = { ...entry.job, ...to, progress: to.ended_at === undefined ? entry.job.progress : null };
  const { progress: _, ...job } = entry.job;
  await queue.workspace.write((tx) => updateJob(tx, job));
  tellJob(queue, entry);
}

async function cancel(queue: Queue, book_id: string, job_id: string): Promise<LiveJob> {
  const entry = queue.entries.get(job_id);
  if (entry === undefined || entry.job.book_id !== book_id) return find(queue, book_id, null, job_id);
  if (!entry.cancelled) {
    entry.cancelled = true;
    if (entry.job.state === 'queued') await finish(queue, entry, { state: 'cancelled' });
    else entry.stop.abort();
  }
  return entry.job;
}

async function find(queue: Queue, book_id: string, shops: ShopsSeen, job_id: string): Promise<LiveJob> {
  const job = await findJob(queue.workspace.store, book_id, shops, job_id);
  if (job === undefined) throw new DuideshangError('job_not_found');
  return live(queue, job);
}

function live(queue: Queue, job: JobRecord): LiveJob {
  return queue.entries.get(job.job_id)?.job ?? { ...job, progress: null };
}

function listen(queue: Queue, book_id: string, hear: (event: JobEvent) => void): () => void {
  const all = queue.listeners.get(book_id) ?? new Set();
  queue.listeners.set(book_id, all.add(hear));
  return () => {
    all.delete(hear);
    if (all.size === 0) queue.listeners.delete(book_id);
  };
}

function tellJob(queue: Queue, { job }: Entry): void {
  tell(queue, job.book_id, { event: 'job', job });
}

function tell(queue: Queue, book_id: string, event: JobEvent): void {
  for (const hear of queue.listeners.get(book_id) ?? []) hear(event);
}

async function resume(queue: Queue): Promise<void> {
  for (const job of await listUnfinishedJobs(queue.workspace.store))
    enqueue(queue, { ...job, state: 'queued', started_at: null });
}

async function close(queue: Queue): Promise<void> {
  queue.closing = true;
  for (const { stop } of queue.entries.values()) stop.abort();
  await Promise.all(queue.tails.values());
}

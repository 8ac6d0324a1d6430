import { isDeepStrictEqual } from 'node:util';
import { now } from '../../calendar/wall-time.ts';
import { DuideshangError, knownError } from '../../errors.ts';
import type { ShopsSeen } from '../../model/list.ts';
import {
  type Claimant,
  type ClaimedJob,
  cancelJob,
  claimJob,
  type LeaseState,
  lockJobsOf,
  releaseAllJobs,
  releaseJob,
  renewLease,
} from '../../store/workspace/job-leases.ts';
import {
  endJob,
  findJob,
  insertJob,
  type JobFile,
  type JobKind,
  type JobProgress,
  type JobRecord,
  type JobResult,
  type JobSecrets,
  listJobRecords,
  listUnfinishedJobs,
  nextPosition,
  secretsOf,
} from '../../store/workspace/jobs.ts';
import type { UserRecord } from '../../store/workspace/users.ts';
import type { Workspace } from '../../store/workspace/workspace.ts';
import { newId } from '../workspace/tokens.ts';
import { type Listeners, newListeners } from './listeners.ts';

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

/**
 * What came of a job. `outcome` is for a route of its own. An `error` fails the job, and its result stays. `after` puts away what the
 * job needed, once its end is written down: until then a server that dies leaves the job to be run again, which needs it.
 */
export interface JobOutcome {
  readonly result?: JobResult;
  readonly outcome?: unknown;
  readonly error?: DuideshangError;
  readonly after?: () => Promise<void>;
}

/** Something that changed in a book. */
export type JobEvent =
  | { readonly event: 'job'; readonly job: JobRecord }
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

/**
 * The work of a workspace that takes a while: kept, one queue per book, taken up again after a restart. Servers that share a
 * database share its jobs: each is run by one of them, and taken up by another when that one is gone.
 */
export interface JobQueue {
  add(job: NewJob): Promise<string>;
  /** A job that waits or runs ends as cancelled; one that has ended stays. @throws job_not_found */
  cancel(book_id: string, job_id: string): Promise<JobRecord>;
  /** A job that a user of these shops may see. @throws job_not_found */
  find(book_id: string, shops: ShopsSeen, job_id: string): Promise<JobRecord>;
  /** The latest jobs of a book that a user of these shops may see, newest first. */
  list(book_id: string, shops: ShopsSeen): Promise<JobRecord[]>;
  /** Of a book: waiting and running jobs. */
  unfinished(book_id: string): JobRecord[];
  /** Runs work of a few moments between the jobs of a book that this server runs. */
  between<T>(book_id: string, work: () => Promise<T>): Promise<T>;
  /** Tells that what a book holds has changed. */
  changed(book_id: string): void;
  listen(book_id: string, hear: (event: JobEvent) => void): () => void;
  /** Resolves when a job has ended, or has been lost to another server. */
  ended(job_id: string): Promise<void>;
  /** Takes up what a server before left unfinished, and from now on what another one leaves. */
  resume(): Promise<void>;
  /** Stops what runs so that it is taken up again by the next server, or another. */
  close(): Promise<void>;
}

/** A job that has not ended. */
interface Entry {
  job: JobRecord;
  readonly stop: AbortController;
  /** How this server has the job; null when it waits or another server has it. */
  lease: LeaseState | null;
  readonly end: PromiseWithResolvers<void>;
}

const LISTED_MAX = 50;
/** A server that is not heard of for so long has lost its jobs. */
const LEASE_SECONDS = 30;
/** So often a server tells the others how far its jobs are and renews its leases, and looks what the others do. */
const WATCH_MS = 2_000;

interface Queue {
  readonly workspace: Workspace;
  readonly run: JobRunner;
  readonly entries: Map<string, Entry>;
  readonly tails: Map<string, Promise<unknown>>;
  readonly listeners: Listeners<JobEvent>;
  readonly claimant: Claimant;
  /** Looks no more what other servers do. */
  unwatch: () => void;
  closing: boolean;
}

/** Opens the queue of a workspace; `run` runs one job of any kind. */
export function openJobQueue(workspace: Workspace, run: JobRunner): JobQueue {
  const queue: Queue = {
    workspace,
    run,
    entries: new Map(),
    tails: new Map(),
    listeners: newListeners(),
    claimant: { owner: newId(), lease_seconds: LEASE_SECONDS },
    unwatch: () => undefined,
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
    changed: (book_id) => queue.listeners.tell(book_id, { event: 'book', book_id }),
    listen: queue.listeners.listen,
    ended: async (job_id) => queue.entries.get(job_id)?.end.promise,
    resume: () => resume(queue),
    close: () => close(queue),
  };
}

async function add(queue: Queue, given: NewJob): Promise<string> {
  const { book_id, kind, user, shops = null, params = {}, files = [], secrets = {} } = given;
  const job = await queue.workspace.write(async (tx) => {
    await lockJobsOf(tx, book_id);
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
      ...{ progress: null, error: null, result: null, outcome: null },
    };
    await insertJob(tx, made, secrets);
    return made;
  });
  enter(queue, job);
  runNext(queue, book_id);
  return job.job_id;
}

/** From now on the job is known here. */
function enter(queue: Queue, job: JobRecord): Entry {
  const entry: Entry = { job, stop: new AbortController(), lease: null, end: Promise.withResolvers() };
  queue.entries.set(job.job_id, entry);
  tellJob(queue, entry);
  return entry;
}

/** Work of a book follows on the work before it, whatever became of that. */
function follow<T>(queue: Queue, book_id: string, work: () => Promise<T>): Promise<T> {
  const mine = (queue.tails.get(book_id) ?? Promise.resolve()).then(work);
  const tail = mine.catch(() => undefined);
  queue.tails.set(book_id, tail);
  void tail.then(() => queue.tails.get(book_id) === tail && queue.tails.delete(book_id));
  return mine;
}

/** Runs the jobs of a book that no other server has, one after another. */
function runNext(queue: Queue, book_id: string): void {
  const claimAndRun = async (): Promise<void> => {
    if (queue.closing) return;
    const job = await queue.workspace.write((tx) => claimJob(tx, book_id, queue.claimant, now()));
    if (job === undefined) return;
    await runClaimed(queue, queue.entries.get(job.job_id) ?? enter(queue, job), job);
    runNext(queue, book_id);
  };
  void follow(queue, book_id, claimAndRun).catch(() => undefined);
}

async function runClaimed(queue: Queue, entry: Entry, { cancelling, ...job }: ClaimedJob): Promise<void> {
  entry.job = job;
  entry.lease = cancelling ? 'cancelling' : 'held';
  if (cancelling) entry.stop.abort();
  tellJob(queue, entry);
  const rest = keepLease(queue, entry);
  try {
    entry.stop.signal.throwIfAborted();
    const { result, outcome, error, after } = await queue.run({
      job: entry.job,
      secrets: await secretsOf(queue.workspace.store, job.job_id),
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
    await finish(queue, entry, { state: error === undefined ? 'done' : 'failed', ...found }, after);
  } catch (error) {
    await fail(queue, entry, error);
  } finally {
    rest();
  }
}

/** Tells the other servers that the job is being run, and how far it is, until the function returned is called. */
function keepLease(queue: Queue, entry: Entry): () => void {
  const { workspace, claimant } = queue;
  if (!workspace.store.engine.is_shared) return () => undefined;
  const renew = async (): Promise<void> => {
    const state = await workspace.write((tx) => renewLease(tx, entry.job, claimant));
    if (state === 'held' || entry.lease !== 'held') return;
    entry.lease = state;
    entry.stop.abort();
  };
  return repeat(renew);
}

/** Does work again and again, never twice at once, until the function returned is called. What fails is tried again. */
function repeat(work: () => Promise<void>): () => void {
  let isAtWork = false;
  const timer = setInterval(() => {
    if (isAtWork) return;
    isAtWork = true;
    void work()
      .catch(() => undefined)
      .finally(() => (isAtWork = false));
  }, WATCH_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** A job that the closing server stopped goes back to the queue; one that another server has is that one's. */
async function fail(queue: Queue, entry: Entry, error: unknown): Promise<void> {
  if (entry.lease === 'lost') return drop(queue, entry);
  if (entry.lease === 'cancelling') return finish(queue, entry, { state: 'cancelled' });
  if (!queue.closing) return finish(queue, entry, { state: 'failed', error: catalogued(error).text });
  await queue.workspace.write((tx) => releaseJob(tx, entry.job.job_id, queue.claimant.owner));
  drop(queue, entry);
}

function catalogued(error: unknown): DuideshangError {
  const known = knownError(error);
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  return new DuideshangError('job_failed', { message }, error);
}

async function finish(
  queue: Queue,
  entry: Entry,
  end: Partial<JobRecord>,
  after?: () => Promise<void>,
): Promise<void> {
  const job = { ...entry.job, ...end, progress: null, ended_at: now() };
  const isOurs = await queue.workspace
    .write((tx) => endJob(tx, job, queue.claimant.owner))
    .catch(() => false);
  if (!isOurs) return drop(queue, entry);
  // What stays behind is removed with what was kept long enough.
  await after?.().catch(() => undefined);
  tellEnd(queue, entry, job);
}

function tellEnd(queue: Queue, entry: Entry, job: JobRecord): void {
  entry.job = job;
  tellJob(queue, entry);
  drop(queue, entry);
  queue.listeners.tell(job.book_id, { event: 'book', book_id: job.book_id });
}

function drop(queue: Queue, entry: Entry): void {
  queue.entries.delete(entry.job.job_id);
  entry.end.resolve();
}

async function cancel(queue: Queue, book_id: string, job_id: string): Promise<JobRecord> {
  const job = await find(queue, book_id, null, job_id);
  const waited = await queue.workspace.write((tx) => cancelJob(tx, job_id, now()));
  const entry = queue.entries.get(job_id);
  if (entry === undefined) return waited ? find(queue, book_id, null, job_id) : job;
  if (waited) {
    tellEnd(queue, entry, { ...entry.job, state: 'cancelled', ended_at: now() });
  } else if (entry.lease === 'held') {
    entry.lease = 'cancelling';
    entry.stop.abort();
  }
  return entry.job;
}

async function find(queue: Queue, book_id: string, shops: ShopsSeen, job_id: string): Promise<JobRecord> {
  const job = await findJob(queue.workspace.store, book_id, shops, job_id);
  if (job === undefined) throw new DuideshangError('job_not_found');
  return live(queue, job);
}

/** A job as its server knows it: what is kept, and for those that run here what is known later than that. */
function live(queue: Queue, job: JobRecord): JobRecord {
  const entry = queue.entries.get(job.job_id);
  return entry === undefined || entry.lease === null ? job : entry.job;
}

function tellJob(queue: Queue, { job }: Entry): void {
  queue.listeners.tell(job.book_id, { event: 'job', job });
}

async function resume(queue: Queue): Promise<void> {
  const { workspace } = queue;
  if (!workspace.store.engine.is_shared) await workspace.write(releaseAllJobs);
  await catchUp(queue);
  if (workspace.store.engine.is_shared) queue.unwatch = repeat(() => catchUp(queue));
}

/** Brings what is known here to what all servers have written down, and takes up jobs that wait or whose server is gone. */
async function catchUp(queue: Queue): Promise<void> {
  const { workspace, entries, tails } = queue;
  const unfinished = await listUnfinishedJobs(workspace.store);
  const ids = new Set(unfinished.map(({ job_id }) => job_id));
  for (const job of unfinished) {
    const entry = entries.get(job.job_id);
    if (entry === undefined) enter(queue, job);
    else if (entry.lease === null && hasMoved(entry.job, job)) {
      entry.job = job;
      tellJob(queue, entry);
    }
  }
  for (const entry of [...entries.values()].filter(
    (each) => each.lease === null && !ids.has(each.job.job_id),
  ))
    await tellEndElsewhere(queue, entry);
  for (const book_id of new Set(unfinished.map((job) => job.book_id)))
    if (!tails.has(book_id)) runNext(queue, book_id);
}

function hasMoved(known: JobRecord, { state, files, progress }: JobRecord): boolean {
  return known.state !== state || !isDeepStrictEqual([known.files, known.progress], [files, progress]);
}

/** A job that is no longer among the unfinished has ended on another server, or was forgotten with its book. */
async function tellEndElsewhere(queue: Queue, entry: Entry): Promise<void> {
  const { book_id, job_id } = entry.job;
  const job = await findJob(queue.workspace.store, book_id, null, job_id);
  if (entry.lease !== null || !queue.entries.has(job_id)) return;
  if (job === undefined) drop(queue, entry);
  else if (job.ended_at !== null) tellEnd(queue, entry, job);
}

async function close(queue: Queue): Promise<void> {
  queue.closing = true;
  queue.unwatch();
  for (const { stop } of queue.entries.values()) stop.abort();
  await Promise.all(queue.tails.values());
  for (const entry of queue.entries.values()) entry.end.resolve();
}

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Job } from '../../../src/server/contract/books.ts';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import { pathOf } from './client.ts';
import { forgetSession, keyOf } from './queries.ts';

/** Hears of every job of a book that changes. */
export type JobListener = (job: Job) => void;

/** A connection that was refused, as one of a session that has ended is, is tried again so much later. */
const AGAIN_MS = 3_000;

/**
 * Listens to a book: keeps the list of jobs up to date, asks for the book's replies anew when it has changed. What changed while
 * nobody listened, the server having been away, is asked for when it is there again.
 */
export function useBookEvents(bookId: string, onJob: JobListener): void {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: number | undefined;
    let wasOpen = false;
    const listen = (): void => {
      source = new EventSource(pathOf('job_events', { params: { book_id: bookId } }));
      source.addEventListener('open', () => {
        if (wasOpen) void client.invalidateQueries({ queryKey: [bookId] });
        wasOpen = true;
      });
      source.addEventListener('job', (event) => {
        const job = JSON.parse(event.data) as Job;
        keepJob(client, job);
        onJob(job);
      });
      source.addEventListener('book', () => {
        void client.invalidateQueries({ predicate: ({ queryKey }) => isOfBook(queryKey, bookId) });
      });
      source.addEventListener('error', () => {
        // What breaks off is taken up again by the browser; what was refused is not.
        if (source?.readyState !== EventSource.CLOSED) return;
        void forgetSession(client);
        timer = window.setTimeout(listen, AGAIN_MS);
      });
    };
    listen();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [client, bookId, onJob]);
}

function isOfBook(queryKey: readonly unknown[], bookId: string): boolean {
  return queryKey[0] === bookId && queryKey[1] !== 'list_jobs' && queryKey[1] !== 'job';
}

function keepJob(client: QueryClient, job: Job): void {
  const params = { book_id: job.book_id };
  client.setQueryData<ReplyOf<'list_jobs'>>(keyOf('list_jobs', { params }), (held) => ({
    jobs: [job, ...(held?.jobs ?? []).filter(({ job_id }) => job_id !== job.job_id)],
  }));
  client.setQueryData<ReplyOf<'job'>>(keyOf('job', { params: { ...params, job_id: job.job_id } }), { job });
}

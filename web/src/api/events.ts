import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Job } from '../../../src/server/contract/books.ts';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import { pathOf } from './client.ts';
import { keyOf } from './queries.ts';

/** Calls back with every job of a book that changes, and with null when what the book holds has changed. */
export type JobListener = (job: Job) => void;

/** Listens to a book: keeps the list of jobs up to date, asks for the book's replies anew when it has changed. */
export function useBookEvents(bookId: string, onJob: JobListener): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(pathOf('job_events', { params: { book_id: bookId } }));
    source.addEventListener('job', (event) => {
      const job = JSON.parse(event.data) as Job;
      keepJob(client, job);
      onJob(job);
    });
    source.addEventListener('book', () => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => isOfBook(queryKey, bookId) });
    });
    return () => source.close();
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

import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { jobFaults } from './described.ts';
import type { WebClient } from './web-client.ts';

/** An event of a book as a browser hears it. */
export interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into events of every shape
  readonly value: any;
}

/** Listens to the events of a book; `until` resolves with all heard so far when one fits, and stops listening. */
export async function heard(
  client: WebClient,
  book_id: string,
): Promise<{ until(fits: (event: Heard) => boolean): Promise<Heard[]> }> {
  const response = await client.open('job_events', { params: { book_id } });
  // The iterator must be there before the first line is: lines that come earlier are lost.
  const input = Readable.fromWeb(response.body as ReadableStream);
  input.on('error', () => undefined);
  const lines = createInterface({ input })[Symbol.asyncIterator]();
  return {
    async until(fits) {
      const all: Heard[] = [];
      let event = '';
      for await (const line of { [Symbol.asyncIterator]: () => lines }) {
        if (line.startsWith('event: ')) event = line.slice('event: '.length);
        if (!line.startsWith('data: ')) continue;
        const value = JSON.parse(line.slice('data: '.length));
        if (event === 'job') assert.deepEqual(jobFaults(value), []);
        all.push({ event, value });
        if (all.some(fits)) break;
      }
      input.destroy();
      return all;
    },
  };
}

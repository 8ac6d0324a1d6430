import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Reading } from './judge.ts';

/** What the reading process says of a file. */
export interface Answer {
  readonly reading: Reading;
  readonly rss_bytes: number;
}

/** Heap of JavaScript that reading may take; a reader that needs more dies. */
const HEAP_MIB_MAX = 192;
/** Resident memory of the whole reading process: what a file may take with all buffers. */
const RSS_MIB_MAX = 640;
/** A file of a few megabytes that takes longer is one that never ends. */
const SECONDS_MAX = 90;

/**
 * Reads files in a process of its own, with a bound on memory and time. A file that goes beyond either is a complaint,
 * and the next one gets a new process.
 */
export class ChildReader {
  /** The most resident memory of any process so far. */
  rss_bytes_max = 0;
  #child: ChildProcess | null = null;

  /** What is found in a file; never throws for what the file does to the reader. */
  async read(path: string): Promise<Reading> {
    const child = this.#child ?? this.#start();
    child.send(path);
    const answer = await answerOf(child);
    if (typeof answer === 'string') {
      await this.end();
      return lost(answer);
    }
    this.rss_bytes_max = Math.max(this.rss_bytes_max, answer.rss_bytes);
    if (answer.rss_bytes <= RSS_MIB_MAX * 1024 ** 2) return answer.reading;
    await this.end();
    return lost(`${Math.round(answer.rss_bytes / 1024 ** 2)} MiB of memory, more than ${RSS_MIB_MAX}`);
  }

  /** Ends the process. The next reading starts another. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  #start(): ChildProcess {
    const script = new URL('./reader.ts', import.meta.url).pathname;
    const execArgv = [`--max-old-space-size=${HEAP_MIB_MAX}`];
    // What libraries print of damaged workbooks is no finding.
    this.#child = fork(script, { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    return this.#child;
  }
}

/** The answer of the child, or why there is none. */
async function answerOf(child: ChildProcess): Promise<Answer | string> {
  const waits = new AbortController();
  const { signal } = waits;
  const told = once(child, 'message', { signal }).then(([answer]): Answer => answer);
  const died = once(child, 'exit', { signal }).then(([code, by]) => `the reader died: ${code ?? by}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${SECONDS_MAX} s`), SECONDS_MAX * 1000);
  });
  for (const promise of [told, died]) promise.catch(() => undefined);
  try {
    return await Promise.race([told, died, late]);
  } finally {
    clearTimeout(timer);
    waits.abort();
  }
}

function lost(complaint: string): Reading {
  return { rows: 0, codes: [], mended: false, facts: '', complaints: [complaint] };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { DuideshangError } from '../../errors.ts';
import type { Book } from '../book.ts';
import type { Executor, Store } from '../driver.ts';
import { originalsIn } from '../originals.ts';
import type { Sql } from '../sql.ts';
import {
  fromLine,
  fromPlain,
  type Greeting,
  PROTOCOL,
  type Replied,
  type Request,
  SERVED_BY,
  STORE_PATH,
  toLine,
} from './protocol.ts';

/** Which server has a book open; readable by its owner only. */
export interface ServedBy {
  readonly address: string;
  readonly token: string;
  /** The book's id in the server's workspace. */
  readonly book_id: string;
}

/**
 * A book that a running server has open, to be worked on through it. `writes`: the facts are to be changed, so it begins
 * when the server's jobs on the book have ended, and they wait until it is closed.
 * @returns null when no server says that it has the book
 */
export async function openServedBook(location: string, writes: boolean): Promise<Book | null> {
  const served = await servedBy(path.resolve(location));
  if (served === null) return null;
  const socket = await connect(served, writes);
  if (socket === null) return null;
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  const reading = lines[Symbol.asyncIterator]();
  const first = await reading.next();
  if (first.done === true) throw new DuideshangError('book_in_use', { book: location });
  const { engine, ...greeting } = fromLine(first.value) as Greeting;
  const line = newLine(socket, reading);
  const tmp = await mkdtemp(path.join(greeting.tmp, 'command-'));
  const store: Store = {
    engine,
    database: socket,
    ...storeOver(line),
    withOneThread: (work) => work(() => undefined),
    behindOthers(work) {
      return work(this);
    },
    changes: () => null,
    close: async () => void socket.end(),
  };
  return {
    location,
    name: greeting.name,
    book_id: greeting.book_id,
    store,
    originals: originalsIn(greeting.originals),
    tmp,
    async close() {
      await rm(tmp, { recursive: true, force: true });
      await store.close();
    },
  };
}

async function servedBy(folder: string): Promise<ServedBy | null> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'tmp', SERVED_BY), 'utf8')) as ServedBy;
  } catch {
    return null;
  }
}

/** The upgraded connection; null when nobody answers there. */
function connect({ address, token, book_id }: ServedBy, writes: boolean): Promise<Duplex | null> {
  const { promise, resolve } = Promise.withResolvers<Duplex | null>();
  const asking = request(`${address}${STORE_PATH}?book_id=${book_id}&writes=${writes}`, {
    headers: { connection: 'Upgrade', upgrade: PROTOCOL, authorization: `Bearer ${token}` },
  });
  asking.on('upgrade', (_response, socket, head) => {
    if (head.length > 0) socket.unshift(head);
    resolve(socket);
  });
  asking.on('response', (response) => {
    response.resume();
    resolve(null);
  });
  asking.on('error', () => resolve(null));
  asking.end();
  return promise;
}

interface Line {
  ask(request: Request): Promise<unknown>;
  /** A number that no transaction or stream of the connection has had. */
  next(): number;
}

function newLine(socket: Duplex, reading: AsyncIterator<string>): Line {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let count = 0;
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const { reject } of waiting.values()) reject(new DuideshangError('server_gone'));
    waiting.clear();
  };
  const hear = async (): Promise<void> => {
    for (let line = await reading.next(); line.done !== true; line = await reading.next()) {
      const { id, value, error } = fromLine(line.value) as Replied;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(fromPlain(error));
    }
    over();
  };
  socket.on('error', over);
  hear().catch(over);
  return {
    next: () => ++count,
    ask(asked) {
      if (isOver) return Promise.reject(new DuideshangError('server_gone'));
      const id = ++count;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      socket.write(toLine({ ...asked, id }));
      return answer.promise;
    },
  };
}

function storeOver(line: Line): Executor & Pick<Store, 'transaction'> {
  return {
    ...executorOver(line, {}),
    async transaction(work) {
      const tx = line.next();
      await line.ask({ do: 'begin', tx });
      try {
        const result = await work(executorOver(line, { tx }));
        await line.ask({ do: 'commit', tx });
        return result;
      } catch (error) {
        await line.ask({ do: 'rollback', tx }).catch(() => undefined);
        throw error;
      }
    },
  };
}

function executorOver(line: Line, on: { readonly tx?: number }): Executor {
  return {
    query: async <T extends object>(statement: Sql) =>
      (await line.ask({ do: 'query', statement, ...on })) as T[],
    execute: async (statement) => (await line.ask({ do: 'execute', statement, ...on })) as number,
    load: async (load) => (await line.ask({ do: 'load', load, ...on })) as number,
    async *stream<T extends object>(statement: Sql) {
      const stream = line.next();
      await line.ask({ do: 'open_stream', stream, statement, ...on });
      try {
        for (;;) {
          const rows = (await line.ask({ do: 'next', stream })) as T[] | null;
          if (rows === null) return;
          yield rows;
        }
      } finally {
        await line.ask({ do: 'close_stream', stream }).catch(() => undefined);
      }
    },
  };
}

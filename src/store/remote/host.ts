import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import type { Book } from '../book.ts';
import type { Executor } from '../driver.ts';
import { type Asked, fromLine, type Greeting, type Replied, toLine, toPlain } from './protocol.ts';

interface Open {
  readonly executor: Executor;
  commit(): void;
  rollback(): void;
  readonly ended: Promise<void>;
}

interface Host {
  readonly book: Book;
  readonly transactions: Map<number, Open>;
  readonly streams: Map<number, AsyncIterator<object[]>>;
}

class RolledBack extends Error {}

/**
 * Lets another process of the same user work on a book over a connection until it ends. What it began and did not commit
 * is rolled back then, also when the process was killed.
 */
export async function hostBook(book: Book, socket: Duplex): Promise<void> {
  const host: Host = { book, transactions: new Map(), streams: new Map() };
  const send = (value: Greeting | Replied): unknown => socket.writable && socket.write(toLine(value));
  const { name, book_id, originals, tmp, store } = book;
  socket.on('error', () => socket.destroy());
  send({ name, book_id, originals: originals.folder, tmp, engine: store.engine });
  const working = new Set<Promise<unknown>>();
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
      const asked = fromLine(line) as Asked;
      const answer = obey(host, asked).then(
        (value) => send({ id: asked.id, value }),
        (error: unknown) => send({ id: asked.id, error: toPlain(error) }),
      );
      working.add(answer);
      void answer.finally(() => working.delete(answer));
    }
  } finally {
    await Promise.all(working);
    for (const stream of host.streams.values()) await stream.return?.();
    for (const { rollback, ended } of host.transactions.values()) {
      rollback();
      await ended.catch(() => undefined);
    }
    socket.destroy();
  }
}

async function obey(host: Host, asked: Asked): Promise<unknown> {
  if (asked.do === 'begin') return begin(host, asked.tx);
  if (asked.do === 'commit' || asked.do === 'rollback') return end(host, asked.tx, asked.do);
  if (asked.do === 'next') {
    const found = await host.streams.get(asked.stream)?.next();
    return found === undefined || found.done === true ? null : found.value;
  }
  if (asked.do === 'close_stream') {
    await host.streams.get(asked.stream)?.return?.();
    return host.streams.delete(asked.stream);
  }
  const on = executorOf(host, asked.tx);
  if (asked.do === 'query') return on.query(asked.statement);
  if (asked.do === 'execute') return on.execute(asked.statement);
  if (asked.do === 'load') return on.load(asked.load);
  host.streams.set(asked.stream, on.stream(asked.statement)[Symbol.asyncIterator]());
  return null;
}

function executorOf({ book, transactions }: Host, tx: number | undefined): Executor {
  if (tx === undefined) return book.store;
  const open = transactions.get(tx);
  if (open === undefined) throw new TypeError(`no transaction ${tx}`);
  return open.executor;
}

/** Resolves when the transaction has begun. It stays open until the other side ends it. */
function begin({ book, transactions }: Host, tx: number): Promise<null> {
  const { promise: begun, resolve: started, reject: failed } = Promise.withResolvers<null>();
  const { promise: decided, resolve: commit, reject } = Promise.withResolvers<void>();
  const ended = book.store.transaction(async (executor) => {
    transactions.set(tx, { executor, commit, rollback: () => reject(new RolledBack()), ended });
    started(null);
    await decided;
  });
  ended.catch(failed);
  return begun;
}

async function end({ transactions }: Host, tx: number, how: 'commit' | 'rollback'): Promise<null> {
  const open = transactions.get(tx);
  if (open === undefined) throw new TypeError(`no transaction ${tx}`);
  transactions.delete(tx);
  open[how]();
  await (how === 'commit' ? open.ended : open.ended.catch(() => undefined));
  return null;
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { queueIndexing } from '../actions/jobs/index-numbers-job.ts';
import { hashOf, newToken } from '../actions/workspace/tokens.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import { hostBook } from '../store/remote/host.ts';
import { PROTOCOL, STORE_PATH } from '../store/remote/protocol.ts';
import { isLoopback } from './security.ts';

/** A token for each book, of a secret that ends with the server: the token of one says nothing of another's. */
export function tokensOfBooks(): (book_id: string) => string {
  const secret = newToken();
  return (book_id) => hashOf(`${secret} ${book_id}`);
}

/**
 * Takes command lines of the machine's owner, who alone can read the token, to the books that this server has open. Only this
 * machine is answered. No browser can come this way: the token stands in a header, and the connection is upgraded to no protocol
 * that one speaks.
 */
export function acceptCommands(
  app: FastifyInstance,
  bench: Workbench,
  tokenOf: (book_id: string) => string,
): void {
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const url = new URL(request.url ?? '/', 'http://here');
    const book_id = url.searchParams.get('book_id') ?? '';
    const isOurs = url.pathname === STORE_PATH && request.headers.upgrade === PROTOCOL;
    if (!isOurs || !isFromHere(request) || !isToken(request.headers.authorization, tokenOf(book_id))) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      return;
    }
    void lend(bench, book_id, url.searchParams.get('writes') === 'true', socket).catch(() =>
      socket.destroy(),
    );
  });
}

/** Whether a request comes from this machine itself, and by no proxy, which speaks for others. */
export function isFromHere({ socket, headers }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const from = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return isLoopback(from) && PROXY_HEADERS.every((name) => headers[name] === undefined);
}

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via'];

function isToken(header: string | undefined, token: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(header ?? '')), Buffer.from(hashOf(`Bearer ${token}`)));
}

async function lend(bench: Workbench, book_id: string, writes: boolean, socket: Duplex): Promise<void> {
  const host = (): Promise<void> =>
    bench.books.use(book_id, async (book) => {
      if (socket.destroyed) return;
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: ${PROTOCOL}\r\n\r\n`);
      await hostBook(book, socket);
      if (writes) await queueIndexing(bench, book_id, book);
    });
  if (writes) await bench.jobs.between(book_id, host);
  else await host();
  bench.jobs.changed(book_id);
}

import type { Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Workbench } from '../actions/workspace/workbench.ts';
import { DuideshangError } from '../errors.ts';
import { acceptJson, refuseNull } from './accept.ts';
import { acceptCommands, tokensOfBooks } from './internal.ts';
import { openApi } from './openapi.ts';
import { BODY_BYTES_MAX, catalogued, languageAsked, PROBLEM_TYPE, problemOf } from './problem.ts';
import { registerRoutes } from './registration.ts';
import { ROUTES } from './routes/index.ts';
import { type Entrance, guard, isLoopback } from './security.ts';
import { writeServerNote } from './server-note.ts';
import { version } from './version.ts';
import { servePages } from './web.ts';

/** Where a server listens, and how browsers come to it. */
export interface ServerOptions extends Entrance {
  /** 0 takes any free port; a port that is taken leads to the next free one. */
  readonly port: number;
  /** Replies are held against the contract. */
  readonly strict?: boolean;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://…`, without a stroke at the end. */
  readonly address: string;
  /** Where browsers find it: the public address where it was told one. */
  readonly public_address: string;
  readonly port: number;
  close(): Promise<void>;
}

const PORTS_TRIED = 20;

/** Serves a workbench over HTTP until it is closed; the workbench stays open. @throws port_taken */
export async function startServer(bench: Workbench, options: ServerOptions): Promise<RunningServer> {
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: options.behind_proxy === undefined ? false : [...options.behind_proxy],
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: tell,
    clientErrorHandler: tellUnread,
  });
  guard(app, options);
  refuseNull(app);
  acceptJson(app);
  app.setErrorHandler(tell);
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart);
  const description = JSON.stringify(openApi(version()));
  app.get('/api/v1/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(description),
  );
  registerRoutes(app, { bench, strict: options.strict === true }, ROUTES);
  await servePages(app);
  const tokenOf = tokensOfBooks();
  acceptCommands(app, bench, tokenOf);
  const port = await listen(app, options);
  const address = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const own = isLoopback(options.host) ? address : `http://127.0.0.1:${port}`;
  await bench.books.announce({ address: own, tokenOf });
  const closeNote = await writeServerNote(bench.workspace.home, address);
  return {
    address,
    public_address: options.public_address ?? address,
    port,
    async close() {
      await closeNote();
      await app.close();
    },
  };
}

/** Answers with an error as a problem, in the language of the request. */
function tell(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = catalogued(error);
  const language = languageAsked(request.headers['accept-language']);
  return reply
    .status(known.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(known, language)));
}

/** Answers what is not even a request, if somebody still listens. */
function tellUnread(error: Error, socket: Socket): void {
  if (socket.writable) {
    const known = new DuideshangError('request_wrong', { what: 'HTTP' }, error);
    const said = JSON.stringify(problemOf(known, languageAsked(undefined)));
    const head = [
      `HTTP/1.1 ${known.status} Bad Request`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(said)}`,
      'connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${said}`);
  }
  socket.destroySoon();
}

async function listen(app: FastifyInstance, { host, port }: ServerOptions): Promise<number> {
  for (let tried = 0; tried < PORTS_TRIED; tried += 1) {
    try {
      await app.listen({ host, port: port === 0 ? 0 : port + tried });
      const address = app.server.address();
      if (typeof address === 'object' && address !== null) return address.port;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
  throw new DuideshangError('port_taken', { port });
}

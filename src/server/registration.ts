import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Convert } from 'typebox/value';
import { seesBook, shopsOf } from '../actions/workspace/access.ts';
import { type SignedIn, whoIs } from '../actions/workspace/sign-in.ts';
import type { Workbench } from '../actions/workspace/workbench.ts';
import { today } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import type { Book } from '../store/book.ts';
import { keptUntilChange } from '../store/kept.ts';
import { CONTRACT } from './contract/index.ts';
import { PATHS, type RouteName } from './contract/paths.ts';
import { hasRight, RIGHTS } from './contract/rights.ts';
import type { Route } from './contract/route.ts';
import { type AnyCall, type Implementation, SENT } from './implement.ts';
import { cookieName } from './security.ts';
import { wire } from './wire.ts';

/** What the routes of a server share. */
export interface Desk {
  readonly bench: Workbench;
  /** Replies are held against the contract, too: for tests. */
  readonly strict: boolean;
}

type Validator = (value: unknown) => unknown;

/**
 * Registers routes. Each request is judged in this order: who, the role, the book, the body. So who may not call a route
 * learns nothing from what it says about the body.
 */
export function registerRoutes(app: FastifyInstance, desk: Desk, routes: readonly Implementation[]): void {
  for (const implementation of routes) {
    const { name } = implementation;
    const route: Route = CONTRACT[name];
    const [method = 'GET', url = '/'] = PATHS[name].split(' ');
    const query = validatorOf(route.query, 'query');
    const body = validatorOf(route.body, 'body');
    const faultOf = desk.strict ? replyFault(route.reply) : () => undefined;
    app.route({
      method: method as 'GET',
      url,
      async handler(request, reply) {
        const params = request.params as Record<string, string>;
        const who = await admit(desk, request, name);
        const shops = admitToBook(who, params.book_id, name);
        const call = {
          bench: desk.bench,
          who,
          shops,
          params,
          query: query(request.query),
          body: body(request.body),
          request,
          reply,
        };
        const said = await replyTo(implementation, call);
        return said === SENT ? reply : answer(reply, said, faultOf(said));
      },
    });
  }
}

/** The reply as it goes out. */
async function replyTo(
  { name, run, opens_book, is_kept }: Implementation,
  call: Omit<AnyCall, 'book'>,
): Promise<string | typeof SENT> {
  const { params, query, body, shops } = call;
  const said = async (book: Book | undefined): Promise<string | typeof SENT> => {
    const found = await run({ ...call, book });
    return found === SENT ? SENT : wire(found);
  };
  if (params.book_id === undefined || !opens_book) return said(undefined);
  const { books, askers } = call.bench;
  const { book_id } = params;
  return askers.answer(() =>
    books.use(book_id, (book) =>
      is_kept === true
        ? keptUntilChange(book.store, JSON.stringify([name, params, query, body, shops, today()]), () =>
            said(book),
          )
        : said(book),
    ),
  );
}

/** Who calls. @throws not_signed_in, access_denied */
async function admit({ bench }: Desk, request: FastifyRequest, name: RouteName): Promise<SignedIn | null> {
  const token = request.cookies[cookieName(bench.workspace)];
  const who = token === undefined ? null : await whoIs(bench.workspace, token);
  if (RIGHTS[name].least === 'anyone') return who;
  if (who === null) throw new DuideshangError('not_signed_in');
  if (!hasRight(name, who.user.role, null)) throw new DuideshangError('access_denied');
  return who;
}

/** The shops that the caller sees of the book. A book that is not his is unknown to him. @throws book_unknown, access_denied */
function admitToBook(
  who: SignedIn | null,
  book_id: string | undefined,
  name: RouteName,
): readonly string[] | null {
  if (book_id === undefined || who === null) return null;
  if (!seesBook(who.access, book_id)) throw new DuideshangError('book_unknown');
  const shops = shopsOf(who.access, book_id);
  if (!hasRight(name, who.user.role, shops)) throw new DuideshangError('access_denied');
  return shops;
}

/** @throws request_wrong that names the place */
function validatorOf(schema: TSchema | undefined, part: string): Validator {
  if (schema === undefined) return () => undefined;
  const compiled = Compile(schema);
  const wanted = part === 'query' ? (value: unknown) => Convert(schema, value) : (value: unknown) => value;
  return (value) => {
    const given = wanted(value ?? {});
    if (compiled.Check(given)) return given;
    const [first] = compiled.Errors(given);
    const place = `${part}${(first?.instancePath ?? '').replaceAll('/', '.')}`;
    throw new DuideshangError('request_wrong', { what: `${place} ${first?.message ?? ''}` });
  };
}

function replyFault(schema: TSchema): (said: string) => string | undefined {
  const compiled = Compile(schema);
  return (said) => {
    const sent: unknown = JSON.parse(said);
    if (compiled.Check(sent)) return undefined;
    const [first] = compiled.Errors(sent);
    return `${first?.instancePath} ${first?.message}`;
  };
}

function answer(reply: FastifyReply, said: string, fault: string | undefined): FastifyReply {
  if (fault !== undefined) throw new TypeError(`the reply is not what the contract says: ${fault}`);
  return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(said);
}

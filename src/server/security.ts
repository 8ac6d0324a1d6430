import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DuideshangError } from '../errors.ts';
import type { Workspace } from '../store/workspace/workspace.ts';

/** Scripts come from this server alone; styles may stand in elements, which the pages' library needs. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
const YEAR_SECONDS = 31_536_000;

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1)$/;
const LOOPBACK_HOSTS = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** Whether an address leads to this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Guards every request of a server bound to `host`. */
export function guard(app: FastifyInstance, host: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    if (isLoopback(host)) refuseOtherHosts(request);
    refuseForeign(request);
  });
}

/** A page of another site that names a host of its own leading here (DNS rebinding) would have our cookies. */
function refuseOtherHosts({ headers }: FastifyRequest): void {
  if (!LOOPBACK_HOSTS.test(headers.host ?? ''))
    throw new DuideshangError('host_refused', { host: headers.host ?? '' });
}

/** What changes something must come from our own pages, or from no page at all. */
function refuseForeign({ method, headers }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const isOurs =
    origin === undefined
      ? site === undefined || site === 'same-origin'
      : URL.canParse(origin) && new URL(origin).host === host;
  if (!isOurs) throw new DuideshangError('foreign_request');
}

/** Name of the session's cookie: two workspaces on one machine do not sign each other out. */
export function cookieName({ workspace_id }: Workspace): string {
  return `duideshang_${workspace_id.slice(0, 8)}`;
}

/** Gives the browser its session: for this site and its server only, out of reach of scripts. */
export function setSession(
  workspace: Workspace,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  reply.setCookie(cookieName(workspace), token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
  });
}

/** Takes the session from the browser. */
export function endSession(workspace: Workspace, reply: FastifyReply): void {
  reply.clearCookie(cookieName(workspace), { path: '/' });
}

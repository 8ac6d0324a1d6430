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

/** How browsers come to a server. */
export interface Entrance {
  /** The address that it is bound to. */
  readonly host: string;
  /** Where browsers find it, `https://…` without a path, when that is not where it listens. */
  readonly public_address?: string;
  /** Addresses or networks of the HTTPS proxy in front of it, whose word on X-Forwarded-… is taken, and no one else's. */
  readonly behind_proxy?: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the browser came by HTTPS. */
    is_secure: boolean;
  }
}

/** Guards every request of a server. */
export function guard(app: FastifyInstance, entrance: Entrance): void {
  const isBehindHttps =
    entrance.behind_proxy !== undefined || entrance.public_address?.startsWith('https:') === true;
  app.decorateRequest('is_secure', false);
  app.addHook('onRequest', async (request, reply) => {
    request.is_secure = isBehindHttps || request.protocol === 'https';
    reply.headers(HEADERS);
    if (request.is_secure) reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    if (isLoopback(entrance.host)) refuseOtherHosts(request, entrance);
    refuseForeign(request, entrance);
  });
}

/** A page of another site that names a host of its own leading here (DNS rebinding) would have our cookies. */
function refuseOtherHosts({ headers: { host = '' } }: FastifyRequest, { public_address }: Entrance): void {
  if (!LOOPBACK_HOSTS.test(host) && host !== hostOf(public_address))
    throw new DuideshangError('host_refused', { host });
}

/** What changes something must come from our own pages, or from no page at all. */
function refuseForeign({ method, headers, host }: FastifyRequest, { public_address }: Entrance): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const isOurs =
    origin === undefined
      ? site === undefined || site === 'same-origin'
      : [host, headers.host, hostOf(public_address)].includes(hostOf(origin) ?? '');
  if (!isOurs) throw new DuideshangError('foreign_request');
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
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
    secure: request.is_secure,
    path: '/',
  });
}

/** Takes the session from the browser. */
export function endSession(workspace: Workspace, reply: FastifyReply): void {
  reply.clearCookie(cookieName(workspace), { path: '/' });
}

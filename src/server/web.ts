import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { DuideshangError } from '../errors.ts';

/** Where the built pages lie: `dist/web`, beside this when built, from a checkout's root else. */
const PAGES = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/web/' : '../../web/', import.meta.url),
);
const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Serves the pages of the web app. Files under `assets/` have their hash in their names and may be kept; every other path
 * that is no file is a page of the app.
 */
export async function servePages(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(path.join(PAGES, 'index.html'));
  if (isBuilt)
    await app.register(fastifyStatic, {
      root: PAGES,
      wildcard: true,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (reply, file) => {
        const isHashed = file.startsWith(path.join(PAGES, 'assets'));
        reply.header('cache-control', isHashed ? `public, max-age=${WEEK_MS / 1000}, immutable` : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    const [url = '/'] = request.url.split('?');
    const isPage = request.method === 'GET' && !url.startsWith('/api/') && !path.extname(url);
    if (!isBuilt || !isPage) throw new DuideshangError('route_unknown', { path: url });
    return reply.sendFile('index.html');
  });
}

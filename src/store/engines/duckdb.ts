import { realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  type DuckDBResult,
} from '@duckdb/node-api';
import { DuideshangError } from '../../errors.ts';
import type { BulkLoad, Engine, Executor, Store } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { literalOf } from './duckdb-literals.ts';
import { rowsOf } from './duckdb-rows.ts';

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
  async function withConnection<T>(
    work: (on: Executor, connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const connection = await take();
    try {
      return await work(executorOn(connection), connection);
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
    query: (statement) => withConnection((on) => on.query(statement)),
    execute: (statement) => changing((on) => on.execute(statement)),
    load: (load) => (load.unseen === true ? withConnection : changing)((on) => on.load(load)),
    async *stream<T extends object>(statement: Sql) {
      const connection = await take();
      try {
        yield* executorOn(connection).stream<T>(statement);
      } finally {
        idle.push(connection);
      }
    },
    withOneThread: (work) => withConnection((on) => withThreads(on, 1, work)),
    leavingOneCore: (work) =>
      withConnection((on) => withThreads(on, Math.max(1, os.availableParallelism() - 1), work)),
    transaction: (work) => changing((on, connection) => transactionOn(connection, () => work(on))),
    changes: () => changes,
    async close() {
      for (const connection of all.splice(0)) connection.disconnectSync();
      idle.length = 0;
      instance.closeSync();
      openHere.delete(file);
    },
  };
}

/** Runs work with fewer threads, unless there are no more anyway. */
async function withThreads<T>(
  on: Executor,
  threads: number,
  work: (alone: () => void) => Promise<T>,
): Promise<T> {
  const [before] = await on.query<{ threads: bigint }>(
    sql`select current_setting('threads')::bigint as threads`,
  );
  if ((before?.threads ?? 1n) <= BigInt(threads)) return work(() => undefined);
  await on.execute(sql`set global threads = ${trusted(String(threads))}`);
  let widened: Promise<unknown> | undefined;
  const widen = (): void => {
    widened ??= on.execute(sql`set global threads = ${trusted(String(before?.threads ?? 1n))}`);
  };
  try {
    return await work(widen);
  } finally {
    widen();
    await widened;
  }
}

async function transactionOn<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('begin');
  try {
    const result = await work();
    await connection.run('commit');
    return result;
  } catch (error) {
    // A failed commit has already rolled back, and then there is nothing to roll back.
    await connection.run('rollback').catch(() => undefined);
    throw error;
  }
}

function executorOn(connection: DuckDBConnection): Executor {
  let streaming = false;
  const run = async (statement: Sql): Promise<DuckDBMaterializedResult> => {
    if (streaming) throw new TypeError('a statement was run while a stream of the same transaction is open');
    return connection.run(textOf(statement));
  };
  return {
    async query<T extends object>(statement: Sql) {
      const result = await run(statement);
      const rowsIn = rowsOf<T>(result);
      const rows: T[][] = [];
      for (let at = 0; at < result.chunkCount; at += 1) {
        // Some milliseconds a chunk: whoever else waits has a turn between.
        if (at > 0) await setImmediate();
        rows.push(rowsIn(result.getChunk(at)));
      }
      return rows.flat();
    },
    async *stream<T extends object>(statement: Sql) {
      const result = await connection.stream(textOf(statement));
      streaming = true;
      try {
        yield* batchesOf<T>(result);
      } finally {
        streaming = false;
      }
    },
    execute: async (statement) => (await run(statement)).rowsChanged,
    load: async (load) => (await run(loadStatement(load))).rowsChanged,
  };
}

/** With values as literals: one with bound values is planned twice, and handed to the engine's threads three times (decision 0103). */
function textOf(statement: Sql): string {
  return statement.renderWith('duckdb', literalOf);
}

/** Longest line of a staging file that the engine is asked to take, in bytes; less where the file's own is known. */
const LINE_BYTES_MAX = 16 * 1024 ** 2;
const LINE_BYTES_MIN = 1024 ** 2;

function loadStatement(load: BulkLoad): Sql {
  const from = load.form === 'columns' ? sql`read_parquet(${listOf(load.files)})` : readLines(load);
  return sql`insert into ${trusted(load.table)} (${trusted(load.into.join(', '))})
    select ${join(load.select)} from ${from}`;
}

function readLines(load: BulkLoad): Sql {
  const line_bytes = Math.max(
    LINE_BYTES_MIN,
    Math.min(LINE_BYTES_MAX, load.line_bytes_max ?? LINE_BYTES_MAX),
  );
  const columns = load.columns.map(({ name, type }) => `${quoted(name)}: ${quoted(type)}`).join(', ');
  return sql`read_csv(${listOf(load.files)}, auto_detect = false, header = false, delim = '\t',
      quote = '', escape = '', nullstr = '\\N', new_line = '\\n', max_line_size = ${line_bytes},
      buffer_size = ${line_bytes * 2}, columns = {${trusted(columns)}})`;
}

function listOf(texts: readonly string[]): Sql {
  return sql`[${join(texts.map((text) => sql`${text}`))}]`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function* batchesOf<T extends object>(result: DuckDBResult): AsyncIterable<T[]> {
  const rowsIn = rowsOf<T>(result);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield rowsIn(chunk);
  }
}

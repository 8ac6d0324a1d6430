import { setImmediate } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBResult } from '@duckdb/node-api';
import type { BulkLoad, Executor } from '../driver.ts';
import { join, type Sql, sql, trusted } from '../sql.ts';
import { literalOf } from './duckdb-literals.ts';
import { rowsOf } from './duckdb-rows.ts';

/** Runs the text of one statement and resolves to its whole result. */
export type RunText = (connection: DuckDBConnection, text: string) => Promise<DuckDBMaterializedResult>;

/** In the thread that waits for it, and in as many of the engine's as it has. */
export const runHere: RunText = (connection, text) => connection.run(text);

/** Runs work in a transaction of a connection: all or nothing. */
export async function transactionOn<T>(
  connection: DuckDBConnection,
  run: RunText,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run('begin');
  try {
    const result = await work();
    await run(connection, 'commit');
    return result;
  } catch (error) {
    // A failed commit has already rolled back, and then there is nothing to roll back.
    await connection.run('rollback').catch(() => undefined);
    throw error;
  }
}

/** Runs statements on a connection, one after the other. */
export function executorOn(connection: DuckDBConnection, runText: RunText): Executor {
  let streaming = false;
  const run = async (statement: Sql): Promise<DuckDBMaterializedResult> => {
    if (streaming) throw new TypeError('a statement was run while a stream of the same transaction is open');
    return runText(connection, textOf(statement));
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

/** A text as the engine's literal. */
export function quoted(text: string): string {
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

import { setTimeout } from 'node:timers/promises';
import type {
  DuckDBMaterializedResult,
  DuckDBPendingResult,
  DuckDBPreparedStatement,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RunText } from './duckdb-executor.ts';

/**
 * Leaves statements to the engine's own threads, of which there must be one. Their caller is a thread of Node's pool, which would
 * otherwise do most of the work, before whoever else waits for that pool.
 */
export const runBehind: RunText = async (connection, text) => {
  const statements = await connection.extractStatements(text);
  for (let at = 0; ; at += 1) {
    const prepared = await statements.prepare(at);
    try {
      const result = await leftToEngine(prepared);
      if (at === statements.count - 1) return result;
    } finally {
      prepared.destroySync();
    }
  }
};

/** A statement is looked after so often, at first and at last. */
const LOOK_MS_MIN = 1;
const LOOK_MS_MAX = 8;

async function leftToEngine(prepared: DuckDBPreparedStatement): Promise<DuckDBMaterializedResult> {
  const pending = prepared.start();
  const raw = rawOf(pending);
  for (let wait = LOOK_MS_MIN; isUnderWay(raw); wait = Math.min(wait * 2, LOOK_MS_MAX))
    await setTimeout(wait);
  const error = duckdb.pending_error(raw);
  if (error) throw new Error(error);
  return (await pending.getResult()) as DuckDBMaterializedResult;
}

/** The library has no method that tells how far a statement is without doing a part of it; what it is made of has. */
function rawOf(pending: DuckDBPendingResult): duckdb.PendingResult {
  return (pending as unknown as { readonly pending_result: duckdb.PendingResult }).pending_result;
}

function isUnderWay(pending: duckdb.PendingResult): boolean {
  const state = duckdb.pending_execute_check_state(pending);
  return state === duckdb.PendingState.RESULT_NOT_READY || state === duckdb.PendingState.NO_TASKS_AVAILABLE;
}

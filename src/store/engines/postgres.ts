import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DuideshangError } from '../../errors.ts';
import type { BulkLoad, Engine, Executor, Store } from '../driver.ts';
import { join, type Sql, type SqlValue, sql, trusted } from '../sql.ts';

/** How a server is reached. */
export interface PostgresOptions {
  /** Connections at most. */
  readonly connections_max?: number;
}

const ENGINE: Engine = {
  name: 'postgres',
  concurrent_writers: true,
  staging: 'lines',
  is_shared: true,
  settles_apart: false,
  has_indexes: true,
};
const CONNECTIONS_MAX = 8;
const STREAM_ROWS = 5000;

/**
 * Opens a PostgreSQL database, which the program has to itself: its tables lie in `public` and `app`.
 * @throws store_unreachable when no connection can be made.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections_max ?? CONNECTIONS_MAX,
    options: '-c datestyle=ISO,YMD -c timezone=UTC -c client_min_messages=warning',
    types: { getTypeParser: (oid: number) => parserOf(oid) },
  });
  // A connection that the server drops is replaced by the pool, and what ran on it is rejected; without a listener it
  // would end the program.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new DuideshangError('store_unreachable', { host: new URL(url).host, why: reasonOf(error) }, error);
  }
  return storeOn(pool);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function storeOn(pool: pg.Pool): Store {
  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }
  const transaction = <T>(work: (tx: Executor) => Promise<T>): Promise<T> =>
    withClient((client) => transactionOn(client, () => work(executorOn(client))));
  return {
    engine: ENGINE,
    database: pool,
    query: (statement) => withClient((client) => executorOn(client).query(statement)),
    execute: (statement) => withClient((client) => executorOn(client).execute(statement)),
    load: (load) => transaction((tx) => tx.load(load)),
    withOneThread: (work) => work(() => undefined),
    behindOthers(work) {
      return work(this);
    },
    changes: () => null,
    async *stream<T extends object>(statement: Sql) {
      const client = await pool.connect();
      try {
        await client.query('begin read only');
        yield* executorOn(client).stream<T>(statement);
      } finally {
        await client.query('rollback').catch(() => undefined);
        client.release();
      }
    },
    transaction,
    close: () => pool.end(),
  };
}

async function transactionOn<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function executorOn(client: pg.PoolClient): Executor {
  let streaming = false;
  const run = (statement: Sql): Promise<pg.QueryResult> => {
    if (streaming) throw new TypeError('a statement was run while a stream of the same transaction is open');
    const { text, values } = statement.render('postgres');
    return client.query(text, values.map(bound));
  };
  return {
    async query<T extends object>(statement: Sql) {
      return (await run(statement)).rows as T[];
    },
    async *stream<T extends object>(statement: Sql) {
      await run(sql`declare rows_of_stream no scroll cursor for ${statement}`);
      streaming = true;
      try {
        for (;;) {
          const batch = await client.query(`fetch ${STREAM_ROWS} from rows_of_stream`);
          if (batch.rows.length === 0) return;
          yield batch.rows as T[];
        }
      } finally {
        streaming = false;
        await client.query('close rows_of_stream').catch(() => undefined);
      }
    },
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
    load: (load) => copyAndInsert(client, load, run),
  };
}

async function copyAndInsert(
  client: pg.PoolClient,
  load: BulkLoad,
  run: (statement: Sql) => Promise<pg.QueryResult>,
): Promise<number> {
  const columns = load.columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  await client.query(`create temp table staged (${columns}) on commit drop`);
  for (const file of load.files) {
    const copy = client.query(
      copyFrom(
        `copy staged from stdin (format csv, delimiter E'\\t', null '\\N', quote E'\\x01', escape E'\\x01')`,
      ),
    );
    await pipeline(createReadStream(file, { highWaterMark: 1024 ** 2 }), withoutQuotes(), copy);
  }
  const inserted = await run(sql`insert into ${trusted(load.table)} (${trusted(load.into.join(', '))})
    select ${join(load.select)} from staged`);
  await client.query('drop table staged');
  return inserted.rowCount ?? 0;
}

/** COPY must have a quote character; the one chosen, U+0001, is replaced by a space should a file hold it. */
function withoutQuotes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(1); at >= 0; at = chunk.indexOf(1, at + 1)) chunk[at] = 32;
      done(null, chunk);
    },
  });
}

function bound(value: SqlValue): string | boolean | null {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError(`not an integer: ${value}`);
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
}

type Parser = (text: string) => SqlValue;

const asIs: Parser = (text) => text;

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [pg.types.builtins.BOOL, (text) => text === 't'],
  [pg.types.builtins.INT2, (text) => Number.parseInt(text, 10)],
  [pg.types.builtins.INT4, (text) => Number.parseInt(text, 10)],
  [pg.types.builtins.INT8, (text) => BigInt(text)],
  [pg.types.builtins.DATE, asIs],
  [pg.types.builtins.TIMESTAMP, (text) => text.slice(0, 19)],
]);

const REFUSED: ReadonlyMap<number, string> = new Map([
  [pg.types.builtins.NUMERIC, 'numeric'],
  [pg.types.builtins.FLOAT4, 'real'],
  [pg.types.builtins.FLOAT8, 'double precision'],
  [pg.types.builtins.TIMESTAMPTZ, 'timestamp with time zone'],
]);

function parserOf(oid: number): Parser {
  const refused = REFUSED.get(oid);
  if (refused === undefined) return PARSERS.get(oid) ?? asIs;
  return () => {
    throw new TypeError(`a column is ${refused}: cast it to bigint, integer, text or timestamp`);
  };
}

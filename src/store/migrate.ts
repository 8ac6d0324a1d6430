import { readdir, readFile } from 'node:fs/promises';
import { DuideshangError } from '../errors.ts';
import type { Executor, Store } from './driver.ts';
import { perEngine, sql, trusted } from './sql.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
const FILE_NAME = /^(app_|workspace_)?(\d{3})(?:_\w+)?(?:\.(duckdb|postgres))?\.sql$/;

interface Migration {
  readonly number: number;
  readonly file: string;
}

/** The facts and the decisions are two databases on DuckDB, so each keeps its own count. */
const BOOK_TRACKS = [
  { table: 'migrations', prefix: undefined },
  { table: 'app.migrations', prefix: 'app_' },
] as const;
const WORKSPACE_TRACKS = [{ table: 'workspace.migrations', prefix: 'workspace_' }] as const;

/**
 * Brings a database to the program's schema: that of a book, or of the workspace around the books. Each track is
 * brought up in one transaction: all or nothing.
 * @throws book_too_new when the database has seen a migration that this program does not know.
 */
export async function migrate(
  store: Store,
  book: string,
  what: 'book' | 'workspace' = 'book',
): Promise<void> {
  const files = await readdir(FOLDER);
  for (const track of what === 'book' ? BOOK_TRACKS : WORKSPACE_TRACKS) {
    const migrations = migrationsOf(files, store.engine.name, track.prefix);
    await store.transaction((tx) => bringUp(tx, track.table, migrations, book));
  }
}

function migrationsOf(files: readonly string[], engine: string, prefix: string | undefined): Migration[] {
  return files
    .flatMap((file) => {
      const [, app, number, only] = FILE_NAME.exec(file) ?? [];
      if (number === undefined || app !== prefix || (only !== undefined && only !== engine)) return [];
      return [{ number: Number.parseInt(number, 10), file }];
    })
    .sort((a, b) => a.number - b.number);
}

function schemaOf(table: string): string {
  return table.split('.').at(-2) ?? 'public';
}

async function bringUp(
  tx: Executor,
  table: string,
  migrations: readonly Migration[],
  book: string,
): Promise<void> {
  await tx.execute(
    perEngine({
      duckdb: 'select 1',
      postgres: `select pg_advisory_xact_lock(4107); create schema if not exists ${schemaOf(table)}`,
    }),
  );
  await tx.execute(
    sql`create table if not exists ${trusted(table)} (number integer not null, file text not null)`,
  );
  const done = await tx.query<{ number: number }>(sql`select number from ${trusted(table)}`);
  const applied = new Set(done.map(({ number }) => number));
  const latest = migrations.at(-1)?.number ?? 0;
  if (done.some(({ number }) => number > latest)) throw new DuideshangError('book_too_new', { book });
  for (const { number, file } of migrations.filter((migration) => !applied.has(migration.number))) {
    await tx.execute(trusted(await readFile(new URL(file, FOLDER), 'utf8')));
    await tx.execute(sql`insert into ${trusted(table)} values (${number}, ${file})`);
  }
}

import { readdir, readFile } from 'node:fs/promises';
import { DuideshangError } from '../errors.ts';
import type { Executor, Store } from './driver.ts';
import { perEngine, sql, trusted } from './sql.ts';

/** The migrations of the program. */
export const MIGRATIONS = new URL('./migrations/', import.meta.url);
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
 * Brings a database to the program's schema: that of a book, or of the workspace around the books. A new one is
 * made in one transaction; of an old one each migration is a transaction of its own, and one that is cut off goes on from there.
 * (DuckDB commits no table whose rows were changed before it was altered again.) `folder` (a URL that ends with `/`) holds the migrations.
 * @throws book_too_new when the database has seen a migration that this program does not know.
 */
export async function migrate(
  store: Store,
  book: string,
  what: 'book' | 'workspace' = 'book',
  folder: URL = MIGRATIONS,
): Promise<void> {
  const files = await readdir(folder);
  for (const track of what === 'book' ? BOOK_TRACKS : WORKSPACE_TRACKS) {
    const migrations = migrationsOf(files, store.engine.name, track.prefix);
    await bringUp(store, track.table, migrations, { book, folder });
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
  store: Store,
  table: string,
  migrations: readonly Migration[],
  { book, folder }: { readonly book: string; readonly folder: URL },
): Promise<void> {
  const latest = migrations.at(-1)?.number ?? 0;
  const applied = await store.transaction((tx) => appliedIn(tx, table));
  if (Math.max(0, ...applied) > latest) throw new DuideshangError('book_too_new', { book });
  const missing = migrations.filter(({ number }) => !applied.has(number));
  const steps = applied.size === 0 ? [missing] : missing.map((migration) => [migration]);
  for (const step of steps)
    await store.transaction(async (tx) => {
      // Another server may have applied some meanwhile; none does until this transaction has ended.
      const done = await appliedIn(tx, table);
      for (const each of step) if (!done.has(each.number)) await apply(tx, table, each, folder);
    });
}

/** The numbers that a track has seen. Until the transaction has ended, whoever else asks on a server waits. */
async function appliedIn(tx: Executor, table: string): Promise<ReadonlySet<number>> {
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
  return new Set(done.map(({ number }) => number));
}

async function apply(tx: Executor, table: string, { number, file }: Migration, folder: URL): Promise<void> {
  await tx.execute(trusted(await readFile(new URL(file, folder), 'utf8')));
  await tx.execute(sql`insert into ${trusted(table)} values (${number}, ${file})`);
}

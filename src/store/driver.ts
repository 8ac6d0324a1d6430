import type { FactKind } from '../model/facts.ts';
import type { Sql, SqlValue } from './sql.ts';

/** A row as the drivers return it: bigint for BIGINT, number for INTEGER, text for TEXT and TIMESTAMP, boolean, null. */
export type ResultRow = Record<string, SqlValue>;

/** Something that runs statements: the store itself, or a transaction of it. */
export interface Executor {
  query<T extends object = ResultRow>(statement: Sql): Promise<T[]>;
  /** The rows in batches, so that a large result never sits in memory whole. */
  stream<T extends object = ResultRow>(statement: Sql): AsyncIterable<T[]>;
  /** Runs a statement for its effect; returns the number of rows changed where the engine tells. */
  execute(statement: Sql): Promise<number>;
  /**
   * Appends staging files (see `staging.ts`: tab-separated UTF-8, no quoting, `\N` for null) to a table.
   * `columns` are the files' columns in order with their types; `select` the expressions to insert.
   */
  load(load: BulkLoad): Promise<number>;
}

/** Staging files of one form and what becomes of their columns. */
export interface BulkLoad {
  /** Target table and its columns. */
  readonly table: string;
  readonly into: readonly string[];
  /** Paths of the staging files, one or more, and their form: lines of text unless said otherwise. */
  readonly files: readonly string[];
  readonly form?: StagingForm;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** One SQL expression per column of `into`, over the files' columns. */
  readonly select: readonly Sql[];
  /** Whether nobody reads the rows until a transaction says that they count: to load them is no change yet. */
  readonly unseen?: boolean;
  /** No line of the files is longer, where that is known: the engine then needs less room to read it. */
  readonly line_bytes_max?: number;
}

/** Lines of text, which every engine loads, or columns (Parquet), which some load faster. */
export type StagingForm = 'lines' | 'columns';

/** Types of the columns of a staging file, by the names that both engines know. */
export type ColumnType = 'text' | 'bigint' | 'integer' | 'timestamp' | 'boolean';

/** A book's database. Opened by `openBook`; one process owns an embedded one. */
export interface Store extends Executor {
  readonly engine: Engine;
  /** The same object in every store of one database that this process has open. */
  readonly database: object;
  /** Runs `work` atomically: all or nothing, also when the process is killed. Not re-entrant. */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /**
   * Runs work beside which others need the machine: an embedded engine keeps to one thread until it ends, or until it
   * calls `alone`. Not re-entrant.
   */
  withOneThread<T>(work: (alone: () => void) => Promise<T>): Promise<T>;
  /**
   * Runs work beside which people ask, on the store that it is given: an embedded engine lets them go first, or leaves one core to
   * them where the system cannot do that. Not re-entrant.
   */
  behindOthers<T>(work: (behind: Store) => Promise<T>): Promise<T>;
  /** Grows with every change that was made through this store and that others can see; null where other processes make changes, too. */
  changes(): number | null;
  close(): Promise<void>;
}

/** Facts in which engines differ. No other room asks for an engine's name. */
export interface Engine {
  readonly name: 'duckdb' | 'postgres';
  /** Whether transactions on several connections may append to one table at the same time. */
  readonly concurrent_writers: boolean;
  /** The form in which facts are best staged. */
  readonly staging: StagingForm;
  /** Whether several processes may have the database open at the same time. */
  readonly is_shared: boolean;
  /**
   * Whether facts are best loaded in transactions of their own, and made live by one: an engine that writes twice what a
   * transaction first adds and then changes.
   */
  readonly settles_apart: boolean;
  /** Whether the tables have indexes; where they have none, numbers are looked up in `number_index`. */
  readonly has_indexes: boolean;
}

export type { FactKind };

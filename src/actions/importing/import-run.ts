import type { DuideshangError } from '../../errors.ts';
import type { ImportReceipt } from '../../model/receipt.ts';
import type { Limits } from '../../reading/limits.ts';
import type { SourceBook } from '../../sources/source-book.ts';
import type { Book } from '../../store/book.ts';
import type { Executor } from '../../store/driver.ts';
import type { OriginalCopy } from '../../store/originals.ts';
import type { ChunkPermits } from './chunk-permits.ts';
import type { AboutBytes, FileTask } from './import-messages.ts';
import type { Reading, ReadingPool } from './reading-pool.ts';

/** How files are imported. */
export interface ImportOptions {
  /** For encrypted zips. */
  readonly password?: string;
  readonly limits?: Limits;
  /** Files read at the same time. */
  readonly concurrency?: number;
  /** Folders below the paths that are not looked into: the book itself, results of an earlier run. */
  readonly leave_out?: readonly string[];
  /** Who brings the files in, as it is written down. */
  readonly made_by?: string;
  /** Whether somebody may ask something of the machine meanwhile: then reading gives way. */
  readonly gives_way?: boolean;
  /** What else is to happen in the transaction that makes the rows of a file count. */
  readonly finish?: (tx: Executor) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Where the import of one file stands. */
export interface ImportProgress {
  readonly file: string;
  readonly bytes: number;
  readonly bytes_total: number;
  /** Rows in the database so far. */
  readonly rows: number;
  readonly phase: 'keeping' | 'reading' | 'loading' | 'done' | 'failed';
  /** Why nothing of it was taken, when it failed. */
  readonly error?: DuideshangError;
}

/** A file, or a table of one, that was not imported, and why. */
export interface ImportFailure {
  readonly file: string;
  readonly error: DuideshangError;
  /** Rows of a table that is nobody's, in a file of which another was imported: it waits to be taught. */
  readonly row_count?: number;
}

/** An import on its way. */
export interface Run {
  readonly book: Book;
  /** Says that all files have been read and loaded, and the machine is the engine's. */
  readonly alone: () => void;
  /** Index of the last file. */
  readonly last: number;
  readonly options: ImportOptions;
  readonly pool: ReadingPool;
  /** Mark of the key rules that lines are read under. */
  readonly key_rules: string;
  readonly sources: SourceBook;
  readonly permits: ChunkPermits;
  /** Copies of the files that are being read or have been, by index. */
  readonly copies: Map<number, Promise<OriginalCopy>>;
  /** Index of the first file of each hash: of equal files only the first is read. */
  readonly first: Map<string, number>;
  /** What the worker of each file was told of its bytes, by index. */
  readonly told: Map<number, Promise<AboutBytes>>;
  /** Errors of files by their index. */
  readonly errors: Map<number, DuideshangError>;
  readonly sizes: ReadonlyMap<FileTask, number>;
  readonly rows: Map<FileTask, number>;
}

/** A file that is being imported. */
export interface FileInHand {
  readonly run: Run;
  readonly index: number;
  readonly reading: Reading;
}

/** What became of files. */
export interface Outcome {
  readonly receipts: Imported[];
  readonly failures: ImportFailure[];
  readonly left_out: ImportFailure[];
}

/** The receipt of a table; `told_as` names the file of equal bytes that came after it. */
export interface Imported {
  readonly receipt: ImportReceipt;
  readonly told_as: string | null;
}

/** Says where a file stands. */
export function progress(
  run: Run,
  task: FileTask,
  phase: ImportProgress['phase'],
  bytes: number,
  error?: DuideshangError,
): void {
  const bytes_total = run.sizes.get(task) ?? 0;
  const rows = run.rows.get(task) ?? 0;
  run.options.onProgress?.({ file: task.file, bytes, bytes_total, rows, phase, ...(error && { error }) });
}

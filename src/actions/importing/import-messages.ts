import type { FactKind } from '../../model/facts.ts';
import type { LeftOutTable, TablePlace } from '../../model/left-out.ts';
import type { Limits } from '../../reading/limits.ts';
import type { SubjectRecord } from '../../sources/parts/subjects.ts';
import type { KeyRule } from '../../sources/rules/key-rules.ts';
import type { KeptTemplate } from '../../sources/source-book.ts';
import type { TableSummary } from '../../staging/read-table.ts';
import type { StagingForm } from '../../store/driver.ts';
import type { FileMark } from '../../store/originals.ts';
import type { PlainError } from '../plain-error.ts';

/** What every file of an import shares. */
export interface WorkerSettings {
  /** Folder for staging files. */
  readonly tmp: string;
  readonly limits: Limits;
  readonly password: string | null;
  /** So many messages about a file wait until it is known that its bytes are new. */
  readonly held_max: number;
  /** Whether reading goes behind all other threads. */
  readonly gives_way: boolean;
  /** The form in which the book's engine wants facts. */
  readonly staging: StagingForm;
  /** The book's own key rules before the built-in ones. */
  readonly key_rules: readonly KeyRule[];
  /** Layouts that the book was taught. */
  readonly templates: readonly KeptTemplate[];
}

/** A file to be read. */
export interface FileTask {
  readonly path: string;
  /** Its name in receipts. */
  readonly file: string;
}

/**
 * What the main thread tells a worker. `read`: the bytes are new, go on; `leave`: they are known; `again`: they are known,
 * but these tables of theirs wait to be recognised; `permit`: one more chunk may be written.
 */
export type ToWorker =
  | { readonly type: 'task'; readonly task: FileTask; readonly settings: WorkerSettings }
  | AboutBytes
  | { readonly type: 'permit' };

/** What a worker is told of the bytes of its file. */
export type AboutBytes =
  | { readonly type: 'read' }
  | { readonly type: 'leave' }
  | { readonly type: 'again'; readonly tables: readonly TablePlace[] };

/**
 * What a worker tells the main thread about the file it has. `table` counts the tables of the file from 0; `anew`: what was told
 * before does not count; `done` comes with the mark of the file that was read.
 */
export type FromWorker =
  | { readonly type: 'progress'; readonly bytes: number }
  | { readonly type: 'want' }
  | StagedFile
  | StagedTable
  | { readonly type: 'left_out'; readonly table: LeftOutTable }
  | { readonly type: 'anew' }
  | { readonly type: 'done'; readonly mark: FileMark }
  | { readonly type: 'failed'; readonly error: PlainError };

/** A staging file of facts, complete. */
export interface StagedFile {
  readonly type: 'chunk';
  readonly table: number;
  readonly kind: FactKind;
  readonly channel: string;
  readonly path: string;
  readonly facts: number;
}

/** The end of a table, after all of its chunks. */
export interface StagedTable {
  readonly type: 'table';
  readonly table: number;
  readonly summary: PlainSummary;
  readonly subjects: readonly SubjectRecord[];
  /** Staging files of refused and of held rows, null when there is none. */
  readonly refused_path: string | null;
  readonly held_path: string | null;
}

/** A summary without what cannot be sent between threads. */
export type PlainSummary = Omit<TableSummary, 'source' | 'layout'> & {
  readonly source_id: string;
  /** How many of the source's columns the table has. */
  readonly columns_known: number;
  readonly header_row: number;
  readonly headers: readonly string[];
};

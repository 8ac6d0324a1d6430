import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../errors.ts';
import type { FileTask } from './import-messages.ts';

/** What was found under the paths given. */
export interface FoundFiles {
  readonly tasks: readonly FileTask[];
  readonly failures: readonly { readonly file: string; readonly error: DuideshangError }[];
}

/**
 * The files to import under files and folders, in the order of the paths and, inside a folder, of the names.
 * Folders are searched to their depths; hidden files and the lock files of Office (`~$…`) are left out. A file below
 * a folder is named with the folders in between. What lies in the folders `leave_out` (a book, the results of an
 * earlier run) is not looked at.
 */
export async function findFiles(
  paths: readonly string[],
  leave_out: readonly string[] = [],
): Promise<FoundFiles> {
  const left_out = new Set(leave_out.map((folder) => path.resolve(folder)));
  const tasks: FileTask[] = [];
  const failures: { file: string; error: DuideshangError }[] = [];
  for (const given of paths) {
    try {
      const found = (await stat(given)).isDirectory()
        ? await filesBelow(given, '', left_out)
        : [taskOf(given, '')];
      if (found.length === 0) throw new DuideshangError('folder_empty', { folder: given });
      tasks.push(...found);
    } catch (error) {
      failures.push({ file: given, error: readingError(error, given) });
    }
  }
  const once = new Map(tasks.map((task) => [path.resolve(task.path), task]));
  return { tasks: [...once.values()], failures };
}

function taskOf(file: string, below: string): FileTask {
  return { path: file, file: path.posix.join(below, path.basename(file)) };
}

async function filesBelow(folder: string, below: string, left_out: ReadonlySet<string>): Promise<FileTask[]> {
  if (left_out.has(path.resolve(folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const tasks: FileTask[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name.startsWith('~$')) continue;
    const full = path.join(folder, entry.name);
    const is_folder = entry.isDirectory() || (entry.isSymbolicLink() && (await stat(full)).isDirectory());
    if (is_folder) tasks.push(...(await filesBelow(full, path.posix.join(below, entry.name), left_out)));
    else tasks.push(taskOf(full, below));
  }
  return tasks;
}

function readingError(error: unknown, file: string): DuideshangError {
  if (error instanceof DuideshangError) return error;
  const what = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new DuideshangError('file_unreadable', { file, what }, error);
}

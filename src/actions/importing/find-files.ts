import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DuideshangError } from '../../errors.ts';
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
 * earlier run) is not looked at. What cannot be opened, or is no file, fails by itself.
 */
export async function findFiles(
  paths: readonly string[],
  leave_out: readonly string[] = [],
): Promise<FoundFiles> {
  const left_out = new Set(leave_out.map((folder) => path.resolve(folder)));
  const walk: Walk = { left_out, tasks: [], failures: [] };
  for (const given of paths) {
    const found = walk.tasks.length + walk.failures.length;
    await look(walk, { full: given, name: given, below: '', above: [] });
    if (walk.tasks.length + walk.failures.length > found) continue;
    walk.failures.push({ file: given, error: new DuideshangError('folder_empty', { folder: given }) });
  }
  const once = new Map(walk.tasks.map((task) => [path.resolve(task.path), task]));
  return { tasks: [...once.values()], failures: walk.failures };
}

interface Walk {
  readonly left_out: ReadonlySet<string>;
  readonly tasks: FileTask[];
  readonly failures: { file: string; error: DuideshangError }[];
}

/** A file or folder: its path, its name in messages, the folders in between, and the true paths of those above it. */
interface Place {
  readonly full: string;
  readonly name: string;
  readonly below: string;
  readonly above: readonly string[];
}

async function look(walk: Walk, place: Place): Promise<void> {
  const { full, name, below } = place;
  try {
    const found = await stat(full);
    if (found.isDirectory()) await lookInto(walk, place);
    else if (found.isFile())
      walk.tasks.push({ path: full, file: path.posix.join(below, path.basename(full)) });
    else throw new DuideshangError('file_unreadable', { file: name, what: 'not a regular file' });
  } catch (error) {
    walk.failures.push({ file: name, error: unreadable(error, name) });
  }
}

async function lookInto(walk: Walk, { full, above, ...place }: Place): Promise<void> {
  if (walk.left_out.has(path.resolve(full))) return;
  const real = await realpath(full);
  // A link to a folder above would lead round for ever.
  if (above.includes(real)) return;
  const below = above.length === 0 ? '' : path.posix.join(place.below, path.basename(full));
  for (const entry of (await readdir(full)).sort()) {
    if (entry.startsWith('.') || entry.startsWith('~$')) continue;
    const inside = { full: path.join(full, entry), name: path.posix.join(below, entry), below };
    await look(walk, { ...inside, above: [...above, real] });
  }
}

/** The error of a file that cannot be opened, with what the system says of it; an error of ours stays. */
export function unreadable(error: unknown, file: string): DuideshangError {
  if (error instanceof DuideshangError) return error;
  const what = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new DuideshangError('file_unreadable', { file, what }, error);
}

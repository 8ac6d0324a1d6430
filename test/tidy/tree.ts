import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The top of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

const NOT_OURS = new Set(['node_modules', 'dist', '.git', 'sample', 'out']);

/** A file of the checkout: its path from the top with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** All files under a folder of the checkout whose path matches, sorted by path. */
export function filesUnder(folder: string, pattern: RegExp): SourceFile[] {
  return paths(join(ROOT, folder))
    .map((path) => relative(ROOT, path).split(sep).join('/'))
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => ({ path, text: readText(path) }));
}

/** The text of one file of the checkout. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function paths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) || /^dist\./.test(entry.name) ? [] : paths(path);
    return entry.isFile() ? [path] : [];
  });
}

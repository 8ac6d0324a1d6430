import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of the files in a folder, names and contents, by which the compiled kernel knows what it was compiled from. */
export function kernelSourceHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(`${name}\n${readFileSync(join(folder, name), 'utf8')}`);
  return hash.digest('hex');
}

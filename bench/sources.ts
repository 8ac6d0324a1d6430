import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.ts';
import type { SourceSpeed } from './result.ts';
import { type SourceFile, sourceFiles, unpackedBytes } from './source-files.ts';

const SCRIPT = join(import.meta.dirname, 'read-source.ts');

interface Took {
  readonly seconds: number;
  readonly peak_rss_bytes: number | null;
}

/**
 * How fast the files of every source become facts, and large workbooks rows, against decoding the same bytes or inflating the
 * same members. Each is the least of `runs` runs, in processor time of fresh processes.
 */
export async function benchSources(
  folder: string,
  runs: number,
  tell: (text: string) => void,
): Promise<SourceSpeed[]> {
  const speeds: SourceSpeed[] = [];
  mkdirSync(folder, { recursive: true });
  try {
    for await (const file of sourceFiles()) {
      const speed = await speedOf(file, join(folder, 'file'), runs);
      tell(`${speed.name}: ${(speed.seconds / speed.plain_seconds).toFixed(1)} × plain`);
      speeds.push(speed);
    }
    return speeds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function speedOf(
  { name, encoding, bytes, how }: SourceFile,
  path: string,
  runs: number,
): Promise<SourceSpeed> {
  writeFileSync(path, bytes);
  const took = await leastOf(runs, [how, path, encoding]);
  const plain = await leastOf(runs, ['plain', path, encoding]);
  return {
    name,
    encoding,
    bytes: unpackedBytes(bytes),
    seconds: took.seconds,
    plain_seconds: plain.seconds,
    peak_rss_bytes: took.peak_rss_bytes,
  };
}

async function leastOf(runs: number, args: readonly string[]): Promise<Took> {
  const all: Took[] = [];
  for (let run = 0; run < runs; run++) {
    const { exit, stdout, stderr, peak_rss_bytes } = await measure([process.execPath, SCRIPT, ...args]);
    if (exit !== 0) throw new Error(`ended with ${exit}\n${stderr}`);
    all.push({ seconds: JSON.parse(stdout).seconds, peak_rss_bytes });
  }
  return all.reduce((least, one) => (one.seconds < least.seconds ? one : least));
}

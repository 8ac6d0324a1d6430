/**
 * Reads one file once and prints what it took as JSON: `node bench/read-source.ts HOW FILE ENCODING`. HOW is `facts` (all the
 * way to staged facts), `rows` (every cell as text) or `plain` (bytes decoded, or members inflated, and dropped).
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { Kernel } from '../src/kernel/kernel.ts';
import { DEFAULT_LIMITS } from '../src/reading/limits.ts';
import { openTables } from '../src/reading/open-tables.ts';
import { fileOrigin } from '../src/reading/origin.ts';
import { filePlace } from '../src/reading/place.ts';
import { zipMembers } from '../src/reading/zip.ts';
import { SOURCES } from '../src/sources/registry.ts';
import { stageTable } from '../src/staging/stage.ts';
import { STAGING_COLUMNS } from '../src/store/facts/staging.ts';
import { ParquetBuffer } from '../src/store/parquet/parquet-buffer.ts';

const CHUNK_FACTS = 122_880;

const [how, path, encoding] = process.argv.slice(2);
if (how === undefined || path === undefined || encoding === undefined)
  throw new TypeError('usage: node bench/read-source.ts facts|rows|plain FILE ENCODING');

const kernel = new Kernel();
const options = { limits: DEFAULT_LIMITS, kernel };
/** What bytes of a form are decoded as where nothing is inflated. */
const TEXT_OF: Readonly<Record<string, string>> = { html: 'utf-8', spreadsheetml: 'utf-8', xls: 'latin1' };

// Of the process with all its threads, so that other work on the machine does not count.
const before = process.cpuUsage();
if (how === 'facts') await toFacts(path);
else if (how === 'rows') await toRows(path);
else if (encoding === 'xlsx') await inflate(path);
else await decode(path, TEXT_OF[encoding] ?? encoding);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6 }));

async function toFacts(file: string): Promise<void> {
  const newSink = (kind: keyof typeof STAGING_COLUMNS) =>
    new ParquetBuffer(STAGING_COLUMNS[kind], CHUNK_FACTS, () => undefined, kernel);
  for await (const table of openTables(file, options)) {
    for await (const item of stageTable(table, basename(file), SOURCES, { newSink }))
      if (item.type === 'chunk' && item.facts.count >= CHUNK_FACTS) item.facts.take();
  }
}

async function toRows(file: string): Promise<void> {
  for await (const table of openTables(file, options)) for await (const _ of table.rows());
}

async function inflate(file: string): Promise<void> {
  const place = filePlace(file, options);
  for (const member of await zipMembers(place, await fileOrigin(place, file)))
    for await (const _ of member.chunks());
}

async function decode(file: string, from: string): Promise<void> {
  const decoder = new TextDecoder(from);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 ** 2 }))
    decoder.decode(chunk, { stream: true });
}

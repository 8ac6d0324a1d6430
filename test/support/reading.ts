import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/reading/limits.ts';
import { openTables } from '../../src/reading/open-tables.ts';
import type { ReadingOptions, Row, RowFault } from '../../src/reading/table.ts';

/** A table read to its end. */
export interface ReadTable {
  readonly member: string | null;
  readonly sheet: string | null;
  readonly encoding: string;
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
}

const folder = mkdtempSync(join(tmpdir(), 'duideshang-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into a folder that is removed when the tests of this process are over. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Reading options with some limits and settings changed. */
export function readingOptions(
  limits: Partial<Limits> = {},
  more: Partial<ReadingOptions> = {},
): ReadingOptions {
  return { limits: { ...DEFAULT_LIMITS, ...limits }, ...more };
}

/** Every table of a file, read whole. */
export async function readTables(path: string, options = readingOptions()): Promise<ReadTable[]> {
  const tables: ReadTable[] = [];
  for await (const table of openTables(path, options)) {
    const rows: Row[] = [];
    for await (const batch of table.rows()) for (const row of batch) rows.push(row);
    const { member, sheet, encoding } = table;
    tables.push({ member, sheet, encoding, rows, faults: table.faults?.() ?? [] });
  }
  return tables;
}

/** The only table of a file given by its content. */
export async function readOne(content: string | Uint8Array, options = readingOptions()): Promise<ReadTable> {
  const [table, ...others] = await readTables(temporaryFile('file.bin', content), options);
  if (table === undefined || others.length > 0) throw new Error('not one table');
  return table;
}

/** The cells of all rows. */
export function cellsOf(table: ReadTable): (readonly string[])[] {
  return table.rows.map((row) => row.cells);
}

/** A file for a zip: its name and what is in it. */
export type Packed = readonly [name: string, content: string | Uint8Array, options?: ZipWriterAddDataOptions];

/** A zip made of files. */
export async function zipOf(
  files: readonly Packed[],
  options: ZipWriterAddDataOptions = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, content, own] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await writer.add(name, new Uint8ArrayReader(bytes), { ...options, ...own });
  }
  return writer.close();
}

const pairTables = new Map<string, ReadonlyMap<string, Uint8Array>>();

/** The two-byte codes of an encoding by character, found by decoding them all: Node writes neither encoding. */
function pairsOf(encoding: 'gb18030' | 'big5'): ReadonlyMap<string, Uint8Array> {
  const known = pairTables.get(encoding);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, Uint8Array>();
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\uFFFD' && !pairs.has(character)) {
        pairs.set(character, Uint8Array.of(lead, trail));
      }
    }
  }
  pairTables.set(encoding, pairs);
  return pairs;
}

/** The characters beyond ASCII that an encoding has two-byte codes for. */
export function charactersOf(encoding: 'gb18030' | 'big5'): string[] {
  return [...pairsOf(encoding).keys()];
}

/** Text as bytes of an encoding, for GB18030 and Big5 only what `charactersOf` lists; UTF-16 without a mark. */
export function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const pairs = pairsOf(encoding === 'big5' ? 'big5' : 'gb18030');
  const parts = Array.from(text, (character) => {
    if (character < '\x80') return Buffer.from(character);
    const pair = pairs.get(character);
    if (pair === undefined) throw new Error(`${character} has no code in ${encoding}`);
    return pair;
  });
  return Buffer.concat(parts);
}

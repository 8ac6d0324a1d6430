import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainText } from '../support/carriers.ts';
import type { Grid } from '../support/grids.ts';
import type { Attack } from './attacks.ts';
import type { FuzzCase } from './cases.ts';
import { ChildReader } from './child-reader.ts';
import type { Reading } from './judge.ts';

/** Codes that say only that no source knows the table: its rows have been read. */
const READ_CODES = ['source_unknown', 'source_ambiguous'];

/** Tries files in a reading process, and says what is wrong with what comes out. */
export class Trial {
  readonly reader = new ChildReader();
  readonly #folder = mkdtempSync(join(tmpdir(), 'duideshang-fuzz-'));
  readonly #facts = new Map<Grid, string>();

  /** What must not be; empty when the file is read, or refused, as it should be. */
  async ofCase(tried: FuzzCase): Promise<readonly string[]> {
    const reading = await this.#read(tried.file, tried.bytes);
    const complaints = [...reading.complaints];
    if (tried.rows_written !== null) complaints.push(...lostRows(reading, tried.rows_written));
    if (tried.like !== null && reading.facts !== (await this.#factsOf(tried.like)))
      complaints.push('the facts are others than those of the same table as a plain file');
    return complaints;
  }

  /** The same for an attack. */
  async ofAttack({ file, outcome, make }: Attack): Promise<readonly string[]> {
    const reading = await this.#read(file, make());
    const { codes, rows, complaints } = reading;
    const isAsExpected =
      typeof outcome === 'string' ? codes.includes(outcome) : isWhole(reading) && rows === outcome;
    return isAsExpected
      ? complaints
      : [...complaints, `${outcome} expected, but ${rows} rows and ${codes.join(', ')}`];
  }

  /** Ends the reading process and removes the files. */
  async end(): Promise<void> {
    await this.reader.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(file: string, bytes: Buffer): Promise<Reading> {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, file);
    writeFileSync(path, bytes);
    return this.reader.read(path);
  }

  async #factsOf(grid: Grid): Promise<string> {
    const known = this.#facts.get(grid);
    if (known !== undefined) return known;
    const { facts } = await this.#read(grid.file, plainText(grid.rows));
    this.#facts.set(grid, facts);
    return facts;
  }
}

function isWhole(reading: Reading): boolean {
  return reading.codes.every((code) => READ_CODES.includes(code));
}

/**
 * Of a table that was not refused, fewer rows than were written are never right; more are where a quote that does not close
 * was mended.
 */
function lostRows({ codes, rows, mended }: Reading, written: number): string[] {
  if (codes.length > 0 || rows === written || (mended && rows > written)) return [];
  return [`${written} rows were written, ${rows} read`];
}

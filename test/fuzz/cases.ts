import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Random } from '../../simulator/random.ts';
import { CARRIERS, type Carrier } from '../support/carriers.ts';
import { fixtureGrids, type Grid } from '../support/grids.ts';
import { pack } from '../support/pack.ts';
import { listFixtures } from '../support/source-fixtures.ts';
import { BYTE_MUTATIONS } from './byte-mutations.ts';
import { type GridMutation, HARMFUL, HARMLESS } from './grid-mutations.ts';

/** A file to read, with what must be true of what comes out. */
export interface FuzzCase {
  readonly file: string;
  readonly bytes: Buffer;
  /** How it was made, for people. */
  readonly made: string;
  /** Rows that were written, where that is known: so many must be read. */
  readonly rows_written: number | null;
  /** The table whose facts must come out, where nothing that was done to it matters. */
  readonly like: Grid | null;
}

/** Makes the cases of a seed, each by its index alone. */
export type MakeCase = (index: number) => FuzzCase;

/** Reads the fixtures of all sources once. */
export async function casesOf(seed: number): Promise<MakeCase> {
  const grids = (await fixtureGrids()).filter((grid) => grid.rows.length > 0);
  const sound = grids.filter((grid) => grid.ok && grid.header >= 0);
  const paths = listFixtures().map((fixture) => fixture.path);
  const random = new Random(seed);
  return (index) => {
    random.restart(index);
    switch (random.below(4)) {
      case 0:
        return perhapsZipped(damaged(rawFixture(random.pick(paths)), random), random);
      case 1:
        return perhapsZipped(rewritten(random.pick(sound), HARMLESS, random), random);
      case 2:
        return perhapsZipped(rewritten(random.pick(grids), HARMFUL, random), random);
      default:
        return perhapsZipped(damaged(rewritten(random.pick(grids), HARMFUL, random), random), random);
    }
  };
}

function rawFixture(path: string): FuzzCase {
  const file = basename(path);
  return { file, bytes: readFileSync(path), made: file, rows_written: null, like: null };
}

function damaged(given: FuzzCase, random: Random): FuzzCase {
  let { bytes, made } = given;
  for (let left = 1 + random.below(3); left > 0; left--) {
    const { name, apply } = random.pick(BYTE_MUTATIONS);
    bytes = apply(bytes, random);
    made += `; ${name}`;
  }
  return { ...given, bytes, made, rows_written: null, like: null };
}

function rewritten(grid: Grid, mutations: readonly GridMutation[], random: Random): FuzzCase {
  const names: string[] = [];
  let changed = grid;
  for (let left = random.below(3); left > 0; left--) {
    const { name, apply } = random.pick(mutations);
    changed = apply(changed, random);
    names.push(name);
  }
  const carrier: Carrier = random.pick(CARRIERS);
  return {
    file: grid.file,
    bytes: carrier.write(changed.rows, random),
    made: [`${grid.source?.id ?? 'nobody'} ${grid.file}`, ...names, carrier.name].join('; '),
    rows_written: changed.rows.filter((cells) => carrier.solid(cells)).length,
    like: mutations === HARMLESS && carrier.exact ? grid : null,
  };
}

const EVIL_FOLDERS = [
  '',
  '../../',
  '/',
  'C:\\',
  'CON/',
  '....//',
  'a\nb/',
  '\u001b[2J',
  '\u202e',
  '\0',
  'x'.repeat(300),
];

/** In one of six, the file as a member of a zip that has others beside it. */
function perhapsZipped(given: FuzzCase, random: Random): FuzzCase {
  if (!random.chance(1500) || given.bytes.subarray(0, 2).equals(Buffer.from('PK'))) return given;
  const folder = random.pick(EVIL_FOLDERS);
  const bytes = pack([
    { name: 'readme.pdf', bytes: Buffer.from('%PDF-1.4') },
    { name: folder + given.file, bytes: given.bytes, stored: random.chance(3000) },
  ]);
  return { ...given, bytes, made: `${given.made}; zipped below ${JSON.stringify(folder)}` };
}

/**
 * `npm run fuzz [-- --minutes 1 --seed 1]`: every attack, then files made of the fixtures of all sources, damaged in ways that the
 * seed decides, until the time is over. What fails is printed with its seed and number, and the smallest file that still
 * fails is left in a temporary folder. `--only NUMBER` tries one number of the seed again.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ATTACKS } from './attacks.ts';
import { casesOf, type FuzzCase } from './cases.ts';
import { shrink } from './shrink.ts';
import { Trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const seed = wholeNumber(values.seed);
const until = performance.now() + wholeNumber(values.minutes) * 60_000;
const trial = new Trial();
let failed = 0;
let tried = 0;
try {
  const makeCase = await casesOf(seed);
  if (values.only !== undefined) await tryCase(wholeNumber(values.only), makeCase(wholeNumber(values.only)));
  else {
    for (const attack of ATTACKS) tell(attack.name, await trial.ofAttack(attack));
    for (let index = 0; performance.now() < until; index++) await tryCase(index, makeCase(index));
  }
} finally {
  await trial.end();
}
const memory = Math.round(trial.reader.rss_bytes_max / 1024 ** 2);
print(`${tried} files tried, ${failed} failed; at most ${memory} MiB of memory`);
process.exitCode = failed > 0 ? 1 : 0;

async function tryCase(index: number, made: FuzzCase): Promise<void> {
  const complaints = await trial.ofCase(made);
  tell(`--seed ${seed} --only ${index}: ${made.made}`, complaints);
  if (complaints.length > 0) print(`  smallest: ${await keepSmallest(index, made, complaints)}`);
}

function tell(what: string, complaints: readonly string[]): void {
  tried++;
  if (complaints.length === 0) return;
  failed++;
  print(`FAIL ${what}\n${complaints.join('\n').replace(/^/gm, '  ')}`);
}

/** Only complaints about the bytes themselves survive a smaller file: of one that has other rows, other rows are right. */
async function keepSmallest(index: number, made: FuzzCase, complaints: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `duideshang-fuzz-${seed}-${index}-`));
  const path = join(folder, made.file);
  const free = { ...made, rows_written: null, like: null };
  const [first = ''] = complaints;
  const like = kindOf(first);
  const fails = async (bytes: Buffer): Promise<boolean> =>
    (await trial.ofCase({ ...free, bytes })).some((complaint) => kindOf(complaint) === like);
  writeFileSync(path, (await fails(made.bytes)) ? await shrink(made.bytes, fails) : made.bytes);
  return path;
}

/** A complaint without its figures. */
function kindOf(complaint: string): string {
  return complaint.slice(0, 40).replaceAll(/\d+/g, 'N');
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new TypeError(`${text} is not a whole number`);
  return Number.parseInt(text, 10);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * `npm run bench [-- --orders 100000,1000000,10000000] [--runs 3] [--keep] [--save]`: the whole job against the floor and
 * against rivals, each in fresh processes, on files that the simulator makes. `--save` keeps the result in bench/results/
 * and writes docs/benchmarks.md from it; `--keep` leaves the files in bench/out/, or in `--out`.
 * `npm run bench -- server [--orders 1000000] [--out FOLDER] [--keep] [--save]`: how fast the workbench answers ten users while
 * an import runs; `--keep` leaves the book in the folder, where the next call finds it.
 * `npm run bench -- sources [--runs 3] [--save]`: how fast the files of each source are read, against decoding their bytes.
 * `npm run bench -- book [--orders 1000000]`: what the phases of a run and the questions of pages cost in processor time.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBook } from './book.ts';
import { type BenchFiles, EXITS_OF_A_RUN, makeFiles, PROGRAM, settleMachine } from './files.ts';
import { type Measured, measure } from './measure.ts';
import {
  type BenchResult,
  type FloorResult,
  type Machine,
  type OursResult,
  REPEATED_ORDERS_MAX,
  type ServerResult,
  type ServerSize,
  type SizeResult,
  type SourcesResult,
} from './result.ts';
import { runRivals } from './rivals.ts';
import { benchServer } from './server.ts';
import { benchSources } from './sources.ts';
import {
  ANSWERS,
  newestAnswers,
  newestResult,
  newestSpeeds,
  PAGE,
  RESULTS,
  renderAnswers,
  renderPage,
  renderSpeeds,
  SPEEDS,
} from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '100000,1000000' },
    runs: { type: 'string', default: '3' },
    keep: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    out: { type: 'string', default: join(import.meta.dirname, 'out') },
  },
});

if (positionals[0] === 'server') await benchAnswers();
else if (positionals[0] === 'book') {
  for (const text of values.orders.split(','))
    print(await benchBook(join(values.out, `book-${text}`), wholeNumber(text), wholeNumber(values.runs)));
} else if (positionals[0] === 'sources') await benchReading();
else await benchJob();

async function benchReading(): Promise<void> {
  const speeds = await benchSources(join(values.out, 'sources'), wholeNumber(values.runs), print);
  const result: SourcesResult = { ...ran(), speeds };
  print(renderSpeeds(result).join('\n'));
  if (values.save) save(SPEEDS, result);
}

async function benchAnswers(): Promise<void> {
  const sizes: ServerSize[] = [];
  for (const text of values.orders.split(','))
    sizes.push(await benchServer(join(values.out, `server-${text}`), wholeNumber(text), values.keep));
  const result: ServerResult = { ...ran(), sizes };
  print(renderAnswers(result).join('\n'));
  if (values.save) save(ANSWERS, result);
}

async function benchJob(): Promise<void> {
  const sizes: SizeResult[] = [];
  for (const text of values.orders.split(','))
    sizes.push(await benchSize(wholeNumber(text), wholeNumber(values.runs)));
  const result: BenchResult = { ...ran(), sizes };
  print(renderPage(result, null, null));
  if (values.save) save(RESULTS, result);
}

async function benchSize(orders: number, runsWanted: number): Promise<SizeResult> {
  const folder = join(values.out, String(orders));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'results'), { recursive: true });
  try {
    const files = await makeFiles(join(folder, 'raw'), orders);
    const runs = orders > REPEATED_ORDERS_MAX ? 1 : runsWanted;
    const floor = await runFloor(files, join(folder, 'results'), runs);
    print(`${orders} orders: floor ${floor.seconds.toFixed(1)} s`);
    const { ours, rows } = await runOurs(files, join(folder, 'results'), runs);
    print(`${orders} orders: ours ${ours.seconds.toFixed(1)} s`);
    const rivals = await runRivals(files, orders, join(folder, 'results'));
    return { orders, rows, bytes: files.bytes, floor, ours, rivals };
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function runFloor(files: BenchFiles, folder: string, runs: number): Promise<FloorResult> {
  const script = join(import.meta.dirname, 'floor.ts');
  const all = await repeat(runs, async () => {
    await settleMachine(files);
    return measure([process.execPath, script, files.orders, files.wallet, folder]);
  }, [0]);
  const median = medianOf(all);
  const { decode_seconds, query_seconds } = JSON.parse(median.stdout);
  return { ...costOf(median, all), decode_seconds, query_seconds };
}

async function runOurs(
  files: BenchFiles,
  folder: string,
  runs: number,
): Promise<{ ours: OursResult; rows: number }> {
  const [book, json, timings] = ['book', 'result.json', 'timings.json'].map((name) => join(folder, name));
  if (book === undefined || json === undefined || timings === undefined) throw new TypeError('three paths');
  const argv = [
    'reconcile',
    files.orders,
    files.wallet,
    '--book',
    book,
    '--json',
    json,
    '--timings',
    timings,
  ];
  const phasesOf = new Map<Measured, OursResult['phases']>();
  const once = async (): Promise<Measured> => {
    rmSync(book, { recursive: true, force: true });
    await settleMachine(files);
    const measured = await measure([process.execPath, PROGRAM, ...argv]);
    phasesOf.set(measured, readPhases(timings));
    return measured;
  };
  const all = await repeat(runs, once, EXITS_OF_A_RUN);
  const median = medianOf(all);
  const receipts: { rows_read: number }[] = JSON.parse(readFileSync(json, 'utf8')).receipts;
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows_read, 0);
  return { ours: { ...costOf(median, all), phases: phasesOf.get(median) ?? {} }, rows };
}

function readPhases(file: string): OursResult['phases'] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function repeat(
  runs: number,
  once: () => Promise<Measured>,
  exits: readonly number[],
): Promise<Measured[]> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    const measured = await once();
    if (!exits.includes(measured.exit ?? -1))
      throw new Error(`ended with ${measured.exit}\n${measured.stderr}`);
    all.push(measured);
  }
  return all;
}

function medianOf(all: readonly Measured[]): Measured {
  const median = [...all].sort((left, right) => left.seconds - right.seconds)[
    Math.floor((all.length - 1) / 2)
  ];
  if (median === undefined) throw new TypeError('no run to take the median of');
  return median;
}

function costOf(
  median: Measured,
  all: readonly Measured[],
): Pick<OursResult, 'seconds' | 'peak_rss_bytes' | 'runs'> {
  const { seconds, peak_rss_bytes } = median;
  return { seconds, peak_rss_bytes, runs: all.map((one) => one.seconds) };
}

function machine(): Machine {
  const { model = 'unknown' } = cpus()[0] ?? {};
  const system = `${type()} ${release()}`;
  return { cpu: model, cores: cpus().length, memory_bytes: totalmem(), system, node: process.version };
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}

function ran(): Pick<BenchResult, 'on_day' | 'commit' | 'machine'> {
  return { on_day: new Date().toISOString().slice(0, 10), commit: commit(), machine: machine() };
}

/** Keeps a result and writes the page anew from the newest of each kind. */
function save(folder: string, kept: BenchResult | SourcesResult | ServerResult): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${kept.on_day}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  const newest = newestResult();
  if (newest !== null) writeFileSync(PAGE, renderPage(newest, newestSpeeds(), newestAnswers()));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new TypeError(`${text} is not a whole number`);
  return Number.parseInt(text, 10);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

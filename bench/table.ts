import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AnswerTimes,
  type BenchResult,
  type Machine,
  REPEATED_ORDERS_MAX,
  type ServerResult,
  type ServerSize,
  type SizeResult,
  type SourceSpeed,
  type SourcesResult,
} from './result.ts';

/** Where results of the whole job are kept, those of sources and those of the server. */
export const RESULTS = join(import.meta.dirname, 'results');
export const SPEEDS = join(RESULTS, 'sources');
export const ANSWERS = join(RESULTS, 'server');

/** The page that shows the results; written by the bench, current by a test. */
export const PAGE = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');

/** The newest kept result, null before the first. */
export function newestResult(): BenchResult | null {
  return newestIn(RESULTS);
}

/** The newest kept speeds of sources, null before the first. */
export function newestSpeeds(): SourcesResult | null {
  return newestIn(SPEEDS);
}

/** The newest kept answer times of the server, null before the first. */
export function newestAnswers(): ServerResult | null {
  return newestIn(ANSWERS);
}

function newestIn<T>(folder: string): T | null {
  if (!existsSync(folder)) return null;
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1);
  return newest === undefined ? null : JSON.parse(readFileSync(join(folder, newest), 'utf8'));
}

/** The page as Markdown: every figure comes from the results. */
export function renderPage(
  result: BenchResult,
  speeds: SourcesResult | null,
  answers: ServerResult | null,
): string {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; never edited by hand. The floor is `iconv` plus one hand-written DuckDB query over the',
    'same files (`bench/floor.ts`): it proves nothing, explains nothing and keeps nothing. Ours is the whole job, from',
    'raw bytes to a book that can be browsed. Each is the median of its runs in fresh processes; memory is the highest',
    'resident sum of the process and its children. Every run begins with the disk at rest and the raw files read once, so in',
    `memory as far as they fit; above ${grouped(REPEATED_ORDERS_MAX)} orders there is one run.`,
    '',
    ...where(result),
    '',
    ...costs(result.sizes),
    '',
    ...phases(result.sizes),
    '',
    ...growth(result.sizes),
    '',
    ...(speeds === null ? [] : renderSpeeds(speeds)),
    ...(answers === null ? [] : renderAnswers(answers)),
  ].join('\n');
}

/** The section of how fast files are read, as lines of Markdown. */
export function renderSpeeds(result: SourcesResult): string[] {
  return [
    '## Reading',
    '',
    'Written by `npm run bench -- sources`. The rows of a fixture of each source that are facts are repeated to about 20 MB, its',
    'footers come once, and all is read to staged facts; of the large workbooks every cell becomes text. Plain is decoding the same bytes, or inflating the same',
    'members, and dropping them. Processor time of all threads, the least of the runs; megabytes of a workbook are unpacked ones.',
    '',
    ...where(result),
    '',
    '| file | encoding | MB | MB/s | plain MB/s | × plain | peak memory |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...result.speeds.map(speedRow),
    '',
  ];
}

function speedRow({ name, encoding, bytes, seconds, plain_seconds, peak_rss_bytes }: SourceSpeed): string {
  const megabytes = bytes / 1e6;
  const cells = [
    name,
    encoding,
    megabytes.toFixed(0),
    (megabytes / seconds).toFixed(0),
    (megabytes / plain_seconds).toFixed(0),
    (seconds / plain_seconds).toFixed(1),
    peak_rss_bytes === null ? '' : `${(peak_rss_bytes / 1024 ** 2).toFixed(0)} MiB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The section of how fast the server answers, as lines of Markdown. */
export function renderAnswers(result: ServerResult): string[] {
  return [
    '## Answers of the server',
    '',
    'Written by `npm run bench -- server`. Users look things up at once over HTTP, each with a pause of 0.4 s between two questions,',
    'first undisturbed and then while files of a tenth of the orders are uploaded, imported and reconciled. Milliseconds as a user waits',
    'for them; the users run on the same machine.',
    '',
    ...where(result),
    '',
    ...result.sizes.flatMap(answersOf),
  ];
}

function answersOf({ orders, users, answers }: ServerSize): string[] {
  return [
    `| ${grouped(orders)} orders, ${users} users | asked | p50 | p95 | worst | asked while importing | p50 | p95 | worst |`,
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...answers.map(
      ({ name, calm, importing }) => `| ${[name, ...timeCells(calm), ...timeCells(importing)].join(' | ')} |`,
    ),
    '',
  ];
}

function timeCells({ asked, p50_ms, p95_ms, worst_ms }: AnswerTimes): string[] {
  return [asked, p50_ms, p95_ms, worst_ms].map(grouped);
}

interface Ran {
  readonly on_day: string;
  readonly commit: string;
  readonly machine: Machine;
}

function where({ on_day, commit, machine }: Ran): string[] {
  return [
    `Run on ${on_day} at ${commit}: ${machine.cpu}, ${machine.cores} cores,`,
    `${gib(machine.memory_bytes)} GiB, ${machine.system}, Node ${machine.node}.`,
  ];
}

function costs(sizes: readonly SizeResult[]): string[] {
  return [
    '| orders | rows | raw files | what | seconds | × floor | rows/s | peak memory |',
    '|---:|---:|---:|---|---:|---:|---:|---:|',
    ...sizes.flatMap((size) => [
      costRow(size, 'floor', size.floor),
      costRow(size, '**duideshang**', size.ours),
      ...size.rivals.map((rival) =>
        'skipped' in rival
          ? `| ${grouped(size.orders)} | | | ${rival.name}: ${rival.skipped} | | | | |`
          : costRow(size, `${rival.name} ${rival.version}`, rival),
      ),
    ]),
  ];
}

function costRow(
  { orders, rows, bytes, floor }: SizeResult,
  what: string,
  cost: { readonly seconds: number; readonly peak_rss_bytes: number | null },
): string {
  const cells = [
    grouped(orders),
    grouped(rows),
    `${gib(bytes)} GiB`,
    what,
    cost.seconds.toFixed(1),
    (cost.seconds / floor.seconds).toFixed(2),
    grouped(Math.round(rows / cost.seconds)),
    cost.peak_rss_bytes === null ? '' : `${gib(cost.peak_rss_bytes)} GiB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function phases(sizes: readonly SizeResult[]): string[] {
  const names = [...new Set(sizes.flatMap((size) => Object.keys(size.ours.phases)))];
  if (names.length === 0) return [];
  return [
    '## Where the time goes',
    '',
    `| phase (seconds) | ${sizes.map((size) => grouped(size.orders)).join(' | ')} |`,
    `|---|${sizes.map(() => '---:').join('|')}|`,
    ...names.map(
      (name) => `| ${name} | ${sizes.map((size) => size.ours.phases[name]?.toFixed(2) ?? '').join(' | ')} |`,
    ),
    `| floor: decode | ${sizes.map((size) => size.floor.decode_seconds.toFixed(2)).join(' | ')} |`,
    `| floor: query | ${sizes.map((size) => size.floor.query_seconds.toFixed(2)).join(' | ')} |`,
  ];
}

/** Time per row from size to size: 1.00 is linear. */
function growth(sizes: readonly SizeResult[]): string[] {
  const lines = sizes.slice(1).map((size, index) => {
    const before = sizes[index] ?? size;
    const perRow = size.ours.seconds / size.rows / (before.ours.seconds / before.rows);
    return `- ${grouped(before.orders)} → ${grouped(size.orders)} orders: ${perRow.toFixed(2)} × the time per row`;
  });
  return lines.length === 0 ? [] : ['## Growth', '', ...lines];
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function gib(bytes: number): string {
  return (bytes / 1024 ** 3).toFixed(2);
}

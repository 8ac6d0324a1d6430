import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { sharePostgresServer } from '../test/support/postgres.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules', name);
const TEST_ROOMS = ['test', 'simulator', 'src', 'web/src', 'bench', 'scripts'];
/** What takes longest is begun first: nobody waits at the end for one long file. */
const LONGEST = [
  'test/journeys/web/sample.test.ts',
  'src/staging/byte-lane.test.ts',
  'test/journeys/web/month.test.ts',
  'test/journeys/web/frame.test.ts',
  'test/journeys/web/cursor.test.ts',
  'test/conformance/server/killed-jobs.test.ts',
  'test/conformance/kill.test.ts',
  'test/fuzz/fuzz.test.ts',
];
const SLOW_SHOWN_COUNT = 5;

/** One gate before the tests: a tool that passes or fails as a whole. */
interface Gate {
  readonly name: string;
  readonly argv: readonly string[];
}

const GATES: readonly Gate[] = [
  { name: 'format and lint (biome)', argv: [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'types (tsc)', argv: [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.check.json'] },
  { name: 'types of the pages (tsc)', argv: [bin('typescript/bin/tsc'), '-p', 'web/tsconfig.json'] },
];

/** What a check found. */
interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const count: Count = { passed: 0, failed: 0, skipped: 0 };
const chosen = process.argv.slice(2);
// What one process has compiled the next ones, servers among them, need not compile again.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled');
if (chosen.length > 0) await runTests(chosen);
else await runAll();
if (count.skipped > 0) print(`${count.skipped} skipped`);
print(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;

function passGate(gate: Gate): void {
  const { status } = spawnSync(process.execPath, gate.argv, { cwd: root, stdio: 'inherit' });
  count[status === 0 ? 'passed' : 'failed'] += 1;
  print(`${status === 0 ? 'ok  ' : 'FAIL'} ${gate.name}`);
}

async function runAll(): Promise<void> {
  GATES.forEach(passGate);
  const postgres = await sharePostgresServer();
  try {
    await runTests(testFiles());
  } finally {
    await postgres.stop();
  }
}

function testFiles(): string[] {
  const longest = LONGEST.map((file) => join(root, file));
  return [...new Set([...longest, ...TEST_ROOMS.flatMap(filesOf)])];
}

function filesOf(room: string): string[] {
  const folder = join(root, room);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Runs the test files, a few at a time, each in a process of its own, and prints what fails and what is slow. */
async function runTests(files: string[]): Promise<void> {
  const durations: { file: string; ms: number }[] = [];
  const events = run({ files, cwd: root, concurrency: Math.min(availableParallelism(), 4) });
  for await (const event of events) {
    if (event.type === 'test:fail') printFailure(event.data);
    if (event.type === 'test:stderr' || event.type === 'test:stdout')
      process.stderr.write(event.data.message);
    // The summary of a file is lost where its process ends at once; that the file is over is told by the runner itself.
    if (event.type === 'test:complete' && resolve(root, event.data.name) === event.data.file)
      durations.push({ file: relative(root, event.data.file), ms: event.data.details.duration_ms });
    if (event.type === 'test:summary' && event.data.file === undefined) add(event.data.counts);
  }
  durations.sort((left, right) => right.ms - left.ms);
  for (const { file, ms } of durations.slice(0, SLOW_SHOWN_COUNT))
    print(`${(ms / 1000).toFixed(1)} s ${file}`);
}

function add(counts: {
  passed: number;
  failed: number;
  cancelled: number;
  skipped: number;
  todo: number;
}): void {
  count.passed += counts.passed;
  count.failed += counts.failed + counts.cancelled;
  count.skipped += counts.skipped + counts.todo;
}

/** The part of a failed test's event that is shown. */
interface Failure {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly details: { readonly error: Error & { readonly failureType?: string } };
}

/** A suite that fails only because a test in it failed says nothing new. */
function printFailure({ name, file, line, details }: Failure): void {
  if (details.error.failureType === 'subtestsFailed') return;
  const cause = details.error.cause ?? details.error;
  // An error that holds functions comes from its process as a bare object.
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause, { breakLength: 120 });
  print(`\nFAIL ${name}\n  ${file === undefined ? '' : relative(root, file)}:${line ?? ''}`);
  print(text.replace(/\n\s+at .*node:.*/g, '').replace(/^/gm, '  '));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

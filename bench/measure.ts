import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a child process took. */
export interface Measured {
  readonly seconds: number;
  /** Highest resident memory of the process with all its children at one moment; null where /proc does not exist. */
  readonly peak_rss_bytes: number | null;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const SAMPLE_MS = 50;

/** Runs a program in a fresh process and measures it with all its children. */
export async function measure(
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const [program, ...rest] = argv;
  const started = performance.now();
  const child = spawn(program, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  let peak = 0;
  const sample = setInterval(() => {
    peak = Math.max(peak, treeRss(child.pid ?? -1));
  }, SAMPLE_MS);
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(sample));
  return {
    seconds: (performance.now() - started) / 1000,
    peak_rss_bytes: peak === 0 ? null : peak,
    exit,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
  };
}

function treeRss(root: number): number {
  const parents = parentOfEach();
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === root || isOurs(parents.get(pid)));
  return [...parents.keys()].filter(isOurs).reduce((sum, pid) => sum + rssOf(pid), 0);
}

function parentOfEach(): Map<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(pids.map((pid) => [Number(pid), Number(field(pid, 'PPid'))]));
}

function rssOf(pid: number): number {
  return Number.parseInt(field(String(pid), 'VmRSS') || '0', 10) * 1024;
}

/** A field of /proc/PID/status; '' if the process has ended. */
function field(pid: string, name: string): string {
  try {
    return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../tidy/tree.ts';

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 10_000;

/** A server of its own process. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The one-time link that signs the first user in. */
  readonly link: string;
  /** Stops the server as Ctrl-C does, and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends the server at once, as a machine that fails does. */
  kill(): Promise<void>;
}

/** Starts `duideshang serve` on a free port with a workspace of its own, removed when it stops. */
export async function startServer(...options: string[]): Promise<RunningServer> {
  const home = await mkdtemp(join(tmpdir(), 'duideshang-home-'));
  const forget = (): Promise<void> => rm(home, { recursive: true, force: true });
  const program = join(ROOT, 'bin', 'duideshang.js');
  try {
    const server = await startProgram([program, 'serve', '--home', home, '--port', '0', ...options]);
    return { ...server, stop: () => server.stop().finally(forget) };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** Starts a program that serves, and waits for the address that it prints. It fails with all that was printed instead. */
export async function startProgram(argv: readonly string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX);
  const link = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the server ended:\n${printed.join('')}`)));
    child.stderr.on('data', (text) => printed.push(String(text)));
    child.stdout.on('data', (text) => {
      printed.push(String(text));
      const address = /http:\/\/\S+(?=\s)/.exec(printed.join(''))?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  try {
    return {
      origin: new URL(await link).origin,
      link: await link,
      stop: () => stop(child),
      kill: () => kill(child),
    };
  } catch (error) {
    await stop(child);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  const inTime = await Promise.race([gone.then(() => true), wait(STOP_MS_MAX, false, { ref: false })]);
  if (!inTime) child.kill('SIGKILL');
  await gone;
}

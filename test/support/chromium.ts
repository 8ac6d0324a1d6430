import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from 'playwright-core';
import { ROOT } from '../tidy/tree.ts';

/** Kept in the checkout, not in the common temporary folder, where another user could put a program in its place. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'chromium');
const LOCK_POLL_MS = 200;
/** Where Linux distributions put a Chromium of their own. */
const LINUX_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The ways to start a Chromium on this machine, surest first: the one that CHROMIUM_PATH names, the one that npm
 * brought (Linux x64), or one that is installed.
 */
export async function waysToLaunch(): Promise<LaunchOptions[]> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return [{ executablePath: named, env: await environment() }];
  if (process.platform === 'linux' && process.arch === 'x64') return [await packaged()];
  const installed: LaunchOptions[] = LINUX_PATHS.filter((path) => existsSync(path)).map((executablePath) => ({
    executablePath,
  }));
  const env = await environment();
  return [...installed, { channel: 'chrome' }, { channel: 'msedge' }].map((way) => ({ ...way, env }));
}

/** Chromium out of its npm package, with the libraries that a bare Linux lacks. */
async function packaged(): Promise<LaunchOptions> {
  const folder = await unpackOnce();
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...(await environment()), LD_LIBRARY_PATH: libraries },
  };
}

/** Unpacks Chromium if this checkout has not yet; of several test processes one works and the others wait. */
async function unpackOnce(): Promise<string> {
  const manifest = join(packageFolder('@sparticuz/chromium'), 'package.json');
  const { version }: { version: string } = JSON.parse(await readFile(manifest, 'utf8'));
  const folder = join(CACHE, version);
  const lock = `${folder}.lock`;
  await mkdir(CACHE, { recursive: true });
  while (!existsSync(folder)) {
    if (!(await takeLock(lock))) await wait(LOCK_POLL_MS);
    else await unpack(folder).finally(() => rm(lock, { force: true }));
  }
  return folder;
}

/** The folder gets its name when it is whole: a process that dies half way leaves nothing that looks ready. */
async function unpack(folder: string): Promise<void> {
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh);
  try {
    const program = fileURLToPath(new URL('unpack-chromium.ts', import.meta.url));
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, TMPDIR: fresh },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`Chromium for the tests could not be unpacked into ${fresh}`);
    if (!existsSync(folder)) await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** On Linux the browser sees one font, which has Chinese: the machine may have none, and pictures come out alike. */
async function environment(): Promise<Record<string, string>> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (process.platform !== 'linux') return inherited;
  const fonts = join(packageFolder('@embedpdf/fonts-sc'), 'fonts');
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    `<fontconfig><dir>${fonts}</dir><cachedir>${join(CACHE, 'fonts')}</cachedir></fontconfig>`,
  ].join('\n');
  const file = join(CACHE, 'fonts.conf');
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
  // Without a locale it can open no file whose name is Chinese.
  return { ...inherited, LC_ALL: 'C.UTF-8', FONTCONFIG_FILE: file };
}

/** Both packages export a single file one folder down. */
function packageFolder(name: string): string {
  return join(dirname(fileURLToPath(import.meta.resolve(name))), '..');
}

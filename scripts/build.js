import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runtimePath } from '../bin/runtime.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.inputs');
const NOT_BUILT = /\.test\.ts$|[\\/]fixtures[\\/]|\.golden\.json$|\.md$|^web[\\/]node_modules[\\/]/;

/** The program: TypeScript to JavaScript in the same tree, data files (.sql, .json …) copied beside it. */
const PROGRAM = {
  rooms: ['src', 'simulator'],
  settings: ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
  built: ['src', 'simulator'],
  make(fresh, inputs) {
    compile(fresh);
    for (const file of inputs.filter((name) => !name.endsWith('.ts'))) copy(file, fresh);
  },
};

/** The pages: one bundle in dist/web. They take nothing of the program but the contract. */
const PAGES = {
  rooms: ['web', 'src/server/contract'],
  settings: ['package-lock.json'],
  built: ['web'],
  make: bundle,
};

/**
 * Builds dist/ when what it is made of has changed: the program from src/ and simulator/, the pages from web/. The part
 * that has not changed is taken over. Throws with the compiler's words when it cannot be built.
 */
export function build() {
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
  const parts = [PROGRAM, PAGES]
    .map((part) => ({ ...part, inputs: inputFiles(part.rooms) }))
    .map((part, index) => ({
      ...part,
      before: before[index],
      hash: hashOf([...part.inputs, ...part.settings]),
    }));
  if (parts.every((part) => part.hash === part.before)) return;
  const fresh = join(root, `dist.${process.pid}`);
  try {
    mkdirSync(fresh, { recursive: true });
    for (const part of parts) {
      if (part.hash !== part.before || !takeOver(part.built, fresh)) part.make(fresh, part.inputs);
    }
    writeFileSync(join(fresh, '.inputs'), parts.map(({ hash }) => hash).join('\n'));
    replace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Copies a part that was built before; false when another process has just taken it away. */
function takeOver(built, fresh) {
  try {
    for (const folder of built) cpSync(join(dist, folder), join(fresh, folder), { recursive: true });
    return true;
  } catch {
    return false;
  }
}

function inputFiles(rooms) {
  return rooms
    .filter((room) => existsSync(join(root, room)))
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((name) => !NOT_BUILT.test(name))
    .sort();
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const name of inputs) {
    hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

function compile(outDir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json');
  const program = join(dirname(tsc), 'bin', 'tsc');
  const argv = [program, '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  run(process.execPath, argv, root);
}

function bundle(outDir) {
  const web = join(root, 'web');
  const vite = createRequire(join(web, 'package.json')).resolve('vite/package.json');
  const program = join(dirname(vite), 'bin', 'vite.js');
  const argv = [program, 'build', '--outDir', join(outDir, 'web'), '--logLevel', 'warn'];
  run(runtimePath() ?? process.execPath, argv, web);
}

function run(program, argv, cwd) {
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed\n${stdout}${stderr}`);
}

function copy(file, outDir) {
  mkdirSync(dirname(join(outDir, file)), { recursive: true });
  cpSync(join(root, file), join(outDir, file));
}

/** Another process may build at the same time: whoever renames last wins, both are whole. */
function replace(fresh) {
  const old = join(root, `dist.${process.pid}.old`);
  if (existsSync(dist)) renameSync(dist, old);
  try {
    renameSync(fresh, dist);
  } catch (fault) {
    if (!existsSync(stamp)) throw fault;
  }
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();

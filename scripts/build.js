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

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.inputs');
const ROOMS = ['src', 'simulator'];
const NOT_BUILT = /\.test\.ts$|[\\/]fixtures[\\/]|\.golden\.json$|\.md$/;

/**
 * Builds dist/ from src/ and simulator/ when their content has changed: TypeScript to JavaScript in the same tree,
 * data files (.sql, .json …) copied beside it. Throws with the compiler's words when the types are wrong.
 */
export function build() {
  const inputs = inputFiles();
  const hash = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const fresh = join(root, `dist.${process.pid}`);
  try {
    compile(fresh);
    for (const file of inputs.filter((name) => !name.endsWith('.ts'))) copy(file, fresh);
    writeFileSync(join(fresh, '.inputs'), hash);
    replace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function inputFiles() {
  return ROOMS.filter((room) => existsSync(join(root, room)))
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((name) => !NOT_BUILT.test(name))
    .sort();
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const name of [...inputs, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) {
    hash.update(`${name}\0`).update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

function compile(outDir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json');
  const program = join(dirname(tsc), 'bin', 'tsc');
  const argv = [program, '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' });
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

/**
 * `npm run kernel`: compiles kernel/, which is AssemblyScript, to src/kernel/wasm.ts. The compiler is a
 * hundred megabytes and needed only when the kernel changes, so it is no dependency: npm fetches it for this run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernelSourceHash } from './kernel-source.ts';

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--use', 'abort='];
/** Pages of 64 KiB: the tables of the kernel and a first window; as many as there may be. */
const PAGES = ['--initialMemory', '96', '--maximumMemory', '65536'];
const LINE_CHARACTERS = 100;

const root = join(import.meta.dirname, '..');
const sources = join(root, 'kernel');
const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
try {
  const binary = join(folder, 'kernel.wasm');
  const npx = [
    '--yes',
    '--package',
    COMPILER,
    'asc',
    join(sources, 'main.ts'),
    ...OPTIONS,
    ...PAGES,
    '-o',
    binary,
  ];
  execFileSync('npx', npx, { stdio: 'inherit', cwd: folder });
  writeFileSync(join(root, 'src', 'kernel', 'wasm.ts'), moduleOf(readFileSync(binary)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function moduleOf(binary: Buffer): string {
  const lines = binary.toString('base64').match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? [];
  return [
    '/* Compiled by `npm run kernel` from kernel/; never edited by hand. */',
    '',
    '/** Of the source that the kernel was compiled from. */',
    `export const SOURCE_SHA256 = '${kernelSourceHash(sources)}';`,
    '',
    '/** The kernel, a WebAssembly module in base64. */',
    'export const KERNEL = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}

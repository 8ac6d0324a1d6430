import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../tidy/tree.ts';

const LAUNCHER = join('bin', 'duideshang.js');

function launch(folder: string, ...argv: string[]): { exit: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, LAUNCHER), ...argv], {
    encoding: 'utf8',
  });
  return { exit: status, stdout, stderr };
}

test('without the package for this machine the program says so in two languages, with no stack', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const { exit, stderr } = launch(folder, '--help');
  assert.equal(exit, 3);
  assert.match(stderr, /^缺少本机所需的软件包 @duckdb\/node-bindings-\S+：.*npm install/);
  assert.match(
    stderr,
    /\nThe package @duckdb\/node-bindings-\S+, needed on this machine, is missing: run npm install/,
  );
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test('arguments and the exit code pass through', () => {
  const help = launch(ROOT, '--help');
  assert.equal(help.exit, 0);
  assert.match(help.stdout, /reconcile/);
  const wrong = launch(ROOT, 'no-such-command');
  assert.equal(wrong.exit, 2);
  assert.doesNotMatch(wrong.stderr, /\n\s+at /);
});

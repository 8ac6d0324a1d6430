#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { missingEngine, missingSentence, runtimePackage, runtimePath } from './runtime.js';

/** Exit code for a fault of the machine or of the program. */
const EXIT_FAULT = 3;

/**
 * A statement holds one of these threads until it ends: with Node's four, the long ones of an import make all short ones wait. Said
 * before the first of them is started.
 */
process.env.UV_THREADPOOL_SIZE ??= '16';

const self = fileURLToPath(import.meta.url);
const compiled = new URL('../dist/.compiled', import.meta.url);
const buildScript = new URL('../scripts/build.js', import.meta.url);

await launch(process.argv.slice(2));

async function launch(argv) {
  const runtime = runtimePath();
  if (runtime === null) return refuse(runtimePackage());
  if (runtime !== process.execPath) return forward(runtime, argv);
  const missing = missingEngine();
  if (missing !== null) return refuse(missing);
  await run(argv);
}

/** In a checkout the program is built first where the build is stale; an installed package comes built. */
async function run(argv) {
  if (existsSync(buildScript)) {
    const { build } = await import(buildScript.href);
    build();
  }
  // Beside what it was compiled from: a folder that others may write to could give the program other code.
  module.enableCompileCache?.(fileURLToPath(compiled));
  const { main, terminal } = await import('../dist/src/cli/main.js');
  process.exitCode = await main(argv, terminal());
}

function refuse(name) {
  process.stderr.write(`${missingSentence(name)}\n`);
  process.exitCode = EXIT_FAULT;
}

function forward(runtime, argv) {
  const child = spawn(runtime, [self, ...argv], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to the child itself: forwarding it there would count as pressing twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.on('error', (fault) => {
    process.stderr.write(`${runtime}: ${fault.message}\n`);
    process.exitCode = EXIT_FAULT;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

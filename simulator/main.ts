import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { completeOptions, DEFAULT_OPTIONS, ORDER_LAYOUTS, type SimulationOptions } from './options.ts';
import { printScore, score } from './score.ts';
import { simulate } from './simulate.ts';

/** Options from the words of a command line: `--orders N --seed S --out DIR [--from 2026-01] [--shops 1] [--hard] [--plain] [--layout d]`. */
export function parseSimulationArguments(words: readonly string[]): SimulationOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      orders: { type: 'string', default: String(DEFAULT_OPTIONS.orders) },
      seed: { type: 'string', default: String(DEFAULT_OPTIONS.seed) },
      out: { type: 'string', default: 'sample' },
      from: { type: 'string', default: DEFAULT_OPTIONS.from },
      shops: { type: 'string', default: String(DEFAULT_OPTIONS.shops) },
      layout: { type: 'string' },
      hard: { type: 'boolean', default: false },
      plain: { type: 'boolean', default: false },
    },
  });
  return completeOptions({
    orders: wholeNumber('orders', values.orders),
    seed: wholeNumber('seed', values.seed),
    out: values.out,
    from: values.from,
    shops: wholeNumber('shops', values.shops),
    mode: values.hard ? 'hard' : values.plain ? 'plain' : 'usual',
    layout: ORDER_LAYOUTS.find((layout) => layout === values.layout) ?? null,
  });
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new RangeError(`${name} must be a whole number, not ${text}`);
  return Number.parseInt(text, 10);
}

/** Scores a result against a truth, both as paths of JSON files. Returns the exit code: 0 when nothing differs. */
function scoreFiles(truthPath: string, resultPath: string): number {
  const card = score(readJson(truthPath), readJson(resultPath));
  process.stdout.write(printScore(card));
  return card.perfect ? 0 : 1;
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (import.meta.main) {
  const [command, truthPath, resultPath] = process.argv.slice(2);
  if (command === 'score' && truthPath !== undefined && resultPath !== undefined) {
    process.exitCode = scoreFiles(truthPath, resultPath);
  } else {
    const report = await simulate(parseSimulationArguments(process.argv.slice(2)));
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  }
}

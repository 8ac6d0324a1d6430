import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type BenchFiles, settleMachine } from './files.ts';
import { type Measured, measure } from './measure.ts';
import type { RivalResult } from './result.ts';

const RIVALS = [
  { name: 'polars', module: 'polars', script: 'polars_join.py' },
  { name: 'pandas', module: 'pandas', script: 'pandas_merge.py' },
] as const;

/** Beyond this size a rival in Python needs more memory than an office PC has. */
const RIVAL_ORDERS_MAX = 1_000_000;

/** Runs the rivals that this machine's Python has (set PYTHON to choose one); the others say why they were left out. */
export async function runRivals(files: BenchFiles, orders: number, folder: string): Promise<RivalResult[]> {
  const python = process.env.PYTHON ?? 'python3';
  const results: RivalResult[] = [];
  for (const rival of RIVALS) {
    const reason = whyNot(python, rival.module, orders);
    if (reason !== null) {
      results.push({ name: rival.name, skipped: reason });
      continue;
    }
    const script = join(import.meta.dirname, 'rivals', rival.script);
    await settleMachine(files);
    results.push(
      toResult(
        rival.name,
        await measure([python, script, files.orders, files.wallet, join(folder, `${rival.name}.csv`)]),
      ),
    );
  }
  return results;
}

function whyNot(python: string, module: string, orders: number): string | null {
  if (orders > RIVAL_ORDERS_MAX) return `not run above ${RIVAL_ORDERS_MAX} orders`;
  const { status } = spawnSync(python, ['-c', `import ${module}`]);
  return status === 0 ? null : `${python} has no ${module}`;
}

function toResult(name: string, measured: Measured): RivalResult {
  if (measured.exit !== 0) return { name, skipped: `ended with ${measured.exit}` };
  const { seconds, peak_rss_bytes } = measured;
  return { name, version: measured.stdout.trim(), seconds, peak_rss_bytes };
}

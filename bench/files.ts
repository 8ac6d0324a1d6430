import { spawnSync } from 'node:child_process';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.ts';

/** The raw files of one size, as the simulator wrote them. */
export interface BenchFiles {
  readonly folder: string;
  readonly orders: string;
  readonly wallet: string;
  readonly bytes: number;
}

const SEED = '1';

/** The program ends with 1 when exceptions remain, which the simulated month has. */
export const EXITS_OF_A_RUN: readonly number[] = [0, 1];

/** Path of the program as a user starts it. */
export const PROGRAM = join(import.meta.dirname, '..', 'bin', 'duideshang.js');

/**
 * Makes a month of the given size: one order file of 61 columns and one Alipay file of 16, both in GB18030, and the few
 * refunds as a workbook. Ours reads the whole folder; the floor and the rivals only the two large files.
 */
export async function makeFiles(folder: string, orders: number): Promise<BenchFiles> {
  const argv = ['simulate', '--orders', String(orders), '--seed', SEED, '--plain', '--out', folder];
  const made = await measure([process.execPath, PROGRAM, ...argv]);
  if (made.exit !== 0) throw new Error(`the simulator ended with ${made.exit}\n${made.stderr}`);
  const raw = join(folder, 'files');
  const files = readdirSync(raw, { encoding: 'utf8' });
  const find = (pattern: RegExp): string => {
    const found = files.filter((name) => pattern.test(name));
    if (found.length !== 1 || found[0] === undefined)
      throw new Error(`${found.length} files match ${pattern}`);
    return join(raw, found[0]);
  };
  const [ordersFile, wallet] = [find(/^ExportOrderList.*\.csv$/), find(/账务明细\.csv$/)];
  return {
    folder: raw,
    orders: ordersFile,
    wallet,
    bytes: statSync(ordersFile).size + statSync(wallet).size,
  };
}

const READ_BYTES = 8 * 1024 ** 2;

/**
 * Brings the machine to where every run begins: what was written before is on the disk, so that no run writes it on its account, and
 * the raw files are in memory as far as it holds them, as files that have just been downloaded are.
 */
export async function settleMachine({ orders, wallet }: BenchFiles): Promise<void> {
  spawnSync('sync');
  for (const file of [orders, wallet])
    for await (const _ of createReadStream(file, { highWaterMark: READ_BYTES }));
}

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readTruth } from '../../simulator/score.ts';
import { simulate } from '../../simulator/simulate.ts';
import type { TruthFile } from '../../simulator/truth.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import type { ImportReceipt } from '../../src/model/receipt.ts';
import { type Books, forEachEngine } from '../support/books.ts';

const SEEDS: Readonly<Record<Books['engine'], readonly number[]>> = {
  duckdb: [1, 2, 3, 4, 5, 6],
  postgres: [3, 6],
};

/** The summary's total of all lines is a row of its own to us, and none to the truth. */
const ROWS_MORE: Readonly<Partial<Record<TruthFile['what'], number>>> = { alipay_summary: 1 };

/** Sheets of one workbook are one file to the truth. */
function rowsOf(receipts: readonly ImportReceipt[]): Record<string, number> {
  const sum = (of: (receipt: ImportReceipt) => number): number =>
    receipts.reduce((total, receipt) => total + of(receipt), 0);
  return {
    rows: sum((r) => r.rows_read + r.rows_elsewhere),
    repaired: sum((r) => r.rows_repaired),
    refused: sum((r) => r.rows_refused),
  };
}

forEachEngine((books) => {
  for (const seed of SEEDS[books.engine]) {
    test(`each row of the files of month ${seed} is in exactly one count of its receipt`, async () => {
      const out = mkdtempSync(path.join(os.tmpdir(), 'duideshang-receipts-'));
      try {
        const { files_dir, truth_file } = await simulate({ orders: 1_500, seed, mode: 'hard', out });
        const book = await books.open();
        const { receipts, failures } = await importFiles(book, [files_dir]);
        assert.deepEqual(failures, []);
        for (const r of receipts) {
          assert.equal(
            r.rows_read,
            r.rows_new + r.rows_unchanged + r.rows_changed + r.rows_refused + r.rows_mended,
            r.file,
          );
          assert.notEqual(r.running_balance, 'broken', r.file);
          assert.notEqual(r.control_totals, 'mismatch', r.file);
        }
        const by_file = Map.groupBy(receipts, (receipt) => receipt.file);
        for (const truth of readTruth(truth_file).files) {
          const name = truth.member === null ? truth.file : `${truth.file} › ${truth.member}`;
          const expected = {
            rows: truth.rows + (ROWS_MORE[truth.what] ?? 0),
            repaired: truth.rows_damaged_repairable,
            refused: truth.rows_damaged_lost,
          };
          assert.deepEqual(rowsOf(by_file.get(name) ?? []), expected, name);
        }
      } finally {
        rmSync(out, { recursive: true, force: true });
      }
    });
  }
});

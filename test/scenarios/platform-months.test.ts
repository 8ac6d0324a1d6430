import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { sql } from '../../src/store/sql.ts';
import { forEachEngine } from '../support/books.ts';

const SOURCES = path.join(import.meta.dirname, '../../src/sources');

/** A month of a platform: files as they are downloaded, and what becomes of each order. */
interface PlatformMonth {
  readonly name: string;
  readonly files: readonly string[];
  /** `order state cause`, the cause where there is one. */
  readonly told: readonly string[];
  /** `order type discrepancy`, in fen. */
  readonly exceptions: readonly string[];
  /** Fees of all orders, in fen, positive = cost. */
  readonly fees_minor: bigint;
}

const JD = {
  told: [
    '353000000000101 matched platform_subsidy',
    '353000000000102 matched',
    '353000000000103 exception unexplained',
    '353000000000104 not_due',
    '353000000000105 in_transit',
    '353000000000106 in_transit',
    '353000000000107 not_due',
    '353000000000108 exception unexplained',
  ],
  exceptions: ['353000000000103 amount_short -200', '353000000000108 missing_receipt -4000'],
  fees_minor: 846n,
} as const;

const MONTHS: readonly PlatformMonth[] = [
  {
    name: 'JD',
    files: ['jd-orders/fixtures/ok/june.csv', 'jd-settlement/fixtures/ok/133260000002_bill.csv'],
    ...JD,
  },
  {
    name: 'JD with all files that tell the same money',
    files: [
      'jd-fee-details/fixtures/ok/june.xlsx',
      'jd-orders/fixtures/ok/june.csv',
      'jd-reconciliation/fixtures/ok/june.csv',
      'jd-settlement/fixtures/ok/133260000002_bill.csv',
      'jd-settlement/fixtures/ok/two-sheets.xlsx',
      'jd-wallet/fixtures/ok/one-sheet.xls',
    ],
    ...JD,
  },
  {
    name: 'Kuaishou',
    files: ['kuaishou-orders/fixtures/ok/june.xlsx', 'kuaishou-settlement/fixtures/ok/june.xlsx'],
    told: [
      '2616300000000101 matched platform_subsidy',
      '2616300000000102 matched',
      '2616300000000103 exception unexplained',
      '2616300000000104 in_transit',
      '2616300000000105 not_due',
      '2616300000000106 not_due',
    ],
    exceptions: ['2616300000000103 amount_short -200'],
    fees_minor: 1415n,
  },
  {
    name: 'Pinduoduo',
    files: ['pdd-orders/fixtures/ok/june.csv', 'pdd-statement/fixtures/ok/june.csv'],
    told: [
      '260605-100000000000101 matched platform_subsidy',
      '260606-100000000000102 matched',
      '260607-100000000000103 matched',
      '260608-100000000000104 not_due',
      '260609-100000000000109 exception unexplained',
      '260609-100000000000110 exception unexplained',
      '260629-100000000000105 in_transit',
      '260629-100000000000106 in_transit',
      '260630-100000000000107 not_due',
      '260630-100000000000108 not_due',
    ],
    exceptions: ['260609-100000000000109 amount_short -200', '260609-100000000000110 missing_receipt -1200'],
    fees_minor: 839n,
  },
  {
    name: 'Xiaohongshu',
    files: [
      'xiaohongshu-parcels/fixtures/ok/split-orders.xlsx',
      'xiaohongshu-refunds/fixtures/ok/july.xlsx',
      'xiaohongshu-settlement/fixtures/ok/july.xlsx',
    ],
    told: [
      'P700000000000000701 matched',
      'P700000000000000702 matched',
      'P700000000000000703 exception unexplained',
      'P700000000000000704 in_transit',
      'P700000000000000705 not_due',
      'P700000000000000706 not_due',
      'P700000000000000707 in_transit',
      'P700000000000000708 matched',
    ],
    exceptions: ['P700000000000000703 amount_short -200'],
    fees_minor: 1325n,
  },
];

forEachEngine((books) => {
  for (const { name, files, told, exceptions, fees_minor } of MONTHS) {
    test(`a month of ${name}: orders and money tie, and the equation closes`, async () => {
      const book = await books.open();
      await importFiles(
        book,
        files.map((file) => path.join(SOURCES, file)),
      );
      const { equation, unknown_subjects } = await runReconciliation(book);
      assert.equal(equation.closes, true);
      assert.equal(equation.fees_minor, fees_minor);
      assert.deepEqual(unknown_subjects, []);
      const balances = await book.store.query<{ order: string; state: string; cause: string | null }>(
        sql`select match_key as "order", state, cause from balances where has_order order by match_key`,
      );
      assert.deepEqual(
        balances.map(({ order, state, cause }) => [order, state, cause].filter(Boolean).join(' ')),
        told,
      );
      const found = await book.store.query<{ order: string; type: string; discrepancy_minor: bigint }>(
        sql`select match_key as "order", exception_type as type, discrepancy_minor from exceptions order by match_key`,
      );
      assert.deepEqual(
        found.map(({ order, type, discrepancy_minor }) => `${order} ${type} ${discrepancy_minor}`),
        exceptions,
      );
    });
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equationOf, sampleReceipt, sampleSummary } from '../../test/support/results.ts';
import { DuideshangError } from '../errors.ts';
import { LANGUAGES } from '../model/language.ts';
import { receiptLines } from './receipt-view.ts';
import { resultWords } from './result-texts.ts';
import { resultLines, type ShownRun } from './result-view.ts';
import { exitCodeOf } from './verdict.ts';

const CLEAN = sampleSummary({
  exceptions: [],
  unknown_subjects: [],
  states: { matched: 5, in_transit: 0, outside_coverage: 0, not_due: 0, exception: 0, ambiguous: 0 },
});

function shown(changes: Partial<ShownRun> = {}): ShownRun {
  return {
    summary: sampleSummary(),
    receipts: [sampleReceipt()],
    failure_count: 0,
    decided_count: 0,
    example_order_no: '1234567890123456789',
    written: null,
    refused_files: [],
    book_words: ' --book 账',
    ...changes,
  };
}

test('the equation stands aligned and closes to 0.00', () => {
  const lines = resultLines(shown(), 'zh-CN', resultWords('zh-CN'));
  assert.deepEqual(lines.slice(0, 9), [
    '二、等式（2024-08-01 至 2024-08-31）',
    '    订单应收  1,234,567.89',
    '  + 差异           -123.45',
    '  = 已到账    1,100,000.00',
    '  + 平台扣费     34,567.00',
    '  + 已退款       20,000.00',
    '  + 在途         79,877.44',
    '  + 覆盖期外          0.00',
    '  两边相差 0.00，平。',
  ]);
});

test('exceptions come largest money first, and fee variances are told apart', () => {
  const text = resultLines(shown(), 'zh-CN', resultWords('zh-CN')).join('\n');
  assert.ok(text.indexOf('少收') < text.indexOf('扣费不符'));
  assert.match(text, /扣费不符 -3\.45 已含在平台扣费里；其余合计 -120\.00/);
  assert.match(text, /duideshang explain 1234567890123456789 --book 账/);
  const unnamed = resultLines(shown({ example_order_no: null }), 'zh-CN', resultWords('zh-CN')).join('\n');
  assert.match(unnamed, /duideshang exceptions --book 账/);
});

test('a clean month has nothing to do; an equation that does not close says so aloud', () => {
  const words = resultWords('en');
  assert.ok(resultLines(shown({ summary: CLEAN, receipts: [] }), 'en', words).includes('  · Nothing to do.'));
  const equation = { ...equationOf(100n, 90n, 5n, 0n, 0n), received_minor: 91n, closes: false };
  const broken = resultLines(shown({ summary: { ...CLEAN, equation } }), 'en', words).join('\n');
  assert.match(broken, /differ by 0\.01: IT DOES NOT CLOSE/);
});

test('a wallet whose ends do not tie is named: a stretch of its statements may be missing', () => {
  const [wallet] = CLEAN.wallets;
  assert.ok(wallet?.closing_minor != null);
  const wallets = [{ ...wallet, closing_minor: wallet.closing_minor + 777n }];
  const text = resultLines(shown({ summary: { ...CLEAN, wallets } }), 'zh-CN', resultWords('zh-CN')).join(
    '\n',
  );
  assert.match(text, /alipay:2088000000000123 的期初 \+ 收入 − 支出与期末相差 7\.77/);
});

test('every language says all of it', () => {
  const receipts = [
    sampleReceipt({
      control_totals: 'mismatch',
      running_balance: 'broken',
      broken_at_row: 7,
      totals: [
        { of: 'inflow', stated_count: 3, read_count: 2, stated_minor: 300n, read_minor: 200n, agrees: false },
      ],
    }),
  ];
  const error = new DuideshangError('bad_argument', { what: 'x' });
  const failures = [{ file: 'x.pdf', error }];
  for (const language of LANGUAGES) {
    const words = resultWords(language);
    const written = {
      workbook: 'w.xlsx',
      json: 'r.json',
      orders: [{ path: 'o.xlsx', converted: true }],
      failures,
    };
    const lines = [
      ...receiptLines({ receipts, failures, left_out: failures }, language, words),
      ...resultLines(
        shown({ receipts, failure_count: 1, written, refused_files: ['拒.csv'] }),
        language,
        words,
      ),
    ];
    assert.ok(lines.length > 40);
    assert.ok(lines.some((line) => line.includes('7')));
    assert.doesNotMatch(lines.join('\n'), /\{\w+\}|undefined|null/);
  }
});

test('exit codes: a fault before refused input before exceptions', () => {
  const report = { receipts: [sampleReceipt({ rows_refused: 0 })], failures: [] };
  const refused = { receipts: [sampleReceipt({ rows_refused: 1 })], failures: [] };
  const unknown = {
    ...report,
    failures: [{ file: 'x', error: new DuideshangError('bad_argument', { what: '' }) }],
  };
  const open = { ...CLEAN, equation: { ...CLEAN.equation, closes: false } };
  const ambiguous = { ...CLEAN, states: { ...CLEAN.states, ambiguous: 1 } };
  assert.equal(exitCodeOf(CLEAN, report, 0, report.receipts), 0);
  assert.equal(exitCodeOf(CLEAN, null, 0, []), 0);
  assert.equal(exitCodeOf(sampleSummary({ states: CLEAN.states }), report, 1, report.receipts), 1);
  assert.equal(exitCodeOf(sampleSummary({ states: CLEAN.states }), report, 2, report.receipts), 0);
  const incomplete = [
    sampleReceipt({ control_totals: 'mismatch' }),
    sampleReceipt({ running_balance: 'broken' }),
  ];
  for (const receipt of incomplete) assert.equal(exitCodeOf(CLEAN, null, 0, [receipt]), 1);
  assert.equal(exitCodeOf(ambiguous, report, 0, report.receipts), 1);
  assert.equal(exitCodeOf(sampleSummary(), refused, 0, refused.receipts), 2);
  assert.equal(exitCodeOf(CLEAN, unknown, 0, unknown.receipts), 2);
  assert.equal(exitCodeOf(open, refused, 0, refused.receipts), 3);
});

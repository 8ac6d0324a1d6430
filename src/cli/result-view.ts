import { dirname } from 'node:path';
import type { WrittenResults } from '../actions/runs/write-results.ts';
import type { Language } from '../model/language.ts';
import { CAUSE_NAMES, nameOf, STATE_NAMES, STATE_NOTES, TYPE_NAMES } from '../model/names.ts';
import type { ImportReceipt } from '../model/receipt.ts';
import { STATES } from '../model/result.ts';
import type { Equation, RunSummary } from '../model/run.ts';
import { absolute } from '../money/money.ts';
import { equationGap, groupedMinor, walletGap } from '../reports/amounts.ts';
import { TEXTS as WORKBOOK_TEXTS } from '../reports/workbook/texts.ts';
import { groupedCount, isIncomplete } from './receipt-view.ts';
import type { ResultWords } from './result-texts.ts';
import { indented, sumLines, tableLines } from './table.ts';

/** What the terminal shows of a run besides its summary. */
export interface ShownRun {
  readonly summary: RunSummary;
  readonly receipts: readonly ImportReceipt[];
  readonly failure_count: number;
  /** Exceptions that a person has decided about. */
  readonly decided_count: number;
  /** An order with the largest discrepancy, for the example of what to type next. */
  readonly example_order_no: string | null;
  readonly written: WrittenResults | null;
  readonly refused_files: readonly string[];
  /** ` --book …` as it must be typed, empty where the default is meant. */
  readonly book_words: string;
}

/** The result as lines: equation, orders, exceptions, what to do next, files written. */
export function resultLines(run: ShownRun, language: Language, words: ResultWords): string[] {
  const { period } = run.summary;
  const open = '…';
  return [
    words('section_equation', { from: period.from ?? open, to: period.to ?? open }),
    ...indented(equationLines(run.summary, language, words)),
    '',
    words('section_states'),
    ...indented(stateLines(run.summary, language)),
    '',
    words('section_exceptions'),
    ...indented(exceptionLines(run, language, words)),
    '',
    words('section_next'),
    ...indented(nextLines(run, words).map((line) => `· ${line}`)),
    ...writtenLines(run, language, words),
  ];
}

function equationLines(summary: RunSummary, language: Language, words: ResultWords): string[] {
  const { equation } = summary;
  const gap = equationGap(equation);
  const own = summary.wallets.reduce((sum, wallet) => sum + wallet.own_account_minor, 0n);
  return [
    ...equationSums(equation, language),
    equation.closes && gap === 0n ? words('closes') : words('closes_not', { gap: groupedMinor(gap) }),
    ...(own === 0n ? [] : [words('own_account', { amount: groupedMinor(own) })]),
  ];
}

/** The terms of the equation under each other, each with its sign. */
export function equationSums(equation: Equation, language: Language): string[] {
  const terms = Object.entries(EQUATION_TERMS) as [keyof typeof EQUATION_TERMS, EquationTerm][];
  return sumLines(
    terms.map(
      ([key, { sign, of }]) =>
        [`${sign} ${WORKBOOK_TEXTS[key][language]}`, groupedMinor(equation[of])] as const,
    ),
  );
}

interface EquationTerm {
  readonly sign: string;
  readonly of: Exclude<keyof Equation, 'closes'>;
}

const EQUATION_TERMS = {
  expected: { sign: ' ', of: 'expected_minor' },
  discrepancy: { sign: '+', of: 'discrepancy_minor' },
  received: { sign: '=', of: 'received_minor' },
  fees: { sign: '+', of: 'fees_minor' },
  refunded: { sign: '+', of: 'refunded_minor' },
  in_transit: { sign: '+', of: 'in_transit_minor' },
  outside_coverage: { sign: '+', of: 'outside_coverage_minor' },
} as const satisfies Record<string, EquationTerm>;

function stateLines({ states }: RunSummary, language: Language): string[] {
  const shown = STATES.filter((state) => states[state] > 0);
  if (shown.length === 0) return ['0'];
  return tableLines(
    [{ title: '' }, { title: '', side: 'right' }, { title: '' }],
    shown.map((state) => [
      nameOf(STATE_NAMES, state, language),
      groupedCount(states[state]),
      nameOf(STATE_NOTES, state, language),
    ]),
  ).slice(2);
}

function exceptionLines(
  { summary, decided_count }: ShownRun,
  language: Language,
  words: ResultWords,
): string[] {
  if (summary.exceptions.length === 0) return [words('no_exceptions')];
  const groups = summary.exceptions.toSorted(largestFirst);
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const amount = groups.reduce((sum, group) => sum + group.discrepancy_minor, 0n);
  const rows = groups.map((group) => [
    nameOf(TYPE_NAMES, group.type, language),
    nameOf(CAUSE_NAMES, group.cause, language),
    groupedCount(group.count),
    groupedMinor(group.discrepancy_minor),
  ]);
  return [
    ...tableLines(
      [
        { title: words('type') },
        { title: words('cause') },
        { title: words('count'), side: 'right' },
        { title: words('discrepancy'), side: 'right' },
      ],
      [...rows, [words('total'), '', groupedCount(count), groupedMinor(amount)]],
    ),
    ...feeNote(groups, words),
    ...(decided_count === 0 ? [] : [words('decided', { count: decided_count })]),
  ];
}

/** Fee variances are listed with the exceptions, but the equation holds them among the fees. */
function feeNote(groups: RunSummary['exceptions'], words: ResultWords): string[] {
  const variances = groups.filter((group) => group.type === 'fee_variance');
  if (variances.length === 0) return [];
  const sum = (of: RunSummary['exceptions']): bigint =>
    of.reduce((all, each) => all + each.discrepancy_minor, 0n);
  const fees = sum(variances);
  return [words('inside_fees', { fees: groupedMinor(fees), rest: groupedMinor(sum(groups) - fees) })];
}

function largestFirst(one: { discrepancy_minor: bigint }, other: { discrepancy_minor: bigint }): number {
  const [left, right] = [absolute(one.discrepancy_minor), absolute(other.discrepancy_minor)];
  return left === right ? 0 : left < right ? 1 : -1;
}

/** What a person should do now, most pressing first. */
function nextLines(run: ShownRun, words: ResultWords): string[] {
  const { summary, receipts } = run;
  const refused = receipts.reduce((sum, receipt) => sum + receipt.rows_refused, 0);
  const open = summary.exceptions.reduce((sum, group) => sum + group.count, 0) - run.decided_count;
  const [first] = run.refused_files;
  const path = run.refused_files.length > 1 && first !== undefined ? dirname(first) : first;
  const lines = [
    run.failure_count > 0 && words('next_failures', { count: run.failure_count }),
    receipts.some(isIncomplete) && words('next_incomplete'),
    refused > 0 &&
      (path === undefined
        ? words('next_refused_bare', { count: refused })
        : words('next_refused', { count: refused, path })),
    open > 0 &&
      (run.example_order_no === null
        ? words('next_exceptions_bare', { count: open, book: run.book_words })
        : words('next_exceptions', { count: open, order_no: run.example_order_no, book: run.book_words })),
    ...summary.wallets
      .filter((wallet) => walletGap(wallet) !== 0n)
      .map((wallet) =>
        words('next_wallet', { account: wallet.account_id, gap: groupedMinor(absolute(walletGap(wallet))) }),
      ),
    summary.states.ambiguous > 0 && words('next_ambiguous', { count: summary.states.ambiguous }),
    summary.states.outside_coverage > 0 && words('next_coverage', { count: summary.states.outside_coverage }),
    summary.unknown_subjects.length > 0 && words('next_subjects', { count: summary.unknown_subjects.length }),
  ].filter((line) => line !== false);
  return lines.length === 0 ? [words('next_nothing')] : lines;
}

function writtenLines(
  { written, refused_files }: ShownRun,
  language: Language,
  words: ResultWords,
): string[] {
  if (written === null) return [];
  const entries: (readonly [string, string])[] = [
    ...(written.workbook === null ? [] : [[words('written_workbook'), written.workbook] as const]),
    ...(written.json === null ? [] : [[words('written_json'), written.json] as const]),
    ...written.orders.map(
      ({ path, converted }) =>
        [words('written_orders'), converted ? words('converted', { path }) : path] as const,
    ),
    ...refused_files.map((path) => [words('written_refused'), path] as const),
  ];
  const failures = written.failures.map(({ file, error }) =>
    words('not_handed_back', { file, reason: error.says(language) }),
  );
  if (entries.length + failures.length === 0) return [];
  const lines = tableLines([{ title: '' }, { title: '' }], entries).slice(2);
  return ['', words('section_written'), ...indented([...lines, ...failures])];
}

import type { Language } from '../../model/language.ts';
import {
  CAUSE_NAMES,
  COMPONENT_NAMES,
  nameOf,
  STATE_NAMES,
  STATE_NOTES,
  TYPE_NAMES,
} from '../../model/names.ts';
import { STATES } from '../../model/result.ts';
import type { Equation, RunSummary, WalletSummary } from '../../model/run.ts';
import { equationGap, groupedMinor, isWalletProved, walletGap } from '../amounts.ts';
import type { CellValue, StyledCell } from '../xlsx/cells.ts';
import type { PageRow, PageSheet } from '../xlsx/sheet.ts';
import type { Words } from './content.ts';
import { GAP, line, PAGE_WIDTHS, smallTable, totalRow, verdict } from './page.ts';

/** The first sheet: the equation in words and numbers, and everything that adds up to it. */
export function summaryPage(summary: RunSummary, language: Language, words: Words): PageSheet {
  const sections = [
    headLines(summary, words),
    equationSection(summary, words),
    walletSection(summary, words),
    stateSection(summary, language, words),
    exceptionSection(summary, language, words),
    feeSection(summary, language, words),
    rateSection(summary, language, words),
    unknownSection(summary, words),
  ];
  return { widths: PAGE_WIDTHS, rows: sections.flatMap((section) => [...section, GAP]) };
}

/** Whether all is well, in one sentence. */
export function verdictText(summary: RunSummary, words: Words): string {
  const { equation } = summary;
  if (!equation.closes) return words('verdict_open', { gap: groupedMinor(equationGap(equation)) });
  const count = summary.exceptions.reduce((sum, group) => sum + group.count, 0);
  if (count === 0) return words('verdict_clean');
  const amount = summary.exceptions.reduce((sum, group) => sum + group.discrepancy_minor, 0n);
  return words('verdict_exceptions', { count, amount: groupedMinor(amount) });
}

function headLines(summary: RunSummary, words: Words): PageRow[] {
  const open = words('period_open');
  const about = words('about', {
    book: summary.book,
    from: summary.period.from ?? open,
    to: summary.period.to ?? open,
    ran_at: summary.ran_at,
  });
  const clean = summary.equation.closes && summary.states.exception === 0;
  return [
    line(words('title'), 'title', 30),
    line(about, 'note'),
    line(verdictText(summary, words), clean ? 'good_line' : 'bad_line', 22),
  ];
}

function equationSection(summary: RunSummary, words: Words): PageRow[] {
  const money = (
    ['expected', 'discrepancy', 'received', 'fees', 'refunded', 'in_transit', 'outside_coverage'] as const
  ).map((name) => ({ title: words(name), kind: 'money' as const }));
  const columns = [
    { title: words('scope'), kind: 'text' as const },
    ...money,
    { title: words('closes'), kind: 'day' as const },
  ];
  const shops = summary.by_shop.map((entry) =>
    equationRow(entry.shop ?? words('no_shop'), entry.equation, words),
  );
  return [
    line(words('section_equation'), 'section', 24),
    line(words('equation_words'), 'note'),
    line(equationInNumbers(summary.equation), 'plain'),
    ...smallTable(
      columns,
      [equationRow(words('whole_book'), summary.equation, words), ...shops],
      words('none'),
    ),
  ];
}

/** `1,000.00 + -5.00 = 900.00 + …` */
export function equationInNumbers(equation: Equation): string {
  const left = [equation.expected_minor, equation.discrepancy_minor];
  const right = [
    equation.received_minor,
    equation.fees_minor,
    equation.refunded_minor,
    equation.in_transit_minor,
    equation.outside_coverage_minor,
  ];
  const sum = (terms: readonly bigint[]): string =>
    terms.map((term) => (term < 0n ? `(${groupedMinor(term)})` : groupedMinor(term))).join(' + ');
  return `${sum(left)} = ${sum(right)}`;
}

function equationRow(scope: string, equation: Equation, words: Words): (CellValue | StyledCell)[] {
  const gap = equationGap(equation);
  const closes = equation.closes && gap === 0n;
  return [
    scope,
    equation.expected_minor,
    equation.discrepancy_minor,
    equation.received_minor,
    equation.fees_minor,
    equation.refunded_minor,
    equation.in_transit_minor,
    equation.outside_coverage_minor,
    verdict(closes, closes ? words('closes_yes') : words('closes_no', { gap: groupedMinor(gap) })),
  ];
}

function walletSection(summary: RunSummary, words: Words): PageRow[] {
  const money = (
    [
      'opening',
      'inflow',
      'outflow',
      'closing',
      'order_net',
      'own_account',
      'other_fees',
      'unidentified',
    ] as const
  ).map((name) => ({ title: words(name), kind: 'money' as const }));
  const columns = [
    { title: words('account'), kind: 'id' as const },
    ...money,
    { title: words('closes'), kind: 'day' as const },
  ];
  return [
    line(words('section_wallets'), 'section', 24),
    line(words('wallet_words'), 'note'),
    ...smallTable(
      columns,
      summary.wallets.map((wallet) => walletRow(wallet, words)),
      words('none'),
    ),
  ];
}

function walletRow(wallet: WalletSummary, words: Words): (CellValue | StyledCell)[] {
  return [
    wallet.account_id,
    wallet.opening_minor,
    wallet.inflow_minor,
    wallet.outflow_minor,
    wallet.closing_minor,
    wallet.order_net_minor,
    wallet.own_account_minor,
    wallet.other_fees_minor,
    wallet.unidentified_minor,
    walletVerdict(wallet, words),
  ];
}

function walletVerdict(wallet: WalletSummary, words: Words): StyledCell {
  const gap = walletGap(wallet);
  if (gap !== 0n) return verdict(false, words('closes_no', { gap: groupedMinor(gap) }));
  return verdict(true, isWalletProved(wallet) ? words('closes_yes') : words('no_balance'));
}

function stateSection(summary: RunSummary, language: Language, words: Words): PageRow[] {
  const rows = STATES.map((state) => [
    nameOf(STATE_NAMES, state, language),
    summary.states[state],
    nameOf(STATE_NOTES, state, language),
  ]);
  const columns = [
    { title: words('state'), kind: 'text' as const },
    { title: words('orders'), kind: 'count' as const },
    { title: words('meaning'), kind: 'text' as const },
  ];
  const total = STATES.reduce((sum, state) => sum + summary.states[state], 0);
  return [
    line(words('section_states'), 'section', 24),
    ...smallTable(columns, rows, words('none')),
    totalRow(words('total'), [total, null], ['count', 'text']),
  ];
}

function exceptionSection(summary: RunSummary, language: Language, words: Words): PageRow[] {
  const columns = [
    { title: words('type'), kind: 'text' as const },
    { title: words('cause'), kind: 'text' as const },
    { title: words('count'), kind: 'count' as const },
    { title: words('discrepancy_amount'), kind: 'money' as const },
  ];
  const rows = summary.exceptions.map((group) => [
    nameOf(TYPE_NAMES, group.type, language),
    nameOf(CAUSE_NAMES, group.cause, language),
    group.count,
    group.discrepancy_minor,
  ]);
  const count = summary.exceptions.reduce((sum, group) => sum + group.count, 0);
  const amount = summary.exceptions.reduce((sum, group) => sum + group.discrepancy_minor, 0n);
  const total = totalRow(words('total'), [null, count, amount], ['text', 'count', 'money']);
  return [
    line(words('section_exceptions'), 'section', 24),
    ...smallTable(columns, rows, words('no_exceptions')),
    ...(rows.length === 0 ? [] : [total, ...feeNote(summary, words)]),
  ];
}

/** Fee variances are listed with the exceptions, but the equation holds them among the fees. */
function feeNote({ exceptions, equation }: RunSummary, words: Words): PageRow[] {
  const variances = exceptions.filter((group) => group.type === 'fee_variance');
  if (variances.length === 0) return [];
  const fees = variances.reduce((sum, group) => sum + group.discrepancy_minor, 0n);
  const values = { fees: groupedMinor(fees), rest: groupedMinor(equation.discrepancy_minor) };
  return [line(words('inside_fees', values), 'note')];
}

function feeSection(summary: RunSummary, language: Language, words: Words): PageRow[] {
  const columns = [
    { title: words('component'), kind: 'text' as const },
    { title: words('amount'), kind: 'money' as const },
    { title: words('lines'), kind: 'count' as const },
  ];
  const rows = summary.fees.map((fee) => [
    nameOf(COMPONENT_NAMES, fee.component, language),
    fee.minor,
    fee.lines,
  ]);
  const minor = summary.fees.reduce((sum, fee) => sum + fee.minor, 0n);
  const lines = summary.fees.reduce((sum, fee) => sum + fee.lines, 0);
  return [
    line(words('section_fees'), 'section', 24),
    ...smallTable(columns, rows, words('none')),
    ...(rows.length === 0 ? [] : [totalRow(words('total'), [minor, lines], ['money', 'count'])]),
  ];
}

function rateSection(summary: RunSummary, language: Language, words: Words): PageRow[] {
  const columns = [
    { title: words('shop'), kind: 'text' as const },
    { title: words('component'), kind: 'text' as const },
    { title: words('rate'), kind: 'percent' as const },
    { title: words('rate_differing'), kind: 'count' as const },
    { title: words('rate_origin'), kind: 'text' as const },
  ];
  const rows = summary.fee_rates.map((rate) => [
    rate.shop ?? words('no_shop'),
    nameOf(COMPONENT_NAMES, rate.component, language),
    rate.basis_points,
    rate.orders_differing,
    words(rate.given ? 'rate_given' : 'rate_found'),
  ]);
  return [line(words('section_rates'), 'section', 24), ...smallTable(columns, rows, words('none'))];
}

function unknownSection(summary: RunSummary, words: Words): PageRow[] {
  const columns = [
    { title: words('subject'), kind: 'text' as const },
    { title: words('amount'), kind: 'money' as const },
    { title: words('lines'), kind: 'count' as const },
  ];
  const rows = summary.unknown_subjects.map((entry) => [entry.subject, entry.minor, entry.lines]);
  return [line(words('section_unknown'), 'section', 24), ...smallTable(columns, rows, words('none'))];
}

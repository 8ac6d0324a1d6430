import { readFileSync } from 'node:fs';
import { STATES, type State } from '../src/model/result.ts';
import { TRUTH_ORDER_COLUMNS, type Truth, type TruthException } from './truth.ts';

const TERMS = [
  'expected_minor',
  'received_minor',
  'fees_minor',
  'refunded_minor',
  'in_transit_minor',
  'outside_coverage_minor',
  'discrepancy_minor',
] as const;

/** What of the program's JSON file the score looks at. Amounts may be numbers or decimal texts of minor units. */
export interface JudgedResult {
  readonly equation: Readonly<Record<(typeof TERMS)[number], unknown>>;
  readonly states: Readonly<Partial<Record<State, unknown>>>;
  readonly exceptions: readonly JudgedException[];
}

/** An exception as the program reports it. */
export interface JudgedException {
  readonly order_no: string | null;
  readonly type: string;
  readonly cause: string;
  readonly discrepancy_minor: unknown;
}

/** The result of one key by the columns of `truth-orders.tsv`, as text. */
export type KeyLine = Readonly<Record<(typeof TRUTH_ORDER_COLUMNS)[number], string>>;

/** Key by key: what is true and what was found. */
export interface KeyLines {
  readonly truth: ReadonlyMap<string, KeyLine>;
  readonly found: ReadonlyMap<string, KeyLine>;
}

/** Counts of a class of findings: in the truth and found, found only, in the truth only. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** One finding on which the program and the truth differ. */
export interface Difference {
  readonly order_no: string;
  readonly what: string;
  readonly truth: string;
  readonly found: string;
}

/** How well the program did. */
export interface ScoreCard {
  /** Per state: from the states of each key if given, else from the counts alone. */
  readonly states: ReadonlyMap<string, Tally>;
  /** Keys whose state, cause and terms of the equation are compared, and those of them that differ; null if not given. */
  readonly keys: { readonly compared: number; readonly differing: number } | null;
  /** Per exception type; a finding is right when order and type agree. */
  readonly types: ReadonlyMap<string, Tally>;
  /** Per `type/cause`; right when order, type and cause agree. */
  readonly causes: ReadonlyMap<string, Tally>;
  /** Of the exceptions found rightly: discrepancies equal to the fen, and others. */
  readonly amounts: { exact: number; inexact: number };
  readonly equation: ReadonlyMap<string, { truth: string; found: string }>;
  readonly differences: readonly Difference[];
  /** Nothing differs anywhere. */
  readonly perfect: boolean;
}

/**
 * Compares the program's result with the truth. With `keys` state, cause and terms are compared key by key; without
 * them states are compared by their counts.
 */
export function score(truth: Truth, result: JudgedResult, keys?: KeyLines): ScoreCard {
  const sheet: Sheet = {
    types: new Map(),
    causes: new Map(),
    amounts: { exact: 0, inexact: 0 },
    differences: [],
  };
  const left = byKey(result.exceptions);
  for (const truly of truth.exceptions) {
    scoreException(truly, takeNearest(left.get(keyOf(truly)) ?? [], truly), sheet);
  }
  for (const rest of left.values()) for (const found of rest) blame(found, sheet);
  const states =
    keys === undefined ? scoreStateCounts(truth.states, result.states) : scoreStates(keys, sheet.differences);
  const equation = new Map(
    TERMS.map((term) => [
      term,
      { truth: minorText(truth.equation[term]), found: minorText(result.equation[term]) },
    ]),
  );
  const equal = [...equation.values()].every((term) => term.truth === term.found);
  const flawless = [...states.values()].every((tally) => tally.wrong === 0 && tally.missed === 0);
  return {
    ...sheet,
    states,
    keys: keys === undefined ? null : scoreKeys(keys, sheet.differences),
    equation,
    perfect: equal && flawless && sheet.differences.length === 0,
  };
}

/** Takes the finding that answers for the truth: the one of the same amount if there are several. */
function takeNearest(group: JudgedException[], truly: TruthException): JudgedException | undefined {
  const amount = minorText(truly.discrepancy_minor);
  const exact = group.findIndex((found) => minorText(found.discrepancy_minor) === amount);
  return group.splice(Math.max(0, exact), 1)[0];
}

interface Sheet {
  readonly types: Map<string, Tally>;
  readonly causes: Map<string, Tally>;
  readonly amounts: { exact: number; inexact: number };
  readonly differences: Difference[];
}

function scoreException(truly: TruthException, found: JudgedException | undefined, sheet: Sheet): void {
  const truthCause = `${truly.type}/${truly.cause}`;
  if (found === undefined) {
    tally(sheet.types, truly.type).missed += 1;
    tally(sheet.causes, truthCause).missed += 1;
    sheet.differences.push({
      order_no: truly.order_no ?? '',
      what: 'exception',
      truth: truthCause,
      found: '',
    });
    return;
  }
  tally(sheet.types, truly.type).right += 1;
  if (found.cause === truly.cause) tally(sheet.causes, truthCause).right += 1;
  else {
    tally(sheet.causes, truthCause).missed += 1;
    tally(sheet.causes, `${found.type}/${found.cause}`).wrong += 1;
    sheet.differences.push({
      order_no: truly.order_no ?? '',
      what: 'cause',
      truth: truthCause,
      found: found.cause,
    });
  }
  const amount = minorText(found.discrepancy_minor);
  const isExact = amount === minorText(truly.discrepancy_minor);
  sheet.amounts[isExact ? 'exact' : 'inexact'] += 1;
  if (!isExact) {
    const truth = minorText(truly.discrepancy_minor);
    sheet.differences.push({
      order_no: truly.order_no ?? '',
      what: `amount of ${truthCause}`,
      truth,
      found: amount,
    });
  }
}

/** A finding that the truth does not know. */
function blame(found: JudgedException, { types, causes, differences }: Sheet): void {
  tally(types, found.type).wrong += 1;
  tally(causes, `${found.type}/${found.cause}`).wrong += 1;
  const what = `${found.type}/${found.cause} ${minorText(found.discrepancy_minor)}`;
  differences.push({ order_no: found.order_no ?? '', what: 'exception', truth: '', found: what });
}

const NOTHING = 'nothing';

function scoreStates({ truth, found }: KeyLines, differences: Difference[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  const differ = (key: string, truly: string, judged: string): void => {
    differences.push({ order_no: key, what: 'state', truth: truly, found: judged });
  };
  for (const [key, { state }] of truth) {
    const judged = found.get(key)?.state ?? NOTHING;
    if (judged === state) tally(tallies, state).right += 1;
    else {
      tally(tallies, state).missed += 1;
      tally(tallies, judged).wrong += 1;
      differ(key, state, judged);
    }
  }
  for (const [key, { state }] of found) {
    if (truth.has(key)) continue;
    tally(tallies, state).wrong += 1;
    differ(key, NOTHING, state);
  }
  return tallies;
}

/** Keys that both know: the cause and every term, to the fen. */
function scoreKeys({ truth, found }: KeyLines, differences: Difference[]): ScoreCard['keys'] {
  let differing = 0;
  for (const [key, truly] of truth) {
    const judged = found.get(key);
    const columns = (['cause', ...TERMS] as const).filter((column) => truly[column] !== judged?.[column]);
    if (columns.length === 0) continue;
    differing += 1;
    if (judged === undefined) continue;
    for (const column of columns) {
      differences.push({ order_no: key, what: column, truth: truly[column], found: judged[column] });
    }
  }
  return { compared: truth.size, differing };
}

function scoreStateCounts(truly: Truth['states'], found: JudgedResult['states']): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const state of STATES) {
    const count = truly[state];
    const judged = Number.parseInt(minorText(found[state] ?? 0), 10);
    const right = Math.min(count, judged);
    tallies.set(state, { right, wrong: judged - right, missed: count - right });
  }
  return tallies;
}

function keyOf(exception: { order_no: string | null; type: string }): string {
  return `${exception.order_no ?? ''} ${exception.type}`;
}

function byKey(exceptions: readonly JudgedException[]): Map<string, JudgedException[]> {
  const grouped = new Map<string, JudgedException[]>();
  for (const exception of exceptions) {
    const group = grouped.get(keyOf(exception)) ?? [];
    group.push(exception);
    grouped.set(keyOf(exception), group);
  }
  return grouped;
}

function tally(tallies: Map<string, Tally>, name: string): Tally {
  const known = tallies.get(name);
  if (known !== undefined) return known;
  const fresh = { right: 0, wrong: 0, missed: 0 };
  tallies.set(name, fresh);
  return fresh;
}

function minorText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

/** Share of the findings that are right; 1 when there is none. */
export function precision({ right, wrong }: Tally): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** Share of the truth that was found; 1 when there is none. */
export function recall({ right, missed }: Tally): number {
  return right + missed === 0 ? 1 : right / (right + missed);
}

/** The card as lines of text: a table per state, type and cause, the amounts, the equation, the first differences. */
export function printScore(card: ScoreCard, differencesMax = 20): string {
  const lines = [
    ...section('state', card.states),
    ...section('type', card.types),
    ...section('type/cause', card.causes),
    ...(card.keys === null
      ? []
      : [`keys: ${card.keys.compared} compared, ${card.keys.differing} differ in cause or terms`]),
    `amounts to the fen: ${card.amounts.exact} exact, ${card.amounts.inexact} not`,
    '',
    `${'term'.padEnd(28)}${'truth'.padStart(20)}${'found'.padStart(20)}`,
    ...[...card.equation].map(
      ([term, { truth, found }]) =>
        `${term.padEnd(28)}${truth.padStart(20)}${found.padStart(20)}${truth === found ? '' : '  differs'}`,
    ),
    '',
    ...card.differences
      .slice(0, differencesMax)
      .map(
        ({ order_no, what, truth, found }) =>
          `${order_no} ${what}: truth ${truth || '-'}, found ${found || '-'}`,
      ),
    ...(card.differences.length > differencesMax ? [`… ${card.differences.length} differences in all`] : []),
    card.perfect ? 'perfect' : 'not perfect',
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, tallies: ReadonlyMap<string, Tally>): string[] {
  const head = `${title.padEnd(40)}${['right', 'wrong', 'missed', 'precision', 'recall'].map((word) => word.padStart(10)).join('')}`;
  const rows = [...tallies].sort().map(([name, counts]) => {
    const numbers = [counts.right, counts.wrong, counts.missed].map((count) => String(count).padStart(10));
    const shares = [precision(counts), recall(counts)].map((share) => percent(share).padStart(10));
    return name.padEnd(40) + numbers.join('') + shares.join('');
  });
  return [head, ...rows, ''];
}

function percent(share: number): string {
  return `${Math.floor(share * 10_000) / 100} %`;
}

/** The truth of a simulated month, from truth.json. */
export function readTruth(path: string): Truth {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The lines of `truth-orders.tsv` by key. */
export function readTrueKeys(path: string): Map<string, KeyLine> {
  const rows = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
  return new Map(rows.map((row) => [row.split('\t', 1)[0] ?? '', keyLineOf(row.split('\t'))]));
}

/** Cells in the order of {@link TRUTH_ORDER_COLUMNS} by their names. */
export function keyLineOf(cells: readonly string[]): KeyLine {
  return Object.fromEntries(
    TRUTH_ORDER_COLUMNS.map((column, at) => [column, cells[at] ?? '']),
  ) as unknown as KeyLine;
}

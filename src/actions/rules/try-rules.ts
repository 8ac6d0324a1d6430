import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inEveryLanguage, type Text } from '../../model/language.ts';
import { CAUSE_NAMES, STATE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import { type Cause, EXCEPTION_TYPES, STATES, type State } from '../../model/result.ts';
import type { Minor } from '../../money/money.ts';
import { reconcileOrdersMoney } from '../../reconciliations/orders-money/index.ts';
import type { RuleBook } from '../../sources/rules/rule-book.ts';
import type { Book } from '../../store/book.ts';
import { lastRun } from '../../store/runs/runs.ts';
import {
  type ChangedKey,
  changedKeys,
  keepBefore,
  type TrialCount,
  trialCounts,
} from '../../store/runs/trials.ts';
import { oneAtATime } from '../importing/import-queue.ts';
import { rereadKeysIn } from '../rows/reread-keys.ts';
import { orderedRun, type RunOptions } from '../runs/run-reconciliation.ts';

/** How many orders are in a state and what is expected of them, or how many exceptions are of a type and their discrepancy. */
export interface TrialLine {
  readonly of: 'orders' | 'exceptions';
  readonly name: Text;
  readonly count: number;
  readonly minor: Minor;
}

/** The last run beside what it would be under other rules. */
export interface Trial {
  readonly before: readonly TrialLine[];
  readonly after: readonly TrialLine[];
  /** Keys that would be judged otherwise. */
  readonly changed: number;
  readonly examples: readonly {
    readonly order_no: string;
    readonly before: Text;
    readonly after: Text;
    readonly discrepancy_before_minor: Minor;
    readonly discrepancy_after_minor: Minor;
  }[];
}

/** What a trial may be told. */
export type TrialOptions = Pick<RunOptions, 'signal' | 'onProgress' | 'onReread'>;

/** Ends the trial's transaction so that nothing of it stays. */
class Untried extends Error {}

/**
 * Reconciles the book under other rules of its own, compares with what it holds, and leaves no trace: all happens in a
 * transaction that is rolled back. Where the key rules are others, the kept originals are read again in it.
 * @throws as `rereadKeys`
 */
export function tryRules(book: Book, rules: RuleBook, options: TrialOptions = {}): Promise<Trial> {
  return oneAtATime(book, () => triedRules(book, rules, options));
}

async function triedRules(book: Book, rules: RuleBook, options: TrialOptions): Promise<Trial> {
  const { onReread, ...run } = options;
  const { signal } = options;
  const found: { trial?: Trial } = {};
  const { from, to } = (await lastRun(book.store, book.book_id))?.period ?? { from: null, to: null };
  try {
    await book.store.transaction(async (tx) => {
      await keepBefore(tx, book.book_id);
      const before = await trialCounts(tx, book.book_id);
      await rereadKeysIn(tx, book, rules, {
        ...(signal !== undefined && { signal }),
        ...(onReread !== undefined && { onFile: onReread }),
      });
      const days = { ...(from === null ? {} : { from_day: from }), ...(to === null ? {} : { to_day: to }) };
      await reconcileOrdersMoney(tx, await orderedRun(book, rules, { ...run, ...days }));
      signal?.throwIfAborted();
      const after = await trialCounts(tx, book.book_id);
      const { changed, examples } = await changedKeys(tx, book.book_id);
      const names = namesIn([...before, ...after]);
      found.trial = {
        before: names.map((name) => toLine(name, before)),
        after: names.map((name) => toLine(name, after)),
        changed,
        examples: examples.map(toExample),
      };
      throw new Untried('a trial leaves no trace');
    });
  } catch (error) {
    await removeStaged(book);
    if (!(error instanceof Untried)) throw error;
  }
  if (found.trial === undefined) throw new TypeError('the trial told nothing');
  return found.trial;
}

/** What a run that was stopped left among the files of a moment. */
async function removeStaged({ tmp }: Book): Promise<void> {
  for (const table of ['balances', 'exceptions'])
    await rm(join(tmp, `verdict-${table}.tsv`), { force: true });
}

const NAMES: Readonly<Record<string, Text>> = { ...TYPE_NAMES, ...STATE_NAMES };
const ORDER: readonly string[] = [...STATES, ...EXCEPTION_TYPES];

function namesIn(counts: readonly TrialCount[]): string[] {
  return ORDER.filter((name) => counts.some((each) => each.name === name));
}

function toLine(name: string, counts: readonly TrialCount[]): TrialLine {
  const found = counts.find((each) => each.name === name);
  return {
    of: name in STATE_NAMES ? 'orders' : 'exceptions',
    name: NAMES[name] ?? inEveryLanguage(() => name),
    count: Number(found?.row_count ?? 0n),
    minor: found?.minor ?? 0n,
  };
}

function toExample(key: ChangedKey): Trial['examples'][number] {
  return {
    order_no: key.match_key.replace(/^\?/, ''),
    before: judged(key.state_before, key.cause_before),
    after: judged(key.state_after, key.cause_after),
    discrepancy_before_minor: key.discrepancy_before_minor,
    discrepancy_after_minor: key.discrepancy_after_minor,
  };
}

const NOT_LOOKED_AT: Text = { 'zh-CN': '不在范围内', 'zh-TW': '不在範圍內', en: 'not looked at' };

function judged(state: State | null, cause: Cause | null): Text {
  if (state === null) return NOT_LOOKED_AT;
  const name = STATE_NAMES[state];
  if (cause === null) return name;
  return inEveryLanguage((language) => `${name[language]} · ${CAUSE_NAMES[cause][language]}`);
}

import type { WallTime } from '../model/facts.ts';
import type { Cause, ExceptionType, State } from '../model/result.ts';
import { formatMinor, type Minor } from '../money/money.ts';
import type { Amounts } from './amounts.ts';
import type { CaseLine, DamagedOrder, FactRef, KeyCase } from './key-case.ts';

/** Where a moment stands towards the statements loaded: see reconciliations/orders-money/coverage.ts. */
export type Standing = 'covered' | 'later' | 'outside';

/** What diagnosis may ask besides the facts of the key. */
export interface DiagnosisContext {
  standing(key: KeyCase, at: WallTime): Standing;
  /** Order rows with damaged numbers that could be this key's order: the digits agree. */
  damagedLike(matchKey: string): readonly DamagedOrder[];
  /** The last day of the order exports, for sentences. */
  readonly orders_until: string | null;
  /** Differences up to this are let pass at the shop; none when left out. */
  readonly toleranceOf?: (type: ExceptionType, shop: string | null) => Minor;
  /** Causes in the order in which they are tried; the built-in order when left out. */
  readonly causes?: readonly CauseRule[];
}

/** A key with its amounts, as causes see it. */
export interface CaseView {
  readonly key: KeyCase;
  readonly amounts: Amounts;
  readonly context: DiagnosisContext;
}

/** What is seen at a key that does not tie: the type, and the money that should be there and is. */
export interface Sighting {
  readonly type: ExceptionType;
  readonly expected_minor: Minor;
  readonly actual_minor: Minor;
  readonly happened_at: WallTime | null;
  /** Rows that show it, whatever the cause. */
  readonly evidence: readonly FactRef[];
}

/** Why: one file per cause. Causes are tried in the order of `causes/index.ts`; the first that holds is the cause. */
export interface CauseRule {
  readonly cause: Cause;
  /** Exception types that it can explain, or states that it explains without an exception. */
  readonly of: readonly (ExceptionType | State)[];
  readonly holds: (view: CaseView, sighting: Sighting | null) => boolean;
  /** Further rows that show this cause. */
  readonly evidence: (view: CaseView) => readonly FactRef[];
  /** Values of the sentence beyond the common ones. */
  readonly values?: (view: CaseView, sighting: Sighting) => Readonly<Record<string, string>>;
}

/** The lines of a key that are of a term, in order of time. */
export function linesOf(key: KeyCase, term: CaseLine['term']): CaseLine[] {
  return key.lines
    .filter((line) => line.term === term)
    .sort((a, b) => compare(a.happened_at, b.happened_at) || (a.batch_id < b.batch_id ? -1 : 1));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Receipt and refund lines. */
export function tradeLines(key: KeyCase): CaseLine[] {
  return [...linesOf(key, 'receipt'), ...linesOf(key, 'refund')];
}

/** An amount without sign for a sentence. */
export function yuan(minor: Minor): string {
  return formatMinor(minor < 0n ? -minor : minor);
}

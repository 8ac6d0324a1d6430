import { addHours } from '../calendar/wall-time.ts';
import type { Component } from '../model/component.ts';
import type { WallTime } from '../model/facts.ts';
import type { Cause, ExceptionType, State } from '../model/result.ts';
import { absolute, formatMinor, type Minor } from '../money/money.ts';
import { amountsOf } from './amounts.ts';
import { CAUSE_RULES } from './causes/index.ts';
import { type AuditedRate, type FeeVariance, feeVariances } from './fee-audit.ts';
import { type CaseRefund, type FactRef, type KeyCase, NO_ROW } from './key-case.ts';
import { sight } from './sight.ts';
import {
  type CaseView,
  type CauseRule,
  type DiagnosisContext,
  linesOf,
  type Sighting,
  type Standing,
  tradeLines,
  yuan,
} from './view.ts';

/** The result for one key: its terms of the equation, its state, and its exceptions. */
export interface Verdict {
  readonly match_key: string;
  readonly state: State;
  readonly cause: Cause | null;
  readonly match_rule: string | null;
  readonly expected_minor: Minor;
  readonly received_minor: Minor;
  readonly fees_minor: Minor;
  readonly refunded_minor: Minor;
  readonly in_transit_minor: Minor;
  readonly outside_coverage_minor: Minor;
  readonly discrepancy_minor: Minor;
  readonly exceptions: readonly DiagnosedException[];
}

/** An exception before files and languages: rows by reference, the sentence by its values. */
export interface DiagnosedException {
  readonly type: ExceptionType;
  readonly cause: Cause;
  readonly component: Component;
  readonly happened_at: WallTime | null;
  readonly expected_minor: Minor;
  readonly actual_minor: Minor;
  readonly discrepancy_minor: Minor;
  readonly evidence: readonly FactRef[];
  readonly values: Readonly<Record<string, string>>;
}

/** Money that is not wrong, only later or elsewhere. */
interface Settled {
  readonly state: Exclude<State, 'exception' | 'ambiguous'>;
  readonly in_transit?: Minor;
  readonly outside?: Minor;
  /** By how much what is expected is corrected to what came, within the tolerance. */
  readonly rounding?: Minor;
}

/** Decides state, cause and exceptions of a key from all its facts. Pure; total over every combination of facts. */
export function diagnose(key: KeyCase, context: DiagnosisContext, rates: readonly AuditedRate[]): Verdict {
  const amounts = amountsOf(key);
  const view: CaseView = { key, amounts, context };
  const settled = settle(view) ?? letPass(view);
  const sighted = settled === null ? [diagnosed(view, sight(view))] : [];
  const variances =
    settled === null || settled.state === 'matched'
      ? feeVariances(view, rates).filter((variance) => !isTolerated(view, variance))
      : [];
  const exceptions = [...sighted, ...variances.map((variance) => diagnosed(view, variance))];
  const state =
    exceptions.length > 0 ? (key.candidates.length > 1 ? 'ambiguous' : 'exception') : settled?.state;
  return {
    match_key: key.match_key,
    state: state ?? 'exception',
    cause: exceptions[0]?.cause ?? explanation(view, settled),
    match_rule: matchRule(view),
    expected_minor: amounts.expected + (settled?.rounding ?? 0n),
    received_minor: amounts.net - amounts.fees,
    fees_minor: amounts.fees,
    refunded_minor: amounts.refunded,
    in_transit_minor: settled?.in_transit ?? 0n,
    outside_coverage_minor: settled?.outside ?? 0n,
    discrepancy_minor: sighted.reduce((sum, each) => sum + each.discrepancy_minor, 0n),
    exceptions,
  };
}

/** A difference within the book's tolerance counts as expected: the equation closes, and the cause `rounding` names it. */
function letPass(view: CaseView): Settled | null {
  const { key, amounts } = view;
  if (key.order === null || tradeLines(key).length === 0) return null;
  const sighting = sight(view);
  if (!isTolerated(view, sighting)) return null;
  return { state: 'matched', rounding: amounts.net - amounts.due };
}

function isTolerated({ key, context }: CaseView, sighting: Sighting | FeeVariance): boolean {
  const tolerance = context.toleranceOf?.(sighting.type, key.order?.shop ?? null) ?? 0n;
  return absolute(sighting.actual_minor - sighting.expected_minor) <= tolerance;
}

/** Null when the money neither ties nor is due later. */
function settle(view: CaseView): Settled | null {
  const { key, amounts } = view;
  const trade = tradeLines(key);
  if (key.order === null && key.adjusted_minor === 0n) return settleWithoutOrder(view, trade.length);
  if (amounts.net === amounts.due)
    return { state: trade.length === 0 && amounts.due === 0n ? 'not_due' : 'matched' };
  if (key.order === null) return null;
  const { status } = key.order;
  if (status === 'paid' || status === 'shipped') {
    const rest = amounts.due - amounts.net;
    return amounts.net >= 0n && rest > 0n ? { state: 'in_transit', in_transit: rest } : null;
  }
  if (status !== 'completed') return null;
  return amounts.receipts === 0n ? settleUnreceived(view) : settleUnseenRefund(view);
}

function settleWithoutOrder({ key, amounts }: CaseView, tradeCount: number): Settled | null {
  if (tradeCount === 0 || amounts.net === 0n) return { state: 'outside_coverage', outside: -amounts.net };
  const refundIsKnown =
    amounts.receipts === 0n && key.refunds.length > 0 && amounts.refunds_in_export === amounts.wallet_refunds;
  return refundIsKnown ? { state: 'outside_coverage', outside: -amounts.net } : null;
}

/** Confirmed, and no receipt came: due when the statements cover the time, otherwise later or elsewhere. */
function settleUnreceived({ key, amounts, context }: CaseView): Settled | null {
  const rest = amounts.due - amounts.net;
  const standing = standingOfReceipt(key, context);
  if (standing === 'outside') return { state: 'outside_coverage', outside: rest };
  return standing === 'later' ? { state: 'in_transit', in_transit: rest } : null;
}

/** Without a time of confirmation the receipt fell somewhere between payment and export: all of it must be covered. */
function standingOfReceipt(key: KeyCase, context: DiagnosisContext): Standing {
  const order = key.order;
  if (order === null) return 'outside';
  if (order.delivered_at !== null) return context.standing(key, order.delivered_at);
  const moments = [order.paid_at ?? order.created_at, order.as_of].filter((at) => at !== null);
  if (moments.length === 0) return 'outside';
  return moments.every((at) => context.standing(key, at) === 'covered') ? 'covered' : 'outside';
}

/** A refund that succeeded at a time whose wallet lines are not loaded. */
function settleUnseenRefund({ key, amounts, context }: CaseView): Settled | null {
  const surplus = amounts.net - amounts.due;
  if (surplus <= 0n) return null;
  const unseen = (standing: Standing): Settled | null => {
    if (standing === 'covered') return null;
    return standing === 'later'
      ? { state: 'in_transit', in_transit: -surplus }
      : { state: 'outside_coverage', outside: -surplus };
  };
  const standingOf = (refund: CaseRefund): Standing =>
    refund.completed_at === null ? 'covered' : context.standing(key, refund.completed_at);
  const late = key.refunds.filter((refund) => standingOf(refund) !== 'covered');
  const [first] = late;
  if (first !== undefined && late.reduce((sum, refund) => sum + refund.refund_minor, 0n) === surplus) {
    return unseen(standingOf(first));
  }
  const asOf = key.order?.as_of ?? null;
  const onlyOrderKnows = key.refunds.length === 0 && surplus === amounts.refunded;
  return onlyOrderKnows && asOf !== null && isAfterStatements(key, context, asOf) ? unseen('later') : null;
}

/** An export made well after the last statement may know of refunds that no statement shows yet. */
function isAfterStatements(key: KeyCase, context: DiagnosisContext, asOf: WallTime): boolean {
  return context.standing(key, addHours(asOf, -EXPORT_DELAY_HOURS)) === 'later';
}

/** An export made within this time of a statement's end is taken as made with it. */
const EXPORT_DELAY_HOURS = 36;

function diagnosed(view: CaseView, sighting: Sighting | FeeVariance): DiagnosedException {
  const rule = causesOf(view).find((each) => each.of.includes(sighting.type) && each.holds(view, sighting));
  if (rule === undefined) throw new TypeError(`no cause for ${sighting.type}`);
  const discrepancy = sighting.actual_minor - sighting.expected_minor;
  return {
    type: sighting.type,
    cause: rule.cause,
    component: 'component' in sighting ? sighting.component : componentOf(sighting.type),
    happened_at: sighting.happened_at,
    expected_minor: sighting.expected_minor,
    actual_minor: sighting.actual_minor,
    discrepancy_minor: discrepancy,
    evidence: distinct([...sighting.evidence, ...rule.evidence(view)]),
    values: { ...commonValues(view, sighting), ...rule.values?.(view, sighting) },
  };
}

function causesOf({ context }: CaseView): readonly CauseRule[] {
  return context.causes ?? CAUSE_RULES;
}

function componentOf(type: ExceptionType): Component {
  return type === 'missing_refund' || type === 'unexpected_refund' ? 'refund' : 'sale';
}

function commonValues(view: CaseView, sighting: Sighting | FeeVariance): Record<string, string> {
  const { key, amounts } = view;
  const discrepancy = sighting.actual_minor - sighting.expected_minor;
  const receipt = linesOf(key, 'receipt');
  return {
    order_no: key.match_key.replace(/^\?/, ''),
    expected: yuan(sighting.expected_minor),
    actual: yuan(sighting.actual_minor),
    gap: yuan(discrepancy),
    percent: percentOf(discrepancy, sighting.expected_minor),
    status: key.order?.status_text ?? '',
    at: sighting.happened_at ?? '',
    on: sighting.happened_at?.slice(0, 10) ?? '',
    receipt_count: String(receipt.length),
    receipt: yuan(receipt.at(-1)?.amount_minor ?? 0n),
    refunded: yuan(amounts.refunded),
    candidates: key.candidates.join(', '),
    ...('basis_points' in sighting
      ? { component: sighting.component, rate: formatMinor(sighting.basis_points) }
      : {}),
  };
}

/** |part| / |whole| in percent with two decimals, rounded half up; empty for a whole of 0. */
function percentOf(part: Minor, whole: Minor): string {
  if (whole === 0n) return '';
  const ratio = (part < 0n ? -part : part) * 10_000n;
  const base = whole < 0n ? -whole : whole;
  return formatMinor((ratio + base / 2n) / base);
}

function explanation(view: CaseView, settled: Settled | null): Cause | null {
  if (settled === null) return null;
  const rule = causesOf(view).find((each) => each.of.includes(settled.state) && each.holds(view, null));
  return rule?.cause ?? null;
}

function matchRule({ key }: CaseView): string | null {
  if (key.order === null || tradeLines(key).length === 0) return null;
  const links = key.lines.map((line) => line.link_rule).filter((rule) => rule !== null);
  return links.toSorted().at(-1) ?? 'order_no';
}

function distinct(rows: readonly FactRef[]): FactRef[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (row.batch_id === NO_ROW.batch_id) return false;
    const name = `${row.batch_id}/${row.row_no}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

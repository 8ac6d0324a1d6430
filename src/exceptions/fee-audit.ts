import type { Component } from '../model/component.ts';
import type { Minor } from '../money/money.ts';
import type { CaseLine } from './key-case.ts';
import { type CaseView, linesOf, type Sighting } from './view.ts';

/** A rate that a shop pays, and the test whether a fee is right under it. */
export interface AuditedRate {
  readonly shop: string;
  readonly component: Component;
  readonly basis_points: bigint;
  readonly agrees: (feeMinor: Minor, baseMinor: Minor) => boolean;
  readonly feeAt: (baseMinor: Minor) => Minor;
  /** The usual base among those of {@link basesOf}. */
  readonly base: keyof Bases;
}

interface Bases {
  receipts: Minor;
  net: Minor;
  goods: Minor;
}

/** A fee that differs from the rate. Amounts are signed from the seller's side: a fee of 5.00 is −5.00. */
export interface FeeVariance extends Sighting {
  readonly type: 'fee_variance';
  readonly component: Component;
  readonly basis_points: bigint;
}

/**
 * Compares the fees of an order with the shop's rates, to the fen. A fee that is right on any amount it may have been
 * taken of (receipt, receipt less refunds or shipping, amount due) is right; fees of which no rate is known are left.
 */
export function feeVariances(view: CaseView, rates: readonly AuditedRate[]): FeeVariance[] {
  const { order } = view.key;
  if (order === null || view.amounts.receipts <= 0n) return [];
  const ofShop = rates.filter((rate) => rate.shop === (order.shop ?? ''));
  const components = [...new Set(ofShop.map((rate) => rate.component))];
  return components.flatMap((component) => {
    const ratesOfComponent = ofShop.filter((rate) => rate.component === component);
    const variance = varianceOf(view, component, ratesOfComponent);
    return variance === null ? [] : [variance];
  });
}

function varianceOf(view: CaseView, component: Component, rates: readonly AuditedRate[]): FeeVariance | null {
  const { key, amounts } = view;
  const lines = feeLines(view, component);
  const fee = lines.reduce((sum, line) => sum + feeOf(line, component), 0n);
  const usual = rates[0];
  if (fee === 0n || usual === undefined || key.order === null) return null;
  const shipping = key.order.shipping_minor ?? 0n;
  const bases: Bases = { receipts: amounts.receipts, net: amounts.net, goods: amounts.receipts - shipping };
  const admissible = [
    ...Object.values(bases),
    amounts.due,
    amounts.paid,
    amounts.paid - shipping,
    amounts.expected,
  ];
  if (rates.some((rate) => admissible.some((base) => rate.agrees(fee, base)))) return null;
  return {
    type: 'fee_variance',
    component,
    basis_points: usual.basis_points,
    expected_minor: -usual.feeAt(bases[usual.base]),
    actual_minor: -fee,
    happened_at: lines[0]?.happened_at ?? null,
    evidence: [...lines, key.order, ...linesOf(key, 'receipt')],
  };
}

function feeLines(view: CaseView, component: Component): CaseLine[] {
  return view.key.lines.filter((line) => feeOf(line, component) !== 0n);
}

/** What a line takes. A fee given back after a refund is rounded on its own, so it is not set against what was taken. */
function feeOf(line: CaseLine, component: Component): Minor {
  const taken = component === 'processing_fee' ? feeWithin(line, component) : feeAsLine(line, component);
  return taken > 0n ? taken : 0n;
}

function feeWithin(line: CaseLine, component: Component): Minor {
  return line.fee_component === component ? line.fee_minor : 0n;
}

function feeAsLine(line: CaseLine, component: Component): Minor {
  return line.component === component ? -line.amount_minor : 0n;
}

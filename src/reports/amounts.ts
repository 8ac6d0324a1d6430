import type { Equation } from '../model/run.ts';
import { formatMinor, type Minor } from '../money/money.ts';

/** An amount for people, `-1,234.50`. */
export function groupedMinor(minor: Minor): string {
  return formatMinor(minor).replace(/\d(?=(\d{3})+\.)/g, '$&,');
}

/** What the right side of the equation exceeds the left by: 0 when it closes. */
export function equationGap(equation: Equation): Minor {
  const right =
    equation.received_minor +
    equation.fees_minor +
    equation.refunded_minor +
    equation.in_transit_minor +
    equation.outside_coverage_minor;
  return right - equation.expected_minor - equation.discrepancy_minor;
}

/** Basis points for people, `0.60%`. */
export function percentText(basisPoints: number): string {
  return `${formatMinor(BigInt(basisPoints))}%`;
}

import type { Equation, WalletSummary } from '../model/run.ts';
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

/** Whether a wallet's balances at both ends are known. */
export function isWalletProved(wallet: WalletSummary): boolean {
  return wallet.opening_minor !== null && wallet.closing_minor !== null;
}

/** What opening + in − out exceeds closing by, or, where that ties or is not known, what its parts exceed in − out by. */
export function walletGap(wallet: WalletSummary): Minor {
  const net = wallet.inflow_minor - wallet.outflow_minor;
  const { opening_minor, closing_minor } = wallet;
  const byBalance =
    opening_minor === null || closing_minor === null ? 0n : opening_minor + net - closing_minor;
  if (byBalance !== 0n) return byBalance;
  const parts =
    wallet.order_net_minor + wallet.own_account_minor + wallet.other_fees_minor + wallet.unidentified_minor;
  return parts - net;
}

/** Basis points for people, `0.60%`. */
export function percentText(basisPoints: number): string {
  return `${formatMinor(BigInt(basisPoints))}%`;
}

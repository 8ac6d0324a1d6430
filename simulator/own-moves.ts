import type { Ledger } from './ledger.ts';
import { LINE, type LineKind } from './order-case.ts';
import { DAY_SECONDS, HOUR_SECONDS } from './wall-clock.ts';

interface Move {
  /** Days of the month on which it happens, counted from 0: every `every`-th from `first`. */
  readonly first: number;
  readonly every: number;
  readonly atHour: number;
  readonly kind: LineKind;
  /** Share of the balance of the evening before, in percent; negative leaves the wallet. */
  readonly percent: number;
  /** Fixed amount instead. */
  readonly fixed: number;
}

const ALIPAY_MOVES: readonly Move[] = [
  { first: 2, every: 7, atHour: 10, kind: LINE.withdrawal, percent: -40, fixed: 0 },
  { first: 0, every: 3, atHour: 15, kind: LINE.fundOut, percent: -10, fixed: 0 },
  { first: 1, every: 6, atHour: 9, kind: LINE.fundIn, percent: 5, fixed: 0 },
  { first: 9, every: 12, atHour: 11, kind: LINE.securityDeposit, percent: 0, fixed: -100_000 },
  { first: 4, every: 5, atHour: 8, kind: LINE.advertisingTopUp, percent: 0, fixed: -50_000 },
];
/** 网商贷: lines whose 商户订单号 holds MYBK. */
const LOAN_MOVES: readonly Move[] = [
  { first: 5, every: 40, atHour: 14, kind: LINE.loan, percent: 0, fixed: 3_000_000 },
  { first: 20, every: 40, atHour: 14, kind: LINE.loanRepaid, percent: 0, fixed: -3_010_000 },
];
const POOLED_MOVES: readonly Move[] = [
  { first: 3, every: 10, atHour: 10, kind: LINE.withdrawal, percent: -50, fixed: 0 },
  { first: 12, every: 40, atHour: 11, kind: LINE.securityDeposit, percent: 0, fixed: -5_000 },
];

/** Per kind of wallet. */
const MOVES = {
  alipay: ALIPAY_MOVES,
  alipay_with_loans: [...ALIPAY_MOVES, ...LOAN_MOVES],
  pooled: POOLED_MOVES,
  merchant: POOLED_MOVES.filter(({ kind }) => kind === LINE.withdrawal),
} as const satisfies Record<string, readonly Move[]>;

/**
 * Moves between the seller's own accounts: withdrawals, 余利宝 in and out, security deposit, ad top-ups, loans. They follow
 * from the balance, so they are made after all order lines, day by day.
 */
export function addOwnMoves(ledger: Ledger, wallet: keyof typeof MOVES): void {
  const moves = MOVES[wallet];
  let index = 0;
  for (let day = ledger.fromDay; day < ledger.toDay; day += 1) {
    const evening = ledger.balanceBefore(day);
    for (const move of moves) {
      const nth = day - ledger.fromDay - move.first;
      if (nth < 0 || nth % move.every !== 0) continue;
      const amount = move.fixed + Math.trunc((evening * move.percent) / 10_000) * 100;
      const at = day * DAY_SECONDS + move.atHour * HOUR_SECONDS + index * 7;
      if (amount !== 0) {
        ledger.add({ at, amount, kind: move.kind, index, slot: 0, paidDaysBefore: 0 });
      }
      index += 1;
    }
  }
}

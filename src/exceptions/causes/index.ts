import type { CauseRule } from '../view.ts';
import { closedButPaid } from './closed-but-paid.ts';
import { commissionRate } from './commission-rate.ts';
import { damagedId } from './damaged-id.ts';
import { orderOutsideExport } from './order-outside-export.ts';
import { partialRefund } from './partial-refund.ts';
import { platformSubsidy } from './platform-subsidy.ts';
import { presaleDeposit } from './presale-deposit.ts';
import { rounding } from './rounding.ts';
import { settlementDelay } from './settlement-delay.ts';
import { subOrder } from './sub-order.ts';
import { unexplained } from './unexplained.ts';

/** All causes in the order in which they are tried, surest first. */
export const CAUSE_RULES: readonly CauseRule[] = [
  settlementDelay,
  rounding,
  platformSubsidy,
  presaleDeposit,
  subOrder,
  closedButPaid,
  damagedId,
  partialRefund,
  commissionRate,
  orderOutsideExport,
  unexplained,
];

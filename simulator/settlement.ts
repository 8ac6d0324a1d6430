import { merchantFee } from './layouts/wechat.ts';
import { refundedIn, type World } from './life.ts';
import { LINE, type LineKind, type OrderCase } from './order-case.ts';
import { isInGap, type ShopPlan } from './plan.ts';
import type { Random } from './random.ts';
import { DAY_SECONDS, HOUR_SECONDS, type WallSeconds } from './wall-clock.ts';

/** 基础软件服务费 0.6 %, 返点积分 0.5 %, 花呗 1 %: the same in all shops. */
const BASE_FEE_BP = 60;
const POINTS_BP = 50;
const INSTALMENT_BP = 100;
/** A planted commission differs by these, in hundredths of a percent. */
const WRONG_COMMISSION_BP = [50, 100, 200, -100];

/** A share of an amount in hundredths of a percent, rounded half up as the platform does. */
export function shareOf(amount: number, basisPoints: number): number {
  return Math.floor((amount * basisPoints + 5_000) / 10_000);
}

/**
 * Adds the wallet lines of an order: the receipt some time after the confirmation, the fees seconds later, refunds
 * after the sale; and applies what was planted, stating the exception that must be found.
 */
export function settleOrder(world: World, random: Random, life: OrderCase): void {
  const opensAt = settlesAt(world, random, life);
  if (life.planted === 'missing_receipt') {
    plantMissingReceipt(life);
    return;
  }
  if (opensAt === null) return;
  const received = receive(world, random, life, opensAt);
  takeFees(world, random, life, received, opensAt);
  refundFromWallet(world, random, life);
  plantRest(world, random, life, received);
}

/** When the escrow opens; null if never, or not known yet when the orders are exported. */
function settlesAt({ plan, calendar }: World, random: Random, life: OrderCase): WallSeconds | null {
  if (life.planted === 'closed_but_paid' || life.depositKept) {
    const at = (life.closedAt ?? life.createdAt) + random.between(HOUR_SECONDS, DAY_SECONDS);
    return isInGap(plan, at) ? (plan.gap?.to ?? at) + HOUR_SECONDS : at;
  }
  if (life.confirmedAt === null) return null;
  if (life.planted === 'settlement_delay') return calendar.to + random.between(60, 2 * HOUR_SECONDS);
  const slow = random.chance(500);
  const lag = slow ? random.between(600, 4 * HOUR_SECONDS) : random.between(1, 240);
  const at = life.confirmedAt + lag;
  const isLongAgo = life.planted?.startsWith('old_refund') === true;
  if (!plan.knows.settlement && !isLongAgo && at < calendar.from) return calendar.from + lag;
  return at;
}

function addLine(life: OrderCase, at: WallSeconds, amount: number, kind: LineKind): void {
  if (amount !== 0) life.lines.push({ at, amount, kind });
}

/** The receipt lines; returns their sum. Planted shortages, surpluses and duplicates are inside. */
function receive(world: World, random: Random, life: OrderCase, at: WallSeconds): number {
  const due = life.paid + life.subsidy - refundedIn(life, 'escrow');
  const isClosed = life.planted === 'closed_but_paid';
  const received = (isClosed ? life.paid : due) + plantedDeviation(random, life, due);
  const whole = isOfMerchant(world.plan, life);
  const separate = !whole && life.subsidy > 0 && random.chance(2_000) ? life.subsidy : 0;
  const deposit = !whole && life.deposit < received ? life.deposit : 0;
  addLine(life, at, deposit, life.depositOrderNo === null ? LINE.deposit : LINE.depositElsewhere);
  life.byPayment = isByPayment(world, random, life);
  addLine(life, at, received - deposit - separate, life.byPayment ? LINE.receiptByPayment : LINE.receipt);
  addLine(life, at, separate, LINE.subsidy);
  if (life.planted === 'duplicate_receipt') {
    addLine(life, at + random.between(1, 60), received, LINE.receipt);
    state(life, 'duplicate_receipt', 'unexplained', due, due + received);
  }
  return received;
}

/** Money in the wallet of an own merchant comes in one sum, and only its processing fee is taken there. */
function isOfMerchant(plan: ShopPlan, life: OrderCase): boolean {
  return plan.pooled === 'merchant' && life.wallet === 'pooled';
}

/** Some lines of Alipay name no order; the payment number tells whose they are. */
function isByPayment({ plan }: World, random: Random, life: OrderCase): boolean {
  const canBe = plan.hard && plan.knows.paymentNo && life.wallet === 'alipay' && life.planted === null;
  return canBe && random.chance(300);
}

function plantedDeviation(random: Random, life: OrderCase, due: number): number {
  if (life.planted === 'short') {
    const short = random.chance(6_000) ? random.between(1, 10) : Math.max(1, shareOf(due, 100));
    state(life, 'amount_short', 'unexplained', due, due - short);
    return -short;
  }
  if (life.planted === 'over') {
    const over = random.chance(5_000) ? random.between(1, 10) : random.between(10, 600);
    state(life, 'amount_over', 'unexplained', due, due + over);
    return over;
  }
  return 0;
}

function state(
  life: OrderCase,
  type: NonNullable<OrderCase['exception']>['type'],
  cause: NonNullable<OrderCase['exception']>['cause'],
  expected: number,
  actual: number,
): void {
  life.exception = { type, cause, expected, actual };
  life.discrepancy = type === 'fee_variance' ? 0 : actual - expected;
}

function takeFees(
  world: World,
  random: Random,
  life: OrderCase,
  received: number,
  opensAt: WallSeconds,
): void {
  const { plan, calendar } = world;
  if (isOfMerchant(plan, life)) {
    addLine(life, opensAt, -merchantFee(received), LINE.merchantFee);
    return;
  }
  const edge = opensAt < calendar.from ? calendar.from : opensAt < calendar.to ? calendar.to : Infinity;
  const after = (seconds: number) => Math.min(opensAt + seconds, edge - 1);
  takeCommission(world, random, life, received, after(2));
  const baseFee = life.byPayment ? LINE.baseFeeByPayment : LINE.baseFee;
  addLine(life, after(3), -shareOf(received, BASE_FEE_BP), baseFee);
  if (random.chance(2_000)) addLine(life, after(4), -shareOf(received, POINTS_BP), LINE.points);
  if (random.chance(1_500)) {
    addLine(life, after(5), -shareOf(received, random.pick([300, 500, 800, 1_000, 1_500])), LINE.affiliate);
  }
  if (random.chance(1_000)) addLine(life, after(7), -shareOf(received, INSTALMENT_BP), LINE.instalment);
  if (life.wallet === 'pooled') return;
  if (random.chance(800)) addLine(life, after(8), -random.between(35, 120), LINE.freightInsurance);
  if (random.chance(500)) addLine(life, after(9), -random.pick([50, 100, 150]), LINE.experience);
  if (plan.hard && random.chance(200)) addLine(life, after(10), -2, LINE.donation);
}

function takeCommission(
  { plan }: World,
  random: Random,
  life: OrderCase,
  received: number,
  at: WallSeconds,
): void {
  const right = shareOf(received, plan.commissionBasisPoints);
  const namesLine = plan.knows.orderLineNo && life.itemCount > 1 && random.chance(3_000);
  const hasLines = life.inExport && life.planted !== 'damaged_proved_by_wallet';
  const kind = namesLine && hasLines ? LINE.commissionOfLine : LINE.commission;
  let taken = right;
  if (life.planted === 'wrong_commission') {
    taken = shareOf(received, plan.commissionBasisPoints + random.pick(WRONG_COMMISSION_BP));
    if (Math.abs(taken - right) < 3) taken = right + 3;
    life.feeVariance = right - taken;
    life.feeExpected = -right;
    state(life, 'fee_variance', 'commission_rate', -right, -taken);
  }
  addLine(life, at, -taken, kind);
}

/** Refunds after the sale leave the wallet; some fees come back with them. */
function refundFromWallet({ plan }: World, random: Random, life: OrderCase): void {
  for (const refund of life.refunds) {
    if (refund.stage !== 'after_sale' || refund.completedAt === null || refund.outcome !== 'succeeded')
      continue;
    if (life.planted === 'missing_refund') {
      state(life, 'missing_refund', 'unexplained', -refund.amount, 0);
      continue;
    }
    const kind = random.chance(1_000) ? LINE.refundFromDeposit : LINE.refund;
    addLine(life, refund.completedAt, -refund.amount, kind);
    const returned = plan.commissionReturned && !isOfMerchant(plan, life);
    returnFees(returned ? plan.commissionBasisPoints : 0, life, refund);
  }
}

function returnFees(
  commissionBasisPoints: number,
  life: OrderCase,
  refund: { amount: number; completedAt: WallSeconds | null },
): void {
  const at = (refund.completedAt ?? 0) + 2;
  const share = refund.amount / Math.max(1, life.paid);
  addLine(life, at, shareOf(refund.amount, commissionBasisPoints), LINE.commissionBack);
  for (const line of [...life.lines]) {
    if (line.kind === LINE.points) addLine(life, at + 1, shareOf(refund.amount, POINTS_BP), LINE.pointsBack);
    if (line.kind === LINE.affiliate) {
      addLine(life, at + 2, Math.floor(-line.amount * share), LINE.affiliateBack);
    }
  }
}

function plantMissingReceipt(life: OrderCase): void {
  state(life, 'missing_receipt', 'unexplained', life.paid, 0);
}

function plantRest({ plan }: World, random: Random, life: OrderCase, received: number): void {
  const { planted } = life;
  if (planted === 'old_refund_unknown') {
    const refunded = refundedIn(life, 'after_sale');
    state(life, 'unexpected_refund', 'order_outside_export', 0, -refunded);
  }
  if (planted === 'order_outside_export') state(life, 'missing_order', 'order_outside_export', 0, received);
  if (planted === 'short_by_refund') state(life, 'amount_short', 'partial_refund', life.paid, received);
  if (planted === 'closed_but_paid') state(life, 'status_mismatch', 'closed_but_paid', 0, received);
  if (planted === 'unexpected_refund') plantRefund(random, life);
  if (planted?.startsWith('damaged_')) damageNumber(plan, random, life);
  if (planted === 'damaged_lost') {
    life.paymentNoDamaged = true;
    state(life, 'missing_order', 'damaged_id', 0, received);
  }
}

/** A refund line that no export knows. */
function plantRefund(random: Random, life: OrderCase): void {
  const amount = Math.max(100, Math.floor((life.paid * random.between(10, 60)) / 10_000) * 100);
  const at = (life.confirmedAt ?? 0) + random.between(6 * HOUR_SECONDS, 2 * DAY_SECONDS);
  addLine(life, at, -amount, LINE.refund);
  state(life, 'unexpected_refund', 'unexplained', 0, -amount);
}

/** Only a number of 19 digits shows that it was cut to 15: four zeros at the end. Shorter ones end so by chance. */
function damageNumber(plan: ShopPlan, random: Random, life: OrderCase): void {
  life.damage = plan.idDigits !== 19 || random.chance(5_000) ? 'scientific' : 'rounded';
}

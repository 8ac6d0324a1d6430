import { statementTitle } from './goods.ts';
import { depositOrderNoOf, orderNoOf } from './numbers.ts';
import type { OrderCase, OrderItem, RefundCase } from './order-case.ts';
import { type Calendar, isInGap, type ShopPlan } from './plan.ts';
import type { PlantedKind, Planting } from './planting.ts';
import type { Random } from './random.ts';
import { DAY_SECONDS, HOUR_SECONDS, type WallSeconds } from './wall-clock.ts';

/** What all orders of a shop are made from. */
export interface World {
  readonly plan: ShopPlan;
  readonly calendar: Calendar;
  readonly planting: Planting;
  readonly prices: Uint32Array;
  readonly titles: readonly string[];
}

/** Orders per hour of the day, relative: few at night, most in the evening. */
const HOUR_WEIGHTS = [3, 2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 6, 6, 6, 6, 6, 6, 6, 6, 8, 10, 10, 8, 5];
const WEIGHT_SUM = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** What happens to an order that nothing was planted in, in orders out of 10,000. The rest simply goes through. */
const FATES = [
  ['unpaid', 500],
  ['escrow_full', 350],
  ['escrow_part', 150],
  ['after_full', 150],
  ['after_part', 250],
  ['refund_without_money', 150],
  ['presale', 200],
  ['subsidy', 400],
  ['deposit_kept', 30],
] as const;
type Fate = (typeof FATES)[number][0] | 'plain';

const PAUSE_BEFORE_END = Math.floor(3.5 * DAY_SECONDS);

/** An empty case, to be filled by {@link liveOrder} again and again. */
export function newCase(): OrderCase {
  return {
    index: 0,
    orderNo: '',
    planted: null,
    createdAt: 0,
    paidAt: null,
    shippedAt: null,
    confirmedAt: null,
    closedAt: null,
    wallet: 'alipay',
    goods: 0,
    shipping: 0,
    subsidy: 0,
    paid: 0,
    items: [newItem(), newItem(), newItem()],
    itemCount: 1,
    refunds: [],
    deposit: 0,
    depositKept: false,
    byPayment: false,
    depositOrderNo: null,
    inExport: true,
    damage: 'none',
    paymentNoDamaged: false,
    lines: [],
    discrepancy: 0,
    exception: null,
    feeVariance: 0,
    feeExpected: 0,
  };
}

function newItem(): OrderItem {
  return { title: '', price: 0, quantity: 1, paid: 0 };
}

/** Fills `life` with the order of this index: what was bought, paid, shipped, confirmed, refunded. No wallet yet. */
export function liveOrder(world: World, random: Random, index: number, life: OrderCase): void {
  const { plan, calendar } = world;
  random.restart(index);
  reset(life);
  life.index = index;
  life.orderNo = orderNoOf(plan, index);
  life.planted = world.planting.get(index) ?? null;
  life.createdAt = createdAt(world, random, index);
  if (plan.pooled !== 'none' && random.chance(2_000) && !needsAlipay(plan, life)) life.wallet = 'pooled';
  buy(world, random, life);
  const fate = life.planted === null ? drawFate(world, random, life) : plantedFate(life.planted, random);
  if (life.planted === 'order_outside_export') leaveExport(random, life);
  if (fate === 'unpaid') remainUnpaid(random, life, calendar);
  else if (life.planted?.startsWith('old_refund')) refundLongAfter(world, random, life);
  else if (fate === 'deposit_kept') forfeitDeposit(world, random, life);
  else payAndShip(world, random, life, fate);
}

/** What an own merchant's files cannot tell is planted in Alipay. */
function needsAlipay(plan: ShopPlan, life: OrderCase): boolean {
  return plan.pooled === 'merchant' && life.planted !== null;
}

function reset(life: OrderCase): void {
  life.paidAt = null;
  life.shippedAt = null;
  life.confirmedAt = null;
  life.closedAt = null;
  life.wallet = 'alipay';
  life.subsidy = 0;
  life.refunds.length = 0;
  life.deposit = 0;
  life.depositKept = false;
  life.byPayment = false;
  life.depositOrderNo = null;
  life.inExport = true;
  life.damage = 'none';
  life.paymentNoDamaged = false;
  life.lines.length = 0;
  life.discrepancy = 0;
  life.exception = null;
  life.feeVariance = 0;
  life.feeExpected = 0;
}

/** Orders are made in order of time: the index decides the day and the hour. */
function createdAt({ plan, calendar }: World, random: Random, index: number): WallSeconds {
  const days = (calendar.to - calendar.ordersFrom) / DAY_SECONDS;
  const place = ((index + random.below(1_000) / 1_000) / plan.orders) * days;
  const day = Math.floor(place);
  let left = (place - day) * WEIGHT_SUM;
  let hour = 0;
  while (hour < 23 && left >= (HOUR_WEIGHTS[hour] ?? 1)) {
    left -= HOUR_WEIGHTS[hour] ?? 1;
    hour += 1;
  }
  const within = Math.min(3_599, Math.floor((left / (HOUR_WEIGHTS[hour] ?? 1)) * 3_600));
  return calendar.ordersFrom + day * DAY_SECONDS + hour * HOUR_SECONDS + within;
}

function buy({ plan, prices, titles }: World, random: Random, life: OrderCase): void {
  const roll = random.below(100);
  life.itemCount = roll < 80 ? 1 : roll < 94 ? 2 : 3;
  life.shipping = random.chance(1_000) ? random.pick([600, 800, 1_000]) : 0;
  life.goods = 0;
  for (let at = 0; at < life.itemCount; at += 1) {
    const item = life.items[at] ?? newItem();
    const title = titles[random.below(titles.length)] ?? '';
    item.title = plan.hard ? title : statementTitle(title);
    item.price = prices[random.below(prices.length)] ?? 9_900;
    item.quantity = random.chance(800) ? 2 : 1;
    item.paid = item.price * item.quantity + (at === 0 ? life.shipping : 0);
    life.goods += item.price * item.quantity;
  }
  life.paid = life.goods + life.shipping;
}

function drawFate({ plan }: World, random: Random, life: OrderCase): Fate {
  let roll = random.below(10_000);
  for (const [fate, share] of FATES) {
    if (roll < share) return isPossible(fate, plan, life) ? fate : 'plain';
    roll -= share;
  }
  return 'plain';
}

function isPossible(fate: Fate, plan: ShopPlan, life: OrderCase): boolean {
  if (fate === 'subsidy') return canBeSubsidised(plan, life);
  return fate !== 'deposit_kept' || (plan.hard && plan.knows.stages);
}

function canBeSubsidised(plan: ShopPlan, life: OrderCase): boolean {
  return plan.knows.settlement && (life.items[0]?.paid ?? 0) > 2_000;
}

function plantedFate(planted: PlantedKind, random: Random): Fate {
  if (planted === 'closed_but_paid') return random.chance(5_000) ? 'unpaid' : 'escrow_full';
  if (planted === 'missing_refund') return 'after_part';
  return 'plain';
}

/** The order is in no export; half of these were paid long before the month. */
function leaveExport(random: Random, life: OrderCase): void {
  life.inExport = false;
  if (random.chance(5_000)) life.createdAt -= random.between(15, 25) * DAY_SECONDS;
}

function remainUnpaid(random: Random, life: OrderCase, calendar: Calendar): void {
  const closed = life.createdAt + DAY_SECONDS + random.below(HOUR_SECONDS);
  if (closed < calendar.ordersExportedAt) life.closedAt = closed;
}

function payAndShip(world: World, random: Random, life: OrderCase, fate: Fate): void {
  const { plan, calendar } = world;
  life.paidAt = life.createdAt + random.between(4, random.chance(1_000) ? 7_200 : 90);
  if (fate === 'presale') presell(world, random, life);
  if (fate === 'subsidy') subsidise(random, life);
  if (fate === 'escrow_full') {
    refundInEscrow(world, random, life, life.paid);
    return;
  }
  life.shippedAt = life.paidAt + random.between(2 * HOUR_SECONDS, 36 * HOUR_SECONDS);
  life.confirmedAt = confirmation(world, random, life);
  if (fate === 'escrow_part') refundInEscrow(world, random, life, part(random, life));
  if (life.planted === 'short_by_refund') hideRefund(random, life);
  if (fate === 'after_part') refundAfterSale(calendar, random, life, part(random, life));
  if (fate === 'after_full') refundAfterSale(calendar, random, life, life.paid);
  if (fate === 'refund_without_money') refundInVain(calendar, random, life);
  if (plan.knows.orderLineNo) nameLines(random, life);
  if (life.shippedAt > calendar.ordersExportedAt) life.shippedAt = null;
}

/** Some refunds of orders with several lines are kept under the line's number. */
function nameLines(random: Random, life: OrderCase): void {
  if (life.itemCount === 1) return;
  for (const refund of life.refunds) refund.namesLine = !refund.hiddenFromOrder && random.chance(3_000);
}

/** When the buyer confirms; null if that is still to come when the orders are exported. */
function confirmation(world: World, random: Random, life: OrderCase): WallSeconds | null {
  const { calendar, plan } = world;
  const shipped = life.shippedAt ?? life.createdAt;
  if (life.planted === 'settlement_delay') return calendar.to - random.between(600, 3 * HOUR_SECONDS);
  if (life.planted !== null) return plantedConfirmation(world, random, life, shipped);
  const natural =
    shipped + random.between(DAY_SECONDS, random.chance(7_000) ? 6 * DAY_SECONDS : 10 * DAY_SECONDS);
  if (plan.knows.settlement) return natural < calendar.ordersExportedAt ? natural : null;
  const inMonth = Math.max(natural, calendar.from + random.between(HOUR_SECONDS, DAY_SECONDS));
  return inMonth < calendar.to - 6 * HOUR_SECONDS ? inMonth : null;
}

/** Money of planted orders comes, and goes again within three days, on days that a statement holds. */
function outOfGap({ gap }: ShopPlan, random: Random, at: WallSeconds): WallSeconds {
  const isNear = gap !== null && at >= gap.from - 3 * DAY_SECONDS && at < gap.to;
  return isNear ? gap.to + random.between(60, 6 * HOUR_SECONDS) : at;
}

/** Planted orders settle well inside the month: nobody could call them late. */
function plantedConfirmation(
  { calendar, plan }: World,
  random: Random,
  life: OrderCase,
  shipped: WallSeconds,
): WallSeconds {
  const early = Math.max(shipped, calendar.from) + random.between(HOUR_SECONDS, 4 * DAY_SECONDS);
  const last = calendar.to - PAUSE_BEFORE_END - (life.planted === 'missing_refund' ? 2 * DAY_SECONDS : 0);
  return outOfGap(plan, random, Math.min(early, last - random.below(HOUR_SECONDS)));
}

/** An order of long ago, in no export, whose refund leaves the wallet now. */
function refundLongAfter({ plan, calendar }: World, random: Random, life: OrderCase): void {
  life.inExport = false;
  life.createdAt = calendar.from - random.between(10, 20) * DAY_SECONDS + random.below(DAY_SECONDS);
  life.paidAt = life.createdAt + 60;
  life.shippedAt = life.paidAt + 6 * HOUR_SECONDS;
  life.confirmedAt = life.shippedAt + 3 * DAY_SECONDS;
  const drawn = random.between(calendar.from + DAY_SECONDS, calendar.to - 3 * DAY_SECONDS);
  const completed = isInGap(plan, drawn) ? (plan.gap?.to ?? drawn) + HOUR_SECONDS : drawn;
  addRefund(life, part(random, life), 'after_sale', completed - 7_200, completed);
}

/** A presale whose balance is never paid: the order is closed days later, and the deposit goes to the seller. */
function forfeitDeposit(world: World, random: Random, life: OrderCase): void {
  const { plan, calendar } = world;
  const closed = life.createdAt + random.between(DAY_SECONDS, 4 * DAY_SECONDS);
  const isSeen = closed >= calendar.from && closed < calendar.to - DAY_SECONDS;
  if (!isSeen || isInGap(plan, closed) || isInGap(plan, closed + DAY_SECONDS)) {
    payAndShip(world, random, life, 'plain');
    return;
  }
  life.paidAt = life.createdAt + 30;
  life.paid = Math.max(100, Math.floor(life.paid / 1_000) * 100);
  life.deposit = life.paid;
  life.depositKept = true;
  life.closedAt = closed;
}

function part(random: Random, life: OrderCase): number {
  const whole = life.paid;
  if (random.chance(5_000)) return Math.max(100, Math.floor(whole / 300) * 100);
  return Math.max(1, Math.min(whole - 1, random.between(Math.floor(whole / 20), Math.floor(whole / 2))));
}

function presell({ plan }: World, random: Random, life: OrderCase): void {
  life.deposit = Math.max(100, Math.floor(life.paid / 1_000) * 100);
  if (life.deposit >= life.paid) life.deposit = 0;
  else if (plan.knows.depositOrder && random.chance(4_000)) {
    life.depositOrderNo = depositOrderNoOf(plan, life.index);
  }
}

/** The platform pays part of the price: the buyer pays less, the wallet receives the whole. */
function subsidise(random: Random, life: OrderCase): void {
  const item = life.items[0];
  if (item === undefined) return;
  life.subsidy = random.pick([100, 200, 300, 500, 1_000, random.between(1, 400)]);
  life.paid -= life.subsidy;
  item.paid -= life.subsidy;
}

function refundInEscrow({ calendar }: World, random: Random, life: OrderCase, amount: number): void {
  const paid = life.paidAt ?? life.createdAt;
  const full = amount === life.paid;
  const until = life.confirmedAt ?? paid + 4 * DAY_SECONDS;
  const completed = Math.min(paid + random.between(HOUR_SECONDS, 3 * DAY_SECONDS), until - 600);
  const known = completed < calendar.ordersExportedAt;
  addRefund(life, amount, 'escrow', Math.max(paid + 60, completed - 7_200), known ? completed : null);
  if (full && known) life.closedAt = completed;
}

/** The refund export knows it, the order export (made before) does not: the order looks fully due. */
function hideRefund(random: Random, life: OrderCase): void {
  const completed = (life.confirmedAt ?? 0) - random.between(600, HOUR_SECONDS);
  const amount = part(random, life);
  addRefund(life, amount, 'escrow', completed - 7_200, completed);
  const refund = life.refunds.at(-1);
  if (refund !== undefined) refund.hiddenFromOrder = true;
}

function refundAfterSale(calendar: Calendar, random: Random, life: OrderCase, amount: number): void {
  if (life.confirmedAt === null) return;
  const wait = life.planted === null ? 6 * DAY_SECONDS : DAY_SECONDS;
  const requested = life.confirmedAt + random.between(5 * HOUR_SECONDS, 5 * HOUR_SECONDS + wait);
  if (requested >= calendar.ordersExportedAt) return;
  const completed = requested + random.between(600, DAY_SECONDS);
  const known = completed < calendar.to - HOUR_SECONDS;
  addRefund(life, amount, 'after_sale', requested, known ? completed : null);
}

/** Refused by the seller, withdrawn by the buyer, or still open: no money moves. */
function refundInVain(calendar: Calendar, random: Random, life: OrderCase): void {
  const from = life.confirmedAt ?? life.paidAt ?? life.createdAt;
  const requested = from + random.between(HOUR_SECONDS, DAY_SECONDS);
  if (requested >= calendar.ordersExportedAt) return;
  const stage = life.confirmedAt === null ? 'escrow' : 'after_sale';
  const closes = random.chance(6_000);
  addRefund(life, part(random, life), stage, requested, null);
  const refund = life.refunds.at(-1);
  if (refund !== undefined && closes) {
    refund.outcome = 'closed';
    refund.completedAt = requested + 3_600;
  }
}

function addRefund(
  life: OrderCase,
  amount: number,
  stage: RefundCase['stage'],
  requestedAt: WallSeconds,
  completedAt: WallSeconds | null,
): void {
  life.refunds.push({
    amount,
    stage,
    outcome: completedAt === null ? 'pending' : 'succeeded',
    requestedAt,
    completedAt,
    hiddenFromOrder: false,
    namesLine: false,
    full: amount === life.paid,
  });
}

/** Refunds of a stage that moved money (hidden ones too). */
export function refundedIn(life: OrderCase, stage: RefundCase['stage']): number {
  let sum = 0;
  for (const refund of life.refunds) {
    if (refund.stage === stage && refund.outcome === 'succeeded') sum += refund.amount;
  }
  return sum;
}

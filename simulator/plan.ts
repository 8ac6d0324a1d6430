import { XLSX_PLAIN, type XlsxStyle } from './files/xlsx.ts';
import type { OrderLayout, SimulationOptions } from './options.ts';
import { Random } from './random.ts';
import { DAY_SECONDS, HOUR_SECONDS, monthBounds, type WallSeconds } from './wall-clock.ts';

/** The days of the simulation, in wall-clock seconds. */
export interface Calendar {
  /** Coverage of the statements: [from, to). */
  readonly from: WallSeconds;
  readonly to: WallSeconds;
  /** Orders are created from here (some days before the month) until `to`. */
  readonly ordersFrom: WallSeconds;
  /** When the order and order-line files are exported. */
  readonly ordersExportedAt: WallSeconds;
  /** A first, incomplete order export in the middle of the month. */
  readonly earlyExportAt: WallSeconds;
  readonly refundsExportedAt: WallSeconds;
  readonly statementsExportedAt: WallSeconds;
}

/** What the order layout can tell. What no file tells is not planted: it could not be found. */
export interface Knowledge {
  /** 确认收货时间, 退款金额, 打款商家金额 */
  readonly settlement: boolean;
  readonly paymentNo: boolean;
  /** 分阶段订单信息 */
  readonly stages: boolean;
  /** 特权订金订单id */
  readonly depositOrder: boolean;
  /** 子订单编号 */
  readonly orderLineNo: boolean;
}

/** Everything that is decided once per shop. */
export interface ShopPlan {
  readonly at: number;
  readonly name: string;
  readonly folder: string;
  readonly orders: number;
  readonly serialFrom: number;
  readonly seed: number;
  readonly layout: OrderLayout;
  readonly ordersAs: 'csv' | 'xlsx';
  readonly xlsx: XlsxStyle;
  readonly idDigits: 16 | 18 | 19;
  readonly payout: 'net' | 'gross';
  readonly lines: 'old' | 'new' | 'none';
  readonly earlyExport: boolean;
  readonly damaged: boolean;
  readonly accountNo: string;
  readonly alipayColumns: 12 | 16;
  readonly shuffled: boolean;
  readonly zipped: boolean;
  readonly halves: boolean;
  readonly combined: boolean;
  /** Where WeChat money goes: a 聚合账户 of either form, an own merchant with two files of the same money, nowhere. */
  readonly pooled: 'v1' | 'v2' | 'merchant' | 'none';
  readonly merchantNo: string;
  readonly longLineNo: boolean;
  readonly commissionBasisPoints: number;
  readonly commissionReturned: boolean;
  readonly hard: boolean;
  /** Days in the middle of the month that no statement holds: [from, to). */
  readonly gap: { readonly from: WallSeconds; readonly to: WallSeconds } | null;
  readonly knows: Knowledge;
}

/** The calendar of a month. */
export function planCalendar(month: string): Calendar {
  const { from, to } = monthBounds(month);
  return {
    from,
    to,
    ordersFrom: from - 6 * DAY_SECONDS,
    ordersExportedAt: to + 9 * HOUR_SECONDS + 1_800,
    earlyExportAt: from + 15 * DAY_SECONDS + 10 * HOUR_SECONDS,
    refundsExportedAt: to + 2 * DAY_SECONDS + 10 * HOUR_SECONDS,
    statementsExportedAt: to + 9 * HOUR_SECONDS,
  };
}

/** One plan per shop. The orders are shared out evenly; what is left over goes to the first shop. */
export function planShops(options: SimulationOptions): ShopPlan[] {
  const share = Math.floor(options.orders / options.shops);
  const random = new Random(options.seed);
  return Array.from({ length: options.shops }, (_, at) => {
    random.restart(7_000_000_000 + at);
    const orders = at === 0 ? options.orders - share * (options.shops - 1) : share;
    return planShop(
      options,
      random,
      at,
      orders,
      at === 0 ? 0 : orders * at + (options.orders % options.shops),
    );
  });
}

function planShop(
  options: SimulationOptions,
  random: Random,
  at: number,
  orders: number,
  serialFrom: number,
): ShopPlan {
  const layout = options.layout ?? chooseLayout(options, random);
  const hard = options.mode === 'hard';
  const plain = options.mode === 'plain';
  const small = orders <= 50_000;
  const lines = plain ? 'none' : hard && random.chance(2_500) ? 'old' : 'new';
  const alipayColumns = hard && random.chance(4_000) ? 12 : 16;
  return {
    at,
    name: `对得上样店${at + 1}`,
    folder: options.shops === 1 ? '' : `对得上样店${at + 1}/`,
    orders,
    serialFrom,
    seed: (options.seed + at * 7_919) >>> 0,
    layout,
    ordersAs: ordersAs(layout, orders, plain, random),
    xlsx: hard ? hardXlsx(random) : XLSX_PLAIN,
    idDigits: layout === 'a' || layout === 'b' ? 16 : layout === 'c' ? 18 : 19,
    payout: random.chance(5_000) ? 'net' : 'gross',
    lines: layout === 'a' || layout === 'b' ? 'old' : lines,
    earlyExport: hard && random.chance(7_000),
    damaged: !plain,
    accountNo: `20881${String(10_000_000_000 + ((options.seed * 31 + at) % 1_000_000) * 7_907).slice(1)}0156`,
    alipayColumns,
    shuffled: hard,
    zipped: !plain && small && random.chance(hard ? 7_000 : 5_000),
    halves: hard && random.chance(7_000),
    combined: hard && orders <= 20_000 && random.chance(6_000),
    pooled: plain ? 'none' : hard ? random.pick(['v1', 'v2', 'merchant', 'v2', 'none'] as const) : 'v2',
    merchantNo: `19${String(10_000_000 + ((options.seed * 17 + at) % 90_000_000))}`,
    longLineNo: random.chance(6_000),
    commissionBasisPoints: commissionOf(layout, random),
    commissionReturned: !plain && random.chance(5_000),
    hard,
    gap: gapOf(options, random, layout),
    knows: knowledgeOf(layout, lines),
  };
}

/** Layout (a) does not name the shop, so shops of that layout share a rate: no file could tell them apart. */
function commissionOf(layout: OrderLayout, random: Random): number {
  const drawn = random.pick([500, 500, 500, 400, 300, 550]);
  return layout === 'a' ? 500 : drawn;
}

const GAP_AFTER_DAYS = 12;
const GAP_DAYS = 3;

function gapOf(options: SimulationOptions, random: Random, layout: OrderLayout): ShopPlan['gap'] {
  const drawn = random.chance(4_000);
  if (options.mode !== 'hard' || layout === 'a' || layout === 'b' || !drawn) return null;
  const from = monthBounds(options.from).from + GAP_AFTER_DAYS * DAY_SECONDS;
  return { from, to: from + GAP_DAYS * DAY_SECONDS };
}

/** Whether no statement holds the moment because it lies in the gap. */
export function isInGap({ gap }: ShopPlan, at: WallSeconds): boolean {
  return gap !== null && at >= gap.from && at < gap.to;
}

/** The plain mode has the 61 columns of (d) throughout, so that sizes can be compared with each other. */
function chooseLayout(options: SimulationOptions, random: Random): OrderLayout {
  if (options.mode === 'plain') return 'd';
  return random.pick(options.mode === 'hard' ? ['a', 'b', 'c', 'd', 'd', 'e', 'e'] : ['d', 'e']);
}

function ordersAs(layout: OrderLayout, orders: number, plain: boolean, random: Random): 'csv' | 'xlsx' {
  if (layout === 'a' || layout === 'b' || layout === 'c' || plain) return 'csv';
  if (orders > 300_000) return 'csv';
  return layout === 'e' || random.chance(5_000) ? 'xlsx' : 'csv';
}

function hardXlsx(random: Random): XlsxStyle {
  return {
    strings: random.chance(5_000) ? 'shared' : 'inline',
    amountsAsNumbers: random.chance(5_000),
    timesAsSerials: random.chance(4_000),
    wrongDimension: true,
  };
}

function knowledgeOf(layout: OrderLayout, lines: 'old' | 'new' | 'none'): Knowledge {
  const old = layout === 'a' || layout === 'b';
  return {
    settlement: !old,
    paymentNo: !old,
    stages: layout === 'b' || layout === 'c' || layout === 'd',
    depositOrder: layout === 'b' || layout === 'c' || layout === 'd',
    orderLineNo: !old && lines === 'new',
  };
}

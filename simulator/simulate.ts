import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { priceTable, titlesOf } from './goods.ts';
import { lineNoOf } from './layouts/statement-row.ts';
import { LINE_WORDS } from './layouts/statement-words.ts';
import { Ledger } from './ledger.ts';
import { liveOrder, newCase, type World } from './life.ts';
import { completeOptions, type SimulationOptions, TRUTH_ORDERS_MAX } from './options.ts';
import { LINE, type OrderCase } from './order-case.ts';
import { OrderFiles } from './order-files.ts';
import { addOwnMoves } from './own-moves.ts';
import { type Calendar, isInGap, planCalendar, planShops, type ShopPlan } from './plan.ts';
import { plantExceptions } from './planting.ts';
import { Random } from './random.ts';
import { settleOrder } from './settlement.ts';
import { writeStatements } from './statement-files.ts';
import type { SimulationReport, Truth, TruthFile, TruthShop } from './truth.ts';
import { TruthCollector, writeTruth } from './truth-collector.ts';
import { judgeOrder } from './verdict.ts';
import { DAY_SECONDS, dayText } from './wall-clock.ts';

export type { SimulationOptions } from './options.ts';
export type { SimulationReport } from './truth.ts';

/** How far a simulation is. */
export interface SimulationProgress {
  readonly done: number;
  readonly total: number;
}

/** Receipts of a hard month that name nothing; their numbers lie beyond those of own-account moves. */
const STRANGERS = 5;
const STRANGERS_FROM = 5_000;
const BREATH_ORDERS = 20_000;
const OPENING_MINOR = 5_000_000;

/**
 * Makes the raw files of a seller's month under `out/files` and the truth about them in `out/truth.json` (and, up
 * to a million orders, order by order in `out/truth-orders.tsv`). What lay there before under these names is
 * replaced. The same options give the same bytes. Memory does not grow with the number of orders, but for the list
 * of planted exceptions (under one order in a hundred).
 */
export async function simulate(
  given: Partial<SimulationOptions> & Pick<SimulationOptions, 'out'>,
  onProgress?: (progress: SimulationProgress) => void,
): Promise<SimulationReport> {
  const options = completeOptions(given);
  const calendar = planCalendar(options.from);
  const filesDir = join(options.out, 'files');
  rmSync(filesDir, { recursive: true, force: true });
  const detailed = options.orders <= TRUTH_ORDERS_MAX;
  const ordersFile = detailed ? join(options.out, 'truth-orders.tsv') : null;
  mkdirSync(filesDir, { recursive: true });
  const truth = new TruthCollector(ordersFile);
  const shops: TruthShop[] = [];
  const files: TruthFile[] = [];
  let lines = 0;
  let done = 0;
  const breathe = async (orders: number) => {
    done += orders;
    onProgress?.({ done, total: options.orders });
    await new Promise((resolve) => setImmediate(resolve));
  };
  for (const plan of planShops(options)) {
    mkdirSync(join(filesDir, plan.folder), { recursive: true });
    const month = new ShopMonth(options.out, filesDir, plan, calendar, truth);
    files.push(...(await month.run(breathe)));
    lines += month.linesCount;
    shops.push(shopTruth(plan, truth));
  }
  truth.close();
  const truthFile = join(options.out, 'truth.json');
  writeTruth(truthFile, wholeTruth(options, calendar, truth, shops, files));
  return {
    files_dir: filesDir,
    files: [...new Set(files.map((file) => file.file))],
    truth_file: truthFile,
    truth_orders_file: ordersFile,
    orders_count: options.orders,
    wallet_lines_count: lines,
  };
}

/** One shop: all orders in order of time, then the wallets. */
class ShopMonth {
  linesCount = 0;
  private readonly filesDir: string;
  private readonly calendar: Calendar;
  private readonly plan: ShopPlan;
  private readonly world: World;
  private readonly truth: TruthCollector;
  private readonly ledgers: Record<OrderCase['wallet'], Ledger>;

  constructor(out: string, filesDir: string, plan: ShopPlan, calendar: Calendar, truth: TruthCollector) {
    this.filesDir = filesDir;
    this.calendar = calendar;
    this.plan = plan;
    this.truth = truth;
    this.world = {
      plan,
      calendar,
      planting: plantExceptions(plan, calendar),
      prices: priceTable(new Random(plan.seed)),
      titles: titlesOf(plan.hard),
    };
    const open = (wallet: OrderCase['wallet']) =>
      new Ledger(
        join(out, `.ledger-${plan.at}-${wallet}.tmp`),
        calendar.from / DAY_SECONDS,
        calendar.to / DAY_SECONDS,
        OPENING_MINOR,
        (kind) => LINE_WORDS[kind].entryType,
      );
    this.ledgers = { alipay: open('alipay'), pooled: open('pooled') };
  }

  async run(breathe: (orders: number) => Promise<void>): Promise<TruthFile[]> {
    const random = new Random(this.plan.seed);
    const life = newCase();
    const orderFiles = new OrderFiles(this.filesDir, this.plan, this.calendar, life);
    let since = 0;
    for (let index = 0; index < this.plan.orders; index += 1) {
      this.addOrder(random, index, life, orderFiles);
      since += 1;
      if (since === BREATH_ORDERS) {
        await breathe(since);
        since = 0;
      }
    }
    await breathe(since);
    return [...orderFiles.close(), ...this.writeWallets()];
  }

  private addOrder(random: Random, index: number, life: OrderCase, orderFiles: OrderFiles): void {
    liveOrder(this.world, random, index, life);
    settleOrder(this.world, random, life);
    this.truth.add(life, judgeOrder(this.world, life));
    orderFiles.add(life);
    const ledger = this.ledgers[life.wallet];
    const paidDay = Math.floor((life.paidAt ?? life.createdAt) / DAY_SECONDS);
    for (let slot = 0; slot < life.lines.length; slot += 1) {
      const line = life.lines[slot];
      if (line === undefined) continue;
      const paidDaysBefore = Math.floor(line.at / DAY_SECONDS) - paidDay;
      if (ledger.add({ at: line.at, amount: line.amount, kind: line.kind, index, slot, paidDaysBefore })) {
        this.linesCount += 1;
      }
    }
  }

  /** Money that came without the number of any order. */
  private addStrangers(alipay: Ledger): void {
    const random = new Random(this.plan.seed ^ 0x57a6e5);
    for (let nth = 0; nth < STRANGERS; nth += 1) {
      const at = this.calendar.from + random.below(this.calendar.to - this.calendar.from);
      const index = STRANGERS_FROM + nth;
      const line = {
        at,
        amount: random.between(500, 30_000),
        kind: LINE.stranger,
        index,
        slot: 0,
        paidDaysBefore: 0,
      };
      alipay.add(line);
      if (!isInGap(this.plan, at)) this.truth.addStranger(lineNoOf(this.plan, line), line.amount);
    }
  }

  private writeWallets(): TruthFile[] {
    const { alipay, pooled } = this.ledgers;
    if (this.plan.hard) this.addStrangers(alipay);
    addOwnMoves(alipay, this.plan.hard ? 'alipay_with_loans' : 'alipay');
    const files = writeStatements(this.filesDir, this.plan, this.calendar, 'alipay', alipay);
    if (this.plan.pooled !== 'none') {
      addOwnMoves(pooled, this.plan.pooled === 'merchant' ? 'merchant' : 'pooled');
      files.push(...writeStatements(this.filesDir, this.plan, this.calendar, 'pooled', pooled));
    }
    alipay.close();
    pooled.close();
    return files;
  }
}

function shopTruth(plan: ShopPlan, truth: TruthCollector): TruthShop {
  return {
    name: plan.name,
    layout: plan.layout,
    payout: plan.knows.settlement ? plan.payout : null,
    commission_basis_points: plan.commissionBasisPoints,
    orders_count: plan.orders,
    equation: truth.endShop(),
  };
}

function wholeTruth(
  options: SimulationOptions,
  calendar: Calendar,
  truth: TruthCollector,
  shops: readonly TruthShop[],
  files: readonly TruthFile[],
): Truth {
  return {
    version: 1,
    seed: options.seed,
    mode: options.mode,
    orders_count: options.orders,
    period: {
      from: dayText(calendar.from / DAY_SECONDS),
      to: dayText(calendar.to / DAY_SECONDS - 1),
    },
    shops,
    files,
    equation: truth.equation(),
    states: truth.states,
    settlement_delays: truth.delays,
    exceptions: truth.exceptions,
  };
}

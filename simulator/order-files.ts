import { join } from 'node:path';
import { damageOf, type OrderLineRow, type OrderRow } from './export-view.ts';
import type { OutColumn, TableWriter } from './files/column.ts';
import { CsvWriter, TAOBAO_CSV } from './files/csv.ts';
import { OutFile } from './files/out-file.ts';
import { SHEET_ROWS_MAX, type XlsxStyle, XlsxWriter } from './files/xlsx.ts';
import { orderLineColumns } from './layouts/order-lines.ts';
import { isExported, orderColumns } from './layouts/orders.ts';
import { type RefundRow, refundColumns } from './layouts/refunds.ts';
import type { OrderCase } from './order-case.ts';
import type { Calendar, ShopPlan } from './plan.ts';
import type { TruthFile } from './truth.ts';
import { stampText, type WallSeconds } from './wall-clock.ts';

/** Refund rows per workbook; the next ones go to another. */
const REFUND_ROWS_MAX = Math.min(500_000, SHEET_ROWS_MAX);

interface OrderExport {
  readonly file: string;
  readonly asOf: WallSeconds;
  readonly writer: TableWriter<OrderRow>;
  repairable: number;
  lost: number;
}

/** The files that the shop's back office exports: orders (once or twice), order lines, refunds. */
export class OrderFiles {
  private readonly dir: string;
  private readonly plan: ShopPlan;
  private readonly calendar: Calendar;
  private readonly exports: OrderExport[];
  private readonly lines: { file: string; writer: TableWriter<OrderLineRow> } | null;
  private readonly refunds: { file: string; writer: TableWriter<RefundRow> }[] = [];
  private readonly lineRow: OrderLineRow;

  constructor(dir: string, plan: ShopPlan, calendar: Calendar, life: OrderCase) {
    this.dir = dir;
    this.plan = plan;
    this.calendar = calendar;
    const times = [calendar.ordersExportedAt];
    if (plan.earlyExport) times.unshift(calendar.earlyExportAt);
    this.exports = times.map((asOf) => this.openOrders(asOf));
    this.lines = plan.lines === 'none' ? null : this.openLines();
    this.lineRow = { life, asOf: calendar.ordersExportedAt, item: 0 };
  }

  /** Writes an order into every file that knows it. */
  add(life: OrderCase): void {
    if (life.inExport) this.addOrder(life);
    if (life.inExport || life.planted === 'old_refund_known') this.addRefunds(life);
  }

  private addOrder(life: OrderCase): void {
    for (const table of this.exports) {
      if (!isExported(life, this.calendar.ordersFrom, table.asOf)) continue;
      table.writer.row({ life, asOf: table.asOf });
      if (life.damage !== 'none') table[damageOf(life)] += 1;
    }
    if (this.lines !== null && !hasNoLines(life)) {
      for (let item = 0; item < life.itemCount; item += 1) {
        this.lineRow.item = item;
        this.lines.writer.row(this.lineRow);
      }
    }
  }

  private addRefunds(life: OrderCase): void {
    life.refunds.forEach((refund, at) => {
      if (refund.requestedAt >= this.calendar.refundsExportedAt) return;
      this.refundWriter().row({ life, refund, at, asOf: this.calendar.refundsExportedAt });
    });
  }

  close(): TruthFile[] {
    const tables: TruthFile[] = this.exports.map((table) => ({
      ...tableOf(table.file, 'orders', table.writer.rows),
      rows_damaged_repairable: table.repairable,
      rows_damaged_lost: table.lost,
    }));
    for (const { writer } of this.exports) writer.close();
    if (this.lines !== null) {
      this.lines.writer.close();
      tables.push(tableOf(this.lines.file, 'order_lines', this.lines.writer.rows));
    }
    for (const { file, writer } of this.refunds) {
      writer.close();
      tables.push(tableOf(file, 'refunds', writer.rows));
    }
    return tables;
  }

  private openOrders(asOf: WallSeconds): OrderExport {
    const file = `${this.plan.folder}ExportOrderList${stampText(asOf)}.${this.plan.ordersAs}`;
    return {
      file,
      asOf,
      writer: this.open(file, '订单报表', orderColumns(this.plan)),
      repairable: 0,
      lost: 0,
    };
  }

  private openLines(): { file: string; writer: TableWriter<OrderLineRow> } {
    const stamp = stampText(this.calendar.ordersExportedAt + 300);
    const file = `${this.plan.folder}ExportOrderDetailList${stamp}.${this.plan.ordersAs}`;
    return { file, writer: this.open(file, '宝贝报表', orderLineColumns(this.plan)) };
  }

  private open<R>(file: string, sheet: string, columns: readonly OutColumn<R>[]): TableWriter<R> {
    const path = join(this.dir, file);
    if (this.plan.ordersAs === 'xlsx') return new XlsxWriter(path, sheet, this.plan.xlsx, columns);
    return new CsvWriter(new OutFile(path), TAOBAO_CSV, columns);
  }

  private refundWriter(): TableWriter<RefundRow> {
    const last = this.refunds.at(-1);
    if (last !== undefined && last.writer.rows < REFUND_ROWS_MAX) return last.writer;
    const part = this.refunds.length === 0 ? '' : `_${this.refunds.length + 1}`;
    const stamp = stampText(this.calendar.refundsExportedAt);
    const file = `${this.plan.folder}退款管理_${stamp}${part}.xlsx`;
    const style: XlsxStyle = { ...this.plan.xlsx, strings: 'inline' };
    const writer = new XlsxWriter(join(this.dir, file), '退款', style, refundColumns(this.plan));
    this.refunds.push({ file, writer });
    return writer;
  }
}

/** Damaged numbers that only the wallet may prove have no order lines. */
function hasNoLines(life: OrderCase): boolean {
  return life.planted === 'damaged_proved_by_wallet';
}

function tableOf(file: string, what: TruthFile['what'], rows: number): TruthFile {
  return {
    file,
    member: null,
    what,
    rows,
    rows_damaged_repairable: 0,
    rows_damaged_lost: 0,
    money: null,
  };
}

import { damagedNumber, known, type OrderRow, payoutAt, refundAt, statusAt } from '../export-view.ts';
import type { ByteSink } from '../files/byte-sink.ts';
import { constant, id, minor, type OutCell, type OutColumn, text, time } from '../files/column.ts';
import { paymentNoOf } from '../numbers.ts';
import type { OrderLayout } from '../options.ts';
import type { OrderCase } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';

/** Header rows of 订单报表, exactly as in the files: formats.md §1.1 (a) to (e). */
const A =
  '订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量';
const B = `${A},店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,特权订金订单id,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易`;
const C = `${B.replace('买家支付宝账号', '买家支付宝账号,支付单号,支付详情').replace(
  '特权订金订单id',
  '特权订金订单id,是否上传合同照片,是否上传小票,是否代付',
)},新零售交易类型,新零售导购门店名称,新零售导购门店id,新零售发货门店名称,新零售发货门店id,退款金额,预约门店,确认收货时间,打款商家金额,含应开票给个人的个人红包`;
const D = `${C},是否信用购,体验期结束时间,前N有礼,配送类型,主订单编号`;
const E =
  '订单编号,支付单号,支付详情,买家应付货款,买家应付邮费,总金额,买家实付金额,订单状态,订单创建时间,订单付款时间,商品标题,宝贝总数量,商家编码,店铺名称,订单关闭原因,商家备注,物流单号,物流公司,退款金额,是否主动赔付,主动赔付金额,主动赔付出账时间,商品属性SKU,C2B小额收款,发货时间,确认收货时间,确认收货打款金额,含应开票给个人红包,总金额(旧版)';
const HEADERS: Readonly<Record<OrderLayout, string>> = { a: A, b: B, c: C, d: D, e: E };

const STATUS = {
  unpaid: '等待买家付款',
  paid: '买家已付款，等待卖家发货',
  shipped: '卖家已发货，等待买家确认',
  completed: '交易成功',
  cancelled: '交易关闭',
} as const;

/** The columns of a shop's order export. Columns that no result needs hold the constants of the real files. */
export function orderColumns(plan: ShopPlan): OutColumn<OrderRow>[] {
  const cells: Readonly<Record<string, OutCell<OrderRow>>> = {
    ...numberCells(plan),
    ...moneyCells(plan),
    ...timeCells(),
    ...textCells(plan),
    ...CONSTANTS,
  };
  return HEADERS[plan.layout].split(',').map((header) => ({
    header,
    ...(cells[header.trim()] ?? constant()),
  }));
}

const CONSTANTS: Readonly<Record<string, OutCell<OrderRow>>> = {
  买家会员名: constant('样品买家'),
  买家支付积分: constant('0'),
  返点积分: constant('0'),
  买家实际支付积分: constant('0'),
  收货人姓名: constant('样*'),
  收货地址: constant('浙江省 杭州市 样品区 样品街道1号(000000)'),
  运送方式: constant('快递'),
  联系手机: constant("'10000000000"),
  店铺Id: constant('0'),
  卖家服务费: constant('0'),
  买家服务费: constant('0元'),
  是否手机订单: constant('手机订单'),
  含应开票给个人的个人红包: constant('0'),
  含应开票给个人红包: constant('0.00'),
  是否主动赔付: constant('否'),
  主动赔付金额: constant('0.00'),
};

function numberCells(plan: ShopPlan): Record<string, OutCell<OrderRow>> {
  const medium = plan.ordersAs;
  const paymentNo = (life: OrderCase) =>
    paymentNoOf(plan, life.index, life.paidAt ?? life.createdAt, life.wallet, 0);
  return {
    订单编号: id(
      (sink, { life }) =>
        sink.ascii(life.damage === 'none' ? life.orderNo : damagedNumber(life.orderNo, life.damage, medium)),
      ({ life }) => life.damage !== 'none',
    ),
    支付单号: id((sink, row) => {
      if (known(row.life.paidAt, row.asOf) === null) return;
      const digits = paymentNo(row.life);
      sink.ascii(row.life.paymentNoDamaged ? damagedNumber(digits, 'scientific', medium) : digits);
    }, isPaymentNoBare),
    物流单号: text((sink, row) => {
      if (known(row.life.shippedAt, row.asOf) === null) return;
      sink.ascii('No:YP');
      sink.digits(plan.serialFrom + row.life.index, 13);
    }),
    特权订金订单id: text((sink, { life }) => sink.ascii(life.depositOrderNo ?? '')),
  };
}

/** An empty number is not protected by `="…"`, and a damaged one was not. */
function isPaymentNoBare({ life, asOf }: OrderRow): boolean {
  return life.paymentNoDamaged || known(life.paidAt, asOf) === null;
}

function moneyCells(plan: ShopPlan): Record<string, OutCell<OrderRow>> {
  const paid = minor<OrderRow>((row) => (known(row.life.paidAt, row.asOf) === null ? 0 : row.life.paid));
  const total = minor<OrderRow>(({ life }) => life.goods + life.shipping);
  const payout = minor<OrderRow>((row) => payoutAt(plan, row), plan.layout === 'e' ? '' : '元');
  return {
    买家应付货款: minor(({ life }) => life.goods),
    买家应付邮费: minor(({ life }) => life.shipping),
    总金额: total,
    '总金额(旧版)': total,
    买家实际支付金额: paid,
    买家实付金额: paid,
    退款金额: minor(refundAt),
    打款商家金额: payout,
    确认收货打款金额: payout,
    天猫卡券抵扣: text((sink, { life }) => {
      if (life.subsidy > 0) sink.minor(life.subsidy);
    }),
  };
}

function timeCells(): Record<string, OutCell<OrderRow>> {
  return {
    订单创建时间: time(({ life }) => life.createdAt),
    订单付款时间: time(({ life, asOf }) => known(life.paidAt, asOf)),
    发货时间: time(({ life, asOf }) => known(life.shippedAt, asOf)),
    确认收货时间: time(({ life, asOf }) => known(life.confirmedAt, asOf)),
  };
}

function textCells(plan: ShopPlan): Record<string, OutCell<OrderRow>> {
  const halfWidth = plan.hard && plan.seed % 2 === 1;
  const title = text<OrderRow>((sink, { life }) => {
    for (let at = 0; at < life.itemCount; at += 1) {
      if (at > 0) sink.text('，');
      sink.text(life.items[at]?.title ?? '');
    }
  });
  const remark = text<OrderRow>((sink, { life }) => {
    if (plan.hard && life.index % 97 === 0) sink.text('送赠品,勿放发票\n"轻拿轻放"');
  });
  return {
    订单状态: text((sink, row) => {
      const words = STATUS[statusAt(row)];
      sink.text(halfWidth ? words.replace('，', ',') : words);
    }),
    订单关闭原因: text((sink, row) => sink.text(closeReason(row))),
    宝贝标题: title,
    商品标题: title,
    宝贝种类: text((sink, { life }) => sink.digits(life.itemCount, 1)),
    宝贝总数量: text((sink, { life }) => sink.digits(quantity(life), 1)),
    店铺名称: constant(plan.name),
    物流公司: text((sink, row) => {
      if (known(row.life.shippedAt, row.asOf) !== null) sink.text('样品快递');
    }),
    支付详情: text((sink, row) => {
      if (known(row.life.paidAt, row.asOf) !== null) sink.text(payWords(row.life));
    }),
    分阶段订单信息: text((sink, { life }) => writeStages(sink, life)),
    订单备注: remark,
    商家备注: remark,
  };
}

function closeReason(row: OrderRow): string {
  if (statusAt(row) !== 'cancelled') return '订单未关闭';
  return row.life.paidAt === null || row.life.depositKept ? '买家未付款' : '退款';
}

function payWords(life: OrderCase): string {
  return life.wallet === 'alipay' ? '支付方式：支付宝|' : '支付方式：微信支付|';
}

function quantity(life: OrderCase): number {
  let sum = 0;
  for (let at = 0; at < life.itemCount; at += 1) sum += life.items[at]?.quantity ?? 0;
  return sum;
}

function writeStages(sink: ByteSink, life: OrderCase): void {
  if (life.deposit === 0) return;
  sink.text('阶段1：定金，已付款，');
  sink.minor(life.deposit);
  if (life.depositKept) {
    sink.text('；阶段2：尾款，未付款');
    return;
  }
  sink.text('；阶段2：尾款，已付款，');
  sink.minor(life.paid - life.deposit);
}

/** Whether an order belongs in an export that was made at `asOf` for orders created in [from, asOf). */
export function isExported(life: OrderCase, from: number, asOf: number): boolean {
  return life.inExport && life.createdAt >= from && life.createdAt < asOf;
}

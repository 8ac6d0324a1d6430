import { itemRefundAt, known, type OrderLineRow, statusAt } from '../export-view.ts';
import { constant, id, minor, type OutCell, type OutColumn, text, time } from '../files/column.ts';
import { orderLineNoOf, paymentNoOf } from '../numbers.ts';
import type { OrderItem } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';

/** Header rows of 宝贝报表, formats.md §1.2. */
const OLD = '订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码';
const NEW =
  '子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间,淘鲜达渠道,商品ID,分阶段信息,备注标签,商家备注,主订单买家留言,发货时间,物流单号,物流公司,是否主动赔付,主动赔付金额,主动赔付出账时间';

const STATUS = {
  unpaid: '等待买家付款',
  paid: '买家已付款，等待卖家发货',
  shipped: '卖家已发货，等待买家确认',
  completed: '交易成功',
  cancelled: '交易关闭',
} as const;

const NOTHING: OrderItem = { title: '', price: 0, quantity: 0, paid: 0 };

/** The columns of a shop's order-line export. */
export function orderLineColumns(plan: ShopPlan): OutColumn<OrderLineRow>[] {
  const cells: Readonly<Record<string, OutCell<OrderLineRow>>> = { ...itemCells(), ...moneyCells(plan) };
  const header = plan.lines === 'old' ? OLD : NEW;
  return header.split(',').map((name) => ({ header: name, ...(cells[name] ?? constant()) }));
}

function itemOf(row: OrderLineRow): OrderItem {
  return row.life.items[row.item] ?? NOTHING;
}

function itemCells(): Record<string, OutCell<OrderLineRow>> {
  return {
    订单编号: id((sink, { life }) => sink.ascii(life.orderNo)),
    主订单编号: id((sink, { life }) => sink.ascii(life.orderNo)),
    标题: text((sink, row) => sink.text(itemOf(row).title)),
    价格: minor((row) => itemOf(row).price),
    购买数量: text((sink, row) => sink.digits(itemOf(row).quantity, 1)),
    商品属性: constant('颜色分类:默认'),
    套餐信息: constant('null'),
    备注: constant('null'),
    商家编码: text((sink, row) => {
      sink.ascii('SKU-');
      sink.digits(itemOf(row).price, 6);
    }),
    订单状态: text((sink, row) => sink.text(STATUS[statusAt(row)])),
    是否主动赔付: constant('否'),
    主动赔付金额: constant('0.00'),
  };
}

function moneyCells(plan: ShopPlan): Record<string, OutCell<OrderLineRow>> {
  return {
    子订单编号: id((sink, { life, item }) =>
      sink.ascii(orderLineNoOf(plan, life.index, item, life.itemCount)),
    ),
    支付单号: id(
      (sink, { life, asOf }) => {
        const paidAt = known(life.paidAt, asOf);
        if (paidAt !== null) sink.ascii(paymentNoOf(plan, life.index, paidAt, life.wallet, 0));
      },
      ({ life, asOf }) => known(life.paidAt, asOf) === null,
    ),
    买家应付货款: minor((row) => itemOf(row).price * itemOf(row).quantity),
    买家实际支付金额: minor((row) => (known(row.life.paidAt, row.asOf) === null ? 0 : itemOf(row).paid)),
    退款状态: text((sink, row) => sink.text(itemRefundAt(row) > 0 ? '退款成功' : '没有申请退款')),
    退款金额: text((sink, row) => {
      const refund = itemRefundAt(row);
      if (refund > 0) sink.minor(refund);
      else sink.text('无退款申请');
    }),
    订单创建时间: time(({ life }) => life.createdAt),
    订单付款时间: time(({ life, asOf }) => known(life.paidAt, asOf)),
    发货时间: time(({ life, asOf }) => known(life.shippedAt, asOf)),
  };
}

import { known } from '../export-view.ts';
import { constant, id, minor, type OutCell, type OutColumn, text, time } from '../files/column.ts';
import { orderLineNoOf, paymentNoOf } from '../numbers.ts';
import type { OrderCase, RefundCase } from '../order-case.ts';
import type { ShopPlan } from '../plan.ts';
import { compactDay, DAY_SECONDS, type WallSeconds } from '../wall-clock.ts';

/** Header row of 退款管理, formats.md §1.3. */
const HEADER =
  '订单编号,退款编号,支付宝交易号,订单付款时间,商品编码,退款完结时间,买家会员名称,买家实际支付金额,宝贝标题,买家退款金额,手工退款/系统退款,售后类型,是否需要退货,退款的申请时间,超时时间,退款状态,货物状态,退货物流信息,发货物流信息,客服介入状态,卖家真实姓名,卖家真实姓名新,卖家退货地址,卖家邮编,卖家电话,卖家手机,退货物流单号,退货物流公司,买家退款原因,买家退款说明,买家退货时间,责任方,售中或售后,商家备注,完结时间,部分退款/全部退款,审核操作人,举证超时,是否零秒响应,退款操作人,退款原因标签,业务类型,是否帮他退款,帮他退款操作账号';

/** A refund case as the export shows it. */
export interface RefundRow {
  life: OrderCase;
  refund: RefundCase;
  /** Which case of the order. */
  at: number;
  asOf: WallSeconds;
}

/** The columns of a shop's refund export. */
export function refundColumns(plan: ShopPlan): OutColumn<RefundRow>[] {
  const cells: Readonly<Record<string, OutCell<RefundRow>>> = { ...caseCells(), ...idCells(plan) };
  return HEADER.split(',').map((name) => ({ header: name, ...(cells[name] ?? constant()) }));
}

function idCells(plan: ShopPlan): Record<string, OutCell<RefundRow>> {
  return {
    订单编号: id((sink, { life, refund }) =>
      sink.ascii(refund.namesLine ? orderLineNoOf(plan, life.index, 0, life.itemCount) : life.orderNo),
    ),
    退款编号: id((sink, { life, at, refund }) => {
      sink.ascii(compactDay(Math.floor(refund.requestedAt / DAY_SECONDS)));
      sink.digits(plan.serialFrom + life.index, 9);
      sink.digits(at + 1, 1);
    }),
    支付宝交易号: id((sink, { life }) =>
      sink.ascii(paymentNoOf(plan, life.index, life.paidAt ?? life.createdAt, life.wallet, 0)),
    ),
    宝贝标题: text((sink, { life }) => sink.text(life.items[0]?.title ?? '')),
  };
}

function caseCells(): Record<string, OutCell<RefundRow>> {
  const completed = time<RefundRow>((row) => known(row.refund.completedAt, row.asOf));
  return {
    订单付款时间: time(({ life }) => life.paidAt),
    退款完结时间: completed,
    完结时间: completed,
    买家会员名称: constant('样品买家'),
    买家实际支付金额: minor(({ life }) => life.paid),
    买家退款金额: minor(({ refund }) => refund.amount),
    '手工退款/系统退款': constant('手工退款'),
    售后类型: text((sink, { refund }) => sink.text(refund.stage === 'escrow' ? '仅退款' : '退货退款')),
    是否需要退货: text((sink, { refund }) => sink.text(refund.stage === 'escrow' ? '否' : '是')),
    退款的申请时间: time(({ refund }) => refund.requestedAt),
    退款状态: text((sink, row) => sink.text(statusWords(row))),
    货物状态: constant('买家已收到货'),
    客服介入状态: constant('不需客服介入'),
    售中或售后: text((sink, { refund }) => sink.text(refund.stage === 'escrow' ? '售中' : '售后')),
    '部分退款/全部退款': text((sink, { refund }) => sink.text(refund.full ? '全部退款' : '部分退款')),
  };
}

function statusWords({ life, refund, at, asOf }: RefundRow): string {
  if (refund.outcome === 'succeeded' && known(refund.completedAt, asOf) !== null) return '退款成功';
  if (refund.outcome === 'closed') return (life.index + at) % 2 === 0 ? '退款关闭' : '卖家拒绝退款';
  return refund.stage === 'escrow' ? '买家已经申请退款，等待卖家同意' : '卖家已经同意退款，等待买家退货';
}

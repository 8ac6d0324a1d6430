import type { OrderStatus } from '../../model/facts.ts';
import { orderOf } from '../parts/told-facts.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';
import type { Template } from './template.ts';
import type { FieldValues } from './template-source.ts';

/** What statuses usually say, tried in this order: a wait for payment names payment, a wait for goods names sending. */
const USUAL: readonly (readonly [pattern: RegExp, status: OrderStatus])[] = [
  [/待付款|等待买家付款|未付款|待支付|未支付|unpaid/i, 'unpaid'],
  [/取消|关闭|關閉|作废|退款成功|cancel|closed/i, 'cancelled'],
  [/待发货|等待卖家发货|待出库|待揽收|备货|待出貨|to ship/i, 'paid'],
  [/待收货|已发货|等待买家确认|待签收|运输|配送|已出库|已出貨|shipped/i, 'shipped'],
  [/成功|完成|已收货|已签收|complete|delivered/i, 'completed'],
  [/已付款|已支付|paid/i, 'paid'],
];

type Told = Parameters<typeof orderOf>[0];

/** The order of a row. A status that neither the template nor custom explains refuses the row. */
export function readOrder(
  template: Template,
  values: FieldValues,
  { preamble }: RowContext,
): NormalizedRow<'orders'> | Refusal {
  const status_text = String(values.status_text);
  const status = orderStatus(template, status_text);
  if (status === null) return { code: 'unknown_status', column: 'status_text', value: status_text };
  const told = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const shop = (values.shop as string | null | undefined) ?? preamble.shop ?? null;
  const fact = orderOf({ ...(told as Told), shop, status, status_text });
  return { fact, identity: fact.order_no };
}

/** What a status means; null where nobody says. */
export function orderStatus({ statuses }: Pick<Template, 'statuses'>, words: string): OrderStatus | null {
  return statuses?.[words] ?? USUAL.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

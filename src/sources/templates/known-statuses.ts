import type { OrderStatus } from '../../model/facts.ts';

/** What statuses usually say, tried in this order: a wait for payment names payment, a wait for goods names sending. */
const USUAL: readonly (readonly [pattern: RegExp, status: OrderStatus])[] = [
  [/待付款|等待买家付款|未付款|待支付|未支付|等待付款|unpaid/i, 'unpaid'],
  [/取消|关闭|關閉|作废|退款成功|失败|cancel|closed/i, 'cancelled'],
  [/待发货|等待卖家发货|等待发货|待出库|等待出库|待揽收|备货|部分发货|待出貨|to ship/i, 'paid'],
  [/待收货|已发货|等待买家确认|等待收货|待签收|运输|配送|已出库|已出貨|shipped/i, 'shipped'],
  [/成功|完成|已收货|已签收|complete|delivered/i, 'completed'],
  [/已付款|已支付|paid/i, 'paid'],
];

/** What a word of a status says by itself; null for one that says nothing known. */
export function statusSaid(words: string): OrderStatus | null {
  return USUAL.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** The statuses of those of these words that say one by themselves. */
export function statusesSaid(words: readonly string[]): Record<string, OrderStatus> {
  const said = words.flatMap((word) => {
    const status = statusSaid(word);
    return status === null ? [] : [[word, status] as const];
  });
  return Object.fromEntries(said);
}

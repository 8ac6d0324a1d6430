import type { Text } from '../model/language.ts';

/**
 * The sentence of each exception, by `type.cause`. Values: see `commonValues` in diagnose.ts and the causes. A part in
 * square brackets is left out where a value in it is empty.
 */
export const SENTENCES: Readonly<Record<string, Text>> = {
  'missing_receipt.unexplained': {
    'zh-CN': '订单[ {on} ]已确认收货，应到账 {expected} 元；账单已覆盖它结算的日子，却没有这笔钱。',
    'zh-TW': '訂單[ {on} ]已確認收貨，應入帳 {expected} 元；對帳單已涵蓋它結算的日子，卻沒有這筆錢。',
    en: 'The buyer confirmed[ on {on}] and {expected} is due; the statements cover its settlement, but the money is not there.',
  },
  'missing_order.order_outside_export': {
    'zh-CN':
      '{on} 收到订单 {order_no} 的 {actual} 元，但已导入的订单报表里没有这个订单。请补导它下单时段的订单报表。',
    'zh-TW':
      '{on} 收到訂單 {order_no} 的 {actual} 元，但已匯入的訂單報表裡沒有這張訂單。請補匯入它下單期間的訂單報表。',
    en: '{actual} came in on {on} for order {order_no}, which no order export loaded holds. Load the export of the days when it was placed.',
  },
  'missing_order.damaged_id': {
    'zh-CN':
      '{on} 收到订单 {order_no} 的 {actual} 元；订单报表里有一行编号被 Excel 损坏成 {damaged_no}，很可能就是它。请用原始下载文件重新导入。',
    'zh-TW':
      '{on} 收到訂單 {order_no} 的 {actual} 元；訂單報表裡有一列編號被 Excel 損壞成 {damaged_no}，很可能就是它。請用原始下載檔重新匯入。',
    en: '{actual} came in on {on} for order {order_no}. A row of the order file has its number damaged to {damaged_no} and is probably this order. Load the file as it was downloaded.',
  },
  'missing_order.unexplained': {
    'zh-CN':
      '{on} 收到 {actual} 元，流水没有写明订单号，凭 {order_no} 不能确定是哪个订单的。[可能是：{candidates}。]',
    'zh-TW':
      '{on} 收到 {actual} 元，明細沒有寫明訂單編號，憑 {order_no} 無法確定是哪張訂單的。[可能是：{candidates}。]',
    en: '{actual} came in on {on}; the line names no order, and {order_no} does not tell whose it is.[ It may be one of: {candidates}.]',
  },
  'amount_short.partial_refund': {
    'zh-CN':
      '退款管理里有一笔 {refund} 元的成功退款，订单报表（导出较早）还不知道，所以到账比订单少 {gap} 元。重新导出订单报表即可对平。',
    'zh-TW':
      '退款管理裡有一筆 {refund} 元的成功退款，訂單報表（匯出較早）還不知道，所以入帳比訂單少 {gap} 元。重新匯出訂單報表即可對平。',
    en: 'The refund export knows of a refund of {refund} that the order export, made earlier, does not, so {gap} less came in. Export the orders again and it ties.',
  },
  'amount_short.unexplained': {
    'zh-CN': '应到账 {expected} 元，实到 {actual} 元，少了 {gap} 元[（{percent}%）]，找不到原因。',
    'zh-TW': '應入帳 {expected} 元，實際入帳 {actual} 元，少了 {gap} 元[（{percent}%）]，找不到原因。',
    en: '{expected} is due and {actual} came: {gap} short[ ({percent} %)], with nothing to explain it.',
  },
  'amount_over.unexplained': {
    'zh-CN': '应到账 {expected} 元，实到 {actual} 元，多了 {gap} 元[（{percent}%）]，找不到原因。',
    'zh-TW': '應入帳 {expected} 元，實際入帳 {actual} 元，多了 {gap} 元[（{percent}%）]，找不到原因。',
    en: '{expected} is due and {actual} came: {gap} over[ ({percent} %)], with nothing to explain it.',
  },
  'duplicate_receipt.unexplained': {
    'zh-CN': '同一订单收款 {receipt_count} 次，重复的一笔是 {on} 的 {receipt} 元，共多收 {gap} 元。',
    'zh-TW': '同一訂單收款 {receipt_count} 次，重複的一筆是 {on} 的 {receipt} 元，共多收 {gap} 元。',
    en: 'The order was paid out {receipt_count} times; the one repeated is {receipt} on {on}, {gap} too much in all.',
  },
  'missing_refund.unexplained': {
    'zh-CN': '退款已成功[（{on}）]，钱包却没有扣款：应扣未扣 {gap} 元。',
    'zh-TW': '退款已成功[（{on}）]，錢包卻沒有扣款：應扣未扣 {gap} 元。',
    en: 'The refund succeeded[ ({on})] but the wallet shows no line for it: {gap} was not taken off.',
  },
  'unexpected_refund.unexplained': {
    'zh-CN': '{on} 的流水退了款，比已知退款多退 {gap} 元，订单报表和退款管理都没有它。',
    'zh-TW': '{on} 的明細退了款，比已知退款多退 {gap} 元，訂單報表和退款管理都沒有它。',
    en: 'The wallet refunded {gap} more than the order export and the refund export know of ({on}).',
  },
  'unexpected_refund.order_outside_export': {
    'zh-CN':
      '{on} 退了订单 {order_no} 的 {actual} 元，但订单报表和退款管理里都没有这个订单。请补导它下单时段的报表。',
    'zh-TW':
      '{on} 退了訂單 {order_no} 的 {actual} 元，但訂單報表和退款管理裡都沒有這張訂單。請補匯入它下單期間的報表。',
    en: '{actual} was refunded on {on} for order {order_no}, which neither export holds. Load the exports of the days when it was placed.',
  },
  'status_mismatch.closed_but_paid': {
    'zh-CN': '订单状态是“{status}”，钱包却留下了 {actual} 元。',
    'zh-TW': '訂單狀態是「{status}」，錢包卻留下了 {actual} 元。',
    en: 'The order is "{status}", yet {actual} of it is in the wallet.',
  },
  'status_mismatch.unexplained': {
    'zh-CN': '订单状态是“{status}”，与钱包里的 {actual} 元不符。',
    'zh-TW': '訂單狀態是「{status}」，與錢包裡的 {actual} 元不符。',
    en: 'The order is "{status}", which does not agree with {actual} in the wallet.',
  },
  'fee_variance.commission_rate': {
    'zh-CN': '{component}按 {rate}% 应扣 {expected} 元，实扣 {actual} 元，差 {gap} 元。',
    'zh-TW': '{component}依 {rate}% 應扣 {expected} 元，實扣 {actual} 元，差 {gap} 元。',
    en: '{component} at {rate} % would be {expected}; {actual} was taken, a difference of {gap}.',
  },
};

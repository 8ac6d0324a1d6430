import { words } from './words.ts';

/** Texts of the pages that show a list. */
export const LISTS = words({
  'zh-CN': {
    orders: '订单',
    orders_note: '每个单号的等式：应收 = 已到账 + 扣费 + 退款 + 在途 + 差异',
    statement_lines: '流水',
    statement_lines_note: '支付宝、聚合账户、微信等账户的每一笔收支',
    in_transit: '在途',
    in_transit_note: '还没到账、也还没超过结算天数的钱，按预计到账日排',
    refunds: '退款',
    case_events: '处理记录',
  },
  'zh-TW': {
    orders: '訂單',
    orders_note: '每個單號的等式：應收 = 已入帳 + 扣費 + 退款 + 在途 + 差異',
    statement_lines: '收支明細',
    statement_lines_note: '支付寶、聚合帳戶、微信等帳戶的每一筆收支',
    in_transit: '在途',
    in_transit_note: '還沒入帳、也還沒超過結算天數的錢，依預計入帳日排列',
    refunds: '退款',
    case_events: '處理紀錄',
  },
  en: {
    orders: 'Orders',
    orders_note:
      'The equation of each number: expected = received + fees + refunds + in transit + discrepancy',
    statement_lines: 'Statement lines',
    statement_lines_note: 'Every line of the wallets and accounts',
    in_transit: 'In transit',
    in_transit_note: 'Money that is not there yet and not late yet, by the day it is expected',
    refunds: 'Refunds',
    case_events: 'Steps of work',
  },
});

import { parseWallTime, type WallTime } from '../../calendar/wall-time.ts';
import { id, money, required, text, time } from '../columns.ts';
import type { Source } from '../source.ts';
import { pooledLine } from './line.ts';

const columns = {
  on_day: required(time('入账日期')),
  at_time: text('入账时间'),
  transaction_no: id('支付流水号'),
  main_order_no: id('主订单id'),
  sub_order_no: id('子订单id'),
  entry_type: text('入账类型'),
  inflow: money('收入金额(元)'),
  outflow: money('支出金额(元)'),
  description: text('业务描述'),
  memo: text('备注'),
  account_no: text('商家昵称'),
};

/** 千牛 聚合账户 明细 of 14 columns (入帐日期 and 入帐时间 apart): WeChat-paid orders of Taobao and Tmall. */
export const pooledAccount = {
  id: 'pooled-account',
  channel: 'alipay-pooled',
  kind: 'statement_lines',
  title: { 'zh-CN': '千牛聚合账户明细', 'zh-TW': '千牛聚合帳戶明細', en: 'Qianniu pooled account' },
  signature: { all: ['入账日期', '支付流水号', '主订单id', '入账类型', '收入金额(元)', '支出金额(元)'] },
  columns,
  identity: 'content',
  rank: 0,
  normalize(values, context) {
    const happened_at = momentOf(values.on_day, values.at_time);
    if (happened_at === null) return { code: 'not_a_time', column: 'at_time', value: values.at_time ?? '' };
    const base_order_no = values.main_order_no ?? values.sub_order_no;
    return pooledLine(values.account_no, { ...values, happened_at, base_order_no }, context);
  },
} as const satisfies Source<'statement_lines', typeof columns>;

/** 入帐时间 is a clock time, in some exports the whole moment. Empty: the day alone is known. */
function momentOf(day: WallTime, clock: string | null): WallTime | null {
  if (clock === null) return day;
  return parseWallTime(`${day.slice(0, 10)} ${clock}`) ?? parseWallTime(clock);
}

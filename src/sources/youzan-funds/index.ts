import { id, memo, money, required, text, time } from '../columns.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { Source } from '../source.ts';

const columns = {
  happened_at: required(time('入账时间')),
  entry_type: required(text('类型')),
  description: text('名称'),
  order_no: id('业务单号'),
  transaction_no: id('支付流水号'),
  related_no: id('关联单号'),
  account_no: text('账务主体'),
  account: text('账户'),
  inflow: money('收入(元)'),
  outflow: money('支出(元)'),
  balance: money('余额(元)'),
  memo: memo('备注'),
};

/** 有赞 资金流水 (对账单): every movement of the shop's balance. */
export const youzanFunds = {
  id: 'youzan-funds',
  channel: 'youzan',
  kind: 'statement_lines',
  title: { 'zh-CN': '有赞资金流水', 'zh-TW': '有贊收支明細', en: 'Youzan fund flow' },
  signature: { all: ['业务单号', '账务主体', '收入(元)', '支出(元)', '入账时间'] },
  columns,
  identity: 'content',
  normalize(values, context) {
    const { happened_at, entry_type, description, order_no, transaction_no, related_no, memo } = values;
    const amount_minor = twoColumnAmount(values.inflow, values.outflow);
    if (amount_minor === null) return { code: 'missing_value', column: 'inflow', value: '' };
    const money = { amount_minor, fee_minor: 0n, balance_minor: values.balance };
    const content = [happened_at, entry_type, description, order_no, transaction_no, related_no];
    const cells = {
      happened_at,
      entry_type,
      description,
      memo,
      base_order_no: order_no,
      merchant_order_no: related_no,
      transaction_no,
    };
    return {
      identity: [...content, values.account, amount_minor, values.balance].join('|'),
      fact: walletLine('youzan', values.account_no, cells, money, context),
    };
  },
} as const satisfies Source<'statement_lines', typeof columns>;

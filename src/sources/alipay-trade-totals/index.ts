import { NO_TOTALS } from '../../model/facts.ts';
import { alipayFooter, alipayPreamble } from '../alipay-statement/preamble.ts';
import { alipayTrades } from '../alipay-trades/index.ts';
import { count, money, required, text } from '../columns.ts';
import type { Source } from '../source.ts';

const columns = {
  inflow_count: required(count('交易订单总笔数')),
  outflow_count: required(count('退款订单总笔数')),
  net_minor: required(money('商家实收(元)', '商家实收')),
  store_no: text('门店编号'),
  store: text('门店名称'),
};

const ALL = '合计';

/** 支付宝业务明细(汇总): payments and refunds of each store and of all, counted, and what they bring; proves the 业务明细. */
export const alipayTradeTotals = {
  id: 'alipay-trade-totals',
  channel: 'alipay',
  kind: 'control_totals',
  title: {
    'zh-CN': '支付宝业务明细（汇总）',
    'zh-TW': '支付寶業務明細（彙總）',
    en: 'Alipay trades, totals',
  },
  signature: { all: ['交易订单总笔数', '退款订单总笔数'], any: [['商家实收(元)', '商家实收']] },
  columns,
  identity: 'own',
  preamble: alipayPreamble,
  footer: alipayFooter,
  normalize({ store_no, store, inflow_count, outflow_count, net_minor }, { preamble }) {
    const { account_no = null, from_at = null, to_at = null } = preamble;
    const part = store_no === ALL ? null : (store_no ?? store ?? '');
    const of_source = alipayTrades.id;
    return {
      identity: [of_source, account_no, from_at, to_at, part === null ? ALL : `#${part}`].join('|'),
      fact: {
        ...{ ...NO_TOTALS, account_no, from_at, to_at },
        ...{ inflow_count, outflow_count, net_minor, part, of_source },
      },
    };
  },
} as const satisfies Source<'control_totals', typeof columns>;

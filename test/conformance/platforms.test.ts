import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import type { ExceptionRecord } from '../../src/model/run.ts';
import { formatMinor } from '../../src/money/money.ts';
import type { Book } from '../../src/store/book.ts';
import { balanceOf, streamExceptions } from '../../src/store/runs/results.ts';
import { forEachEngine } from '../support/books.ts';

/** The files of a shop and what they must come to: of each order its state and cause, and the money of the exceptions. */
interface Month {
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly states: Readonly<Record<string, string>>;
  readonly exceptions: readonly string[];
  readonly fees: Readonly<Record<string, bigint>>;
}

const D = '69170000000000000';
const DOUYIN_ORDERS =
  '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单提交时间,支付完成时间,订单完成时间,订单状态,售后状态,平台实际承担优惠金额,达人实际承担优惠金额';
const DOUYIN_FUNDS =
  '动账时间,动帐流水号,动账方向,动账金额,动账场景,子订单号,订单号,售后编号,订单实付应结,实际平台补贴,实际达人补贴,订单退款,平台服务费,佣金,备注';

function douyinOrder(main: string, sub: string, paid: string, rest: string): string {
  const paidAt = rest.includes('超时') ? '-' : '2026-09-02 10:00:10';
  return `"\t${D}${main}","\t${D}${sub}","\t示例商品",1,${paid},2026-09-02 10:00:00,${paidAt},${rest.replace('超时', '')}`;
}

let flow = 0;
function douyinLine(
  at: string,
  way: string,
  amount: string,
  scene: string,
  sub: string,
  parts: string,
): string {
  flow += 1;
  const no = sub === '' ? '' : `${D}${sub}`;
  return `${at},'F${String(flow).padStart(12, '0')},${way},${amount},${scene},'${no},'${no},',${parts},-`;
}

/** Two sub-orders of one order, one of them refunded; discounts borne by others; a settlement that is short. */
const DOUYIN: Month = {
  files: {
    '1790899200_订单.csv': [
      DOUYIN_ORDERS,
      douyinOrder('11', '11', '28.90', '2026-09-08 12:00:00,已完成,-,21.00,0.00'),
      douyinOrder('11', '12', '20.00', '2026-09-08 12:00:00,已完成,-,5.00,8.00'),
      douyinOrder('31', '31', '99.00', '2026-09-08 12:00:00,已完成,退款成功,10.00,0.00'),
      douyinOrder('41', '41', '59.00', '-,已关闭,退款成功,3.00,0.00'),
      douyinOrder('51', '51', '59.00', '2026-09-09 12:00:00,已完成,-,0.00,0.00'),
      douyinOrder('61', '61', '15.80', '-,已发货,-,0.00,0.00'),
      douyinOrder('71', '71', '15.80', '-,已关闭,超时-,0.00,0.00'),
      douyinOrder('81', '81', '15.80', '2026-09-10 12:00:00,已完成,-,0.00,0.00'),
    ],
    '资金明细.csv': [
      DOUYIN_FUNDS,
      douyinLine('2026-09-01 09:00:00', '出账', '70.00', '提现', '', '0,0,0,0,0,0'),
      douyinLine('2026-09-15 08:00:00', '入账', '48.41', '货款结算入账', '11', '28.9,21,0,0,-1.49,0'),
      douyinLine('2026-09-15 08:00:00', '入账', '30.24', '货款结算入账', '12', '20,5,8,0,-0.76,-2'),
      douyinLine('2026-09-15 08:00:00', '入账', '5.29', '货款结算入账', '31', '99,0.55,0,-94,-0.26,0'),
      douyinLine('2026-09-15 08:00:00', '入账', '60.14', '货款结算入账', '41', '59,3,0,0,-1.86,0'),
      douyinLine('2026-09-20 08:00:00', '出账', '57.23', '退款-结算后退款-退用户', '41', '0,0,0,-59,1.77,0'),
      douyinLine('2026-09-20 08:00:00', '出账', '2.91', '退款-订单退款触发-退补贴', '41', '0,-3,0,0,0.09,0'),
      douyinLine('2026-09-20 09:00:00', '出账', '3.00', '上门取件运费', '41', '0,0,0,0,0,0'),
      douyinLine('2026-09-16 08:00:00', '入账', '48.50', '货款结算入账', '51', '50,0,0,0,-1.5,0'),
      douyinLine('2026-09-30 23:00:00', '出账', '50.00', '货款直投千川', '', '0,0,0,0,0,0'),
    ],
  },
  states: {
    [`${D}11`]: 'matched platform_subsidy',
    [`${D}12`]: 'matched platform_subsidy',
    [`${D}31`]: 'matched platform_subsidy',
    [`${D}41`]: 'matched',
    [`${D}51`]: 'exception unexplained',
    [`${D}61`]: 'in_transit',
    [`${D}71`]: 'not_due',
    [`${D}81`]: 'exception unexplained',
  },
  exceptions: [`${D}51 amount_short -9.00`, `${D}81 missing_receipt -15.80`],
  fees: {
    platform_service_fee: 149n + 26n + 186n - 177n - 9n + 150n,
    affiliate_commission: 276n,
    logistics_fee: 300n,
  },
};

const A = '26170000000000000';
const ALIBABA_ORDERS =
  '订单编号,买家会员名,卖家会员名,运费(元),实付款(元),订单状态,订单创建时间,订单付款时间,货品标题,单价(元),数量,货号';
const ALIPAY =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号';

function alibabaOrder(no: string, paid: string, status: string, paidAt = '2026-08-01 10:05:00'): string[] {
  const order = `${A}${no},示例买家,示例店铺,0.00,${paid},${status},2026-08-01 10:00:00,${paidAt}`;
  return [`${order},示例毛巾,10.00,2,M-1`, ',,,,,,,,示例浴巾,80.00,1,Y-1'];
}

/** Lines of an Alipay statement from 1000.00, each with its balance. */
function alipayLines(
  lines: readonly (readonly [no: string, fen: number, type: string, words: string])[],
): string[] {
  let balance = 100_000;
  return lines.map(([no, fen, type, words], at) => {
    balance += fen;
    const [income, outgo] = fen > 0 ? [fen, 0] : [0, fen];
    const amounts = [income, outgo, balance].map((each) => (each / 100).toFixed(2)).join(',');
    const order = no === '' ? '' : `${A}${no}`;
    return `2026080500004200000000000000000${at}\t,2026080522001400000000000${at}\t,,,2026-08-${String(at + 5).padStart(2, '0')} 10:00:00,,${amounts},支付宝,${type},,${words},,${order},`;
  });
}

/** Orders on the rows of their articles; the money of 1688 comes through Alipay, which names the order. */
const ALIBABA: Month = {
  files: {
    '1688订单.csv': [
      ALIBABA_ORDERS,
      ...alibabaOrder('11', '100.00', '交易成功'),
      ...alibabaOrder('21', '100.00', '交易成功'),
      ...alibabaOrder('31', '100.00', '等待买家收货'),
      ...alibabaOrder('41', '100.00', '交易关闭', ''),
    ],
    '账务明细.csv': [
      '#支付宝账务明细查询',
      '#账号：[2088102030405060]',
      '#起始日期：[2026年08月01日 00:00:00]   终止日期：[2026年09月01日 00:00:00]',
      ALIPAY,
      ...alipayLines([
        ['11', 10_000, '交易付款', '0010001|交易收款-交易收款'],
        ['11', -250, '其它', '1688大分销业务平台抽佣'],
        ['21', 9_000, '交易付款', '0010001|交易收款-交易收款'],
        ['', -300, '其它', '1688保证金-支付-违规罚金'],
      ]),
    ],
  },
  states: {
    [`${A}11`]: 'matched',
    [`${A}21`]: 'exception unexplained',
    [`${A}31`]: 'in_transit',
    [`${A}41`]: 'not_due',
  },
  exceptions: [`${A}21 amount_short -10.00`],
  fees: { commission: 250n, compensation: 300n },
};

const T = '26180000000000000';

/** An order whose money never came, in a book whose advertising and deposit files hold a few days only. */
const TAOBAO: Month = {
  files: {
    '订单报表.csv': [
      '订单编号,买家实际支付金额,订单状态,订单创建时间,订单付款时间,确认收货时间,店铺名称',
      `${T}42,50.00,交易成功,2026-08-02 10:00:00,2026-08-02 10:01:00,2026-08-10 10:00:00,示例旗舰店`,
    ],
    '账务明细.csv': [
      '#支付宝账务明细查询',
      '#账号：[2088102030405060]',
      '#起始日期：[2026年08月01日 00:00:00]   终止日期：[2026年09月01日 00:00:00]',
      ALIPAY,
      ...alipayLines([['', -5_000, '转账', '其他支出\\收入']]),
    ],
    '万相台流水.csv': [
      '记账时间,交易日期,收支类型,交易类型,操作金额(元),操作后余额(元),备注',
      '2026-08-01 09:00:00,2026-08-01,收入,现金充值,50.00,50.00,',
      '2026-08-02 00:10:00,2026-08-01,支出,现金消耗扣款,12.00,38.00,',
    ],
    '保证金流水.csv': [
      '完成时间,操作类型,收支金额(元),来源账户,原因,业务描述,订单编号',
      `2026-08-20 10:00:00,扣除,-5.00,保证金,延迟发货,交易赔付,${T}42`,
    ],
  },
  states: { [`${T}42`]: 'exception unexplained' },
  exceptions: [`${T}42 missing_receipt -50.00`],
  fees: { advertising_fee: 1200n },
};

const W = '37290000000000000';
const WEIXIN_ORDERS =
  '订单号,订单状态,订单下单时间,支付时间,订单确认收货时间,订单实际支付金额,订单实际收款金额,商品名称,商品编码(平台),商品数量,商品实际价格(总共),商品售后,商品已退款金额';

/** Lines of a fund flow from nothing, each with its balance. */
function weixinLines(lines: readonly (readonly [no: string, fen: number, type: string])[]): string[] {
  let balance = 0;
  return lines.map(([no, fen, type], at) => {
    balance += fen;
    const [amount, left] = [Math.abs(fen), balance].map((each) => (each / 100).toFixed(2));
    const moment = `2026-09-${String(at + 5).padStart(2, '0')} 10:00:00`;
    return `10000000000000000${at + 10},${moment},${type},${fen > 0 ? '收入' : '支出'},${amount},${left},${W}${no},,,,`;
  });
}

/** An order of two articles on two rows, a discount that the platform bears, a refund of one article, a short receipt. */
const WEIXIN: Month = {
  files: {
    '微信小店订单.csv': [
      WEIXIN_ORDERS,
      `${W}11,已完成,2026-09-01 10:00:00,2026-09-01 10:00:20,2026-09-04 10:00:00,88.00,93.00,示例面霜,P1,1,63.00,无,0.00`,
      `${W}11,已完成,2026-09-01 10:00:00,2026-09-01 10:00:20,2026-09-04 10:00:00,88.00,93.00,示例面膜,P2,1,25.00,无,0.00`,
      `${W}21,已完成,2026-09-01 11:00:00,2026-09-01 11:00:20,2026-09-04 10:00:00,120.00,120.00,示例精华,P3,2,120.00,退款完成,60.00`,
      `${W}31,已完成,2026-09-01 12:00:00,2026-09-01 12:00:20,2026-09-04 10:00:00,45.00,45.00,示例面膜,P2,1,45.00,无,0.00`,
      `${W}41,待收货,2026-09-02 10:00:00,2026-09-02 10:00:20,,45.00,45.00,示例面膜,P2,1,45.00,无,0.00`,
      `${W}51,已取消,2026-09-02 11:00:00,,,45.00,45.00,示例面膜,P2,1,45.00,无,0.00`,
    ],
    '微信小店资金流水.csv': [
      '流水单号,记账时间,动帐类型,收支类型,收支金额,账户余额,关联订单号,关联售后单号,关联提现单号,关联保单号,详情',
      ...weixinLines([
        ['11', 9_300, '订单支付'],
        ['11', -93, '技术服务费'],
        ['11', -440, '达人佣金'],
        ['21', 12_000, '订单支付'],
        ['21', -6_000, '订单退款'],
        ['31', 4_000, '订单支付'],
      ]),
    ],
  },
  states: {
    [`${W}11`]: 'matched platform_subsidy',
    [`${W}21`]: 'matched',
    [`${W}31`]: 'exception unexplained',
    [`${W}41`]: 'in_transit',
    [`${W}51`]: 'not_due',
  },
  exceptions: [`${W}31 amount_short -5.00`],
  fees: { platform_service_fee: 93n, affiliate_commission: 440n },
};

const Y = 'E202609011000000000000';
const YOUZAN_ORDERS =
  '订单号,归属店铺,订单状态,订单创建时间,买家付款时间,交易成功时间,运费,应收订单金额,订单实付金额,订单已退款金额';
const YOUZAN_FUNDS =
  '类型,名称,业务单号,支付流水号,关联单号,账务主体,账户,收入(元),支出(元),余额(元),入账时间,备注';

/** A refund that has a number of its own and names the order beside it; an order whose money did not come. */
const YOUZAN: Month = {
  files: {
    '有赞订单.csv': [
      YOUZAN_ORDERS,
      `${Y}11,示例店铺,交易完成,2026-09-01 10:00:00,2026-09-01 10:01:00,2026-09-03 10:00:00,8.00,108.00,108.00,0.00`,
      `${Y}21,示例店铺,交易完成,2026-09-01 11:00:00,2026-09-01 11:01:00,2026-09-03 10:00:00,0.00,60.00,60.00,15.00`,
      `${Y}31,示例店铺,交易完成,2026-09-01 12:00:00,2026-09-01 12:01:00,2026-09-03 10:00:00,0.00,45.50,45.50,0.00`,
      `${Y}41,示例店铺,已发货,2026-09-02 12:00:00,2026-09-02 12:01:00,,0.00,30.00,30.00,0.00`,
      `${Y}51,示例店铺,交易关闭,2026-09-02 13:00:00,2026-09-02 13:01:00,,0.00,99.00,99.00,99.00`,
    ],
    '有赞资金流水.csv': [
      YOUZAN_FUNDS,
      `订单入账,示例礼盒,${Y}11,260903000000000001,,示例店铺,店铺余额,108.00,,108.00,2026-09-03 10:00:00,`,
      `订单出账,交易手续费,${Y}11,260903000000000002,,示例店铺,店铺余额,,0.65,107.35,2026-09-03 10:00:00,`,
      `订单入账,示例礼盒,${Y}21,260903000000000003,,示例店铺,店铺余额,60.00,,167.35,2026-09-03 10:00:00,`,
      `订单退款,示例礼盒,2026090500000001,260905000000000001,${Y}21,示例店铺,店铺余额,,15.00,152.35,2026-09-05 10:00:00,部分退款`,
      `提现,提现到银行卡,260930000000000009,260930000000000009,,示例店铺,店铺余额,,152.35,0.00,2026-09-30 10:00:00,`,
    ],
  },
  states: {
    [`${Y}11`]: 'matched',
    [`${Y}21`]: 'matched',
    [`${Y}31`]: 'exception unexplained',
    [`${Y}41`]: 'in_transit',
    [`${Y}51`]: 'not_due',
  },
  exceptions: [`${Y}31 missing_receipt -45.50`],
  fees: { processing_fee: 65n },
};

const MONTHS = { Douyin: DOUYIN, 1688: ALIBABA, Taobao: TAOBAO, 'WeChat Store': WEIXIN, Youzan: YOUZAN };

async function importMonth(book: Book, { files }: Month): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'platforms-'));
  try {
    const paths = Object.keys(files).map((name) => path.join(folder, name));
    for (const [at, lines] of Object.values(files).entries()) {
      await writeFile(paths[at] ?? '', lines.map((line) => `${line}\r\n`).join(''));
    }
    const { receipts } = await importFiles(book, paths);
    assert.deepEqual(
      receipts.map(({ rows_refused }) => rows_refused),
      receipts.map(() => 0),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exceptionsTold(book: Book): Promise<string[]> {
  const told: ExceptionRecord[] = [];
  for await (const batch of streamExceptions(book.store, book.book_id)) told.push(...batch);
  return told
    .map(({ match_key, type, discrepancy_minor }) => `${match_key} ${type} ${formatMinor(discrepancy_minor)}`)
    .sort();
}

forEachEngine((books) => {
  for (const [platform, month] of Object.entries(MONTHS)) {
    test(`a month of ${platform} from its own files`, async () => {
      const book = await books.open();
      await importMonth(book, month);
      const result = await runReconciliation(book);
      assert.equal(result.equation.closes, true);
      const told: Record<string, string> = {};
      for (const key of Object.keys(month.states)) {
        const balance = await balanceOf(book.store, book.book_id, key);
        told[key] = [balance?.state, balance?.cause].filter(Boolean).join(' ');
      }
      assert.deepEqual(told, month.states);
      assert.deepEqual(await exceptionsTold(book), month.exceptions);
      const fees = Object.fromEntries(result.fees.map(({ component, minor }) => [component, minor]));
      assert.deepEqual(fees, month.fees);
    });
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from '../reading/limits.ts';
import { filePlace } from '../reading/place.ts';
import { delimitedTable } from '../reading/text/delimited.ts';
import { alipayStatement } from '../sources/alipay-statement/index.ts';
import type { Source } from '../sources/source.ts';
import { taobaoOrders } from '../sources/taobao-orders/index.ts';
import { wechatTrades } from '../sources/wechat-trades/index.ts';
import type { TableSummary } from './read-table.ts';
import { stageTable } from './stage.ts';

const HEAD =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）,业务类型,备注,业务描述,业务基础订单号';

/** A source that counts how often it is asked what a row means. */
function counting(source: Source): { source: Source; asked: () => number } {
  let asked = 0;
  const normalize: Source['normalize'] = (values, context) => {
    asked++;
    return source.normalize(values, context);
  };
  return { source: { ...source, normalize }, asked: () => asked };
}

/** A layout with rows to read: the source, its header, and what its balances prove. */
const STATEMENT = { source: alipayStatement as unknown as Source, head: HEAD, balance: 'ok' };
const ORDERS = {
  source: taobaoOrders as unknown as Source,
  head: '订单编号,买家实际支付金额,订单状态,订单创建时间,订单付款时间,物流单号,物流公司',
  balance: 'none',
};
const WECHAT = {
  source: wechatTrades as unknown as Source,
  head: '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,应结订单金额,微信退款单号,退款金额,手续费',
  balance: 'none',
};

async function stage(
  lines: readonly string[],
  layout = STATEMENT,
): Promise<{ staged: string[]; asked: number; summary: TableSummary | null }> {
  const { source, asked } = counting(layout.source);
  const place = filePlace('x', { limits: DEFAULT_LIMITS });
  const bytes = Buffer.from(`${[layout.head, ...lines].join('\n')}\n`);
  const content = {
    async *chunks() {
      for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
    },
  };
  const staged: string[] = [];
  let summary: TableSummary | null = null;
  for await (const part of stageTable(await delimitedTable(place, content), 'x.csv', [source])) {
    if (part.type === 'summary') summary = part.summary;
    else staged.push(...Buffer.concat(part.facts.take()).toString().split('\n').filter(Boolean));
  }
  assert.equal((summary as TableSummary | null)?.running_balance, layout.balance);
  return { staged, asked: asked(), summary };
}

/** A line of an order: what is paid, or its fee with the order in the memo. */
function line(at: number, kind: 'paid' | 'fee', balance: number): string {
  const order = `36123456789012${String(at).padStart(5, '0')}`;
  const no = `2026013120004001100010009${String(at).padStart(6, '0')}${kind === 'paid' ? 1 : 2}`;
  const words =
    kind === 'paid'
      ? ',交易付款,,0010001|交易收款'
      : `,其它,天猫佣金（类目）{${order}}扣款,0030003|软件服务费`;
  const money = kind === 'paid' ? `${at}.50,0.00` : `0.00,-${at}.05`;
  const moment = `2026-01-31 23:${String(at % 60).padStart(2, '0')}:59`;
  return `${no}\t,2026013022001400000009${String(at).padStart(6, '0')},,商品,${moment},${money},${balance.toFixed(2)}${words},${order}`;
}

/** So many orders, each paid and charged its fee. */
function statement(orders: number): string[] {
  let balance = 0;
  return Array.from({ length: orders }, (_, at) => {
    const paid = balance + at + 0.5;
    balance = paid - at - 0.05;
    return [line(at, 'paid', paid), line(at, 'fee', balance)];
  }).flat();
}

test('what rows alike mean is asked a few times, and every row has its own numbers', async () => {
  const { staged, asked } = await stage(statement(1000));
  assert.equal(staged.length, 2000);
  assert.ok(asked < 200, `asked ${asked} times`);
  const [key, row, identity, , line_no, , rule, at, amount, fee, balance] = staged[1999]?.split('\t') ?? [];
  assert.deepEqual(
    { key, row, identity, line_no, rule, at, amount, fee, balance },
    {
      key: '3612345678901200999',
      row: '2001',
      identity: '\\N',
      line_no: '20260131200040011000100090009992',
      rule: 'base-order-no',
      at: '2026-01-31 23:39:59',
      amount: '-99905',
      fee: '0',
      balance: '45000',
    },
  );
});

test('rows are alike when only the numbers in their titles differ', async () => {
  const insured = statement(1000).map((text, at) =>
    text.replace(',商品,', `,卖家版运费险INSD${at}00000000001\t,`),
  );
  const { staged, asked } = await stage(insured);
  assert.equal(staged.length, 2000);
  assert.ok(asked < 200, `asked ${asked} times`);
});

test('rows whose order stands in their words are read one by one', async () => {
  const unnamed = statement(200).map((text) => text.replace(/,\d+$/, ','));
  const { staged, asked } = await stage(unnamed);
  assert.ok(asked >= 200, `asked ${asked} times`);
  const fees = staged.filter((_, at) => at % 2 === 1).map((text) => text.split('\t')[0]);
  assert.deepEqual(
    fees,
    Array.from({ length: 200 }, (_, at) => `36123456789012${String(at).padStart(5, '0')}`),
  );
});

test('parcels make no shape of their own: their numbers are carried, without the mark', async () => {
  const orders = Array.from({ length: 1000 }, (_, at) => {
    const no = `36123456789012${String(at).padStart(5, '0')}`;
    const letters = String.fromCharCode(65 + (at % 26), 65 + (at % 7));
    const moment = '2026-01-05 10:00:01,2026-01-05 10:00:40';
    return `${no},100.00,交易成功,${moment},No:${letters}${String(at).padStart(12, '0')},示例快递`;
  });
  const { staged, asked } = await stage(orders, ORDERS);
  assert.ok(asked < 200, `asked ${asked} times`);
  const last = staged.find((text) => text.startsWith('3612345678901200999\t'));
  assert.deepEqual(last?.split('\t').slice(-3), ['LF000000000999', '示例快递', '\\N']);
});

test('lines that name no order are alike, too, and each is kept by its own number', async () => {
  const drawn = Array.from({ length: 1000 }, (_, at) => {
    const no = String(at).padStart(6, '0');
    const balance = (1_000_000 - (at * (at + 1)) / 2).toFixed(2);
    return `2026013120004001100010009${no}2,2026013022001400000009${no},,,2026-01-31 23:00:00,0.00,-${at}.00,${balance},提现,,,`;
  });
  const { staged, asked } = await stage(drawn);
  assert.ok(asked < 200, `asked ${asked} times`);
  assert.equal(staged.find((text) => text.startsWith('?'))?.split('\t')[0], '?2026013022001400000009000000');
  assert.equal(new Set(staged.map((text) => text.split('\t')[0])).size, 1000);
});

test('what a source joins or sums up for its totals is joined and summed up of the numbers of each row', async () => {
  const trades = Array.from({ length: 5000 }, (_, at) => {
    const no = String(at).padStart(4, '0');
    return `\`2024-08-02 08:35:41,\`wx0042,\`1900000042,\`420000240801202408010000${no},\`MP2024${no},\`SUCCESS,\`${at}.10,\`0,\`0.00,\`0.01000`;
  });
  const totals = ['总交易单数,应结订单总金额,手续费总金额', '`5000,`12498000.00,`50.00'];
  const { staged, asked, summary } = await stage([...trades, ...totals], WECHAT);
  assert.ok(asked < 2500, `asked ${asked} times`);
  const [key, , identity, account] = staged[4999]?.split('\t') ?? [];
  assert.deepEqual(
    { key, identity, account },
    { key: 'MP20244999', identity: '4200002408012024080100004999|0|SUCCESS', account: 'wechat:1900000042' },
  );
  assert.equal(summary?.account_no, '1900000042');
  assert.equal(summary?.control_totals, 'ok');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delimitedTable } from '../reading/delimited.ts';
import { DEFAULT_LIMITS } from '../reading/limits.ts';
import { filePlace } from '../reading/place.ts';
import { alipayStatement } from '../sources/alipay-statement/index.ts';
import type { Source } from '../sources/source.ts';
import { taobaoOrders } from '../sources/taobao-orders/index.ts';
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

async function stage(
  lines: readonly string[],
  layout = STATEMENT,
): Promise<{ staged: string[]; asked: number }> {
  const { source, asked } = counting(layout.source);
  const place = filePlace('x', { limits: DEFAULT_LIMITS });
  const bytes = Buffer.from(`${[layout.head, ...lines].join('\n')}\n`);
  const content = {
    async *chunks() {
      for (let at = 0; at < bytes.length; at += 4096) yield bytes.subarray(at, at + 4096);
    },
  };
  const staged: string[] = [];
  for await (const part of stageTable(await delimitedTable(place, content), 'x.csv', [source])) {
    if (part.type === 'summary') assert.equal(part.summary.running_balance, layout.balance);
    else staged.push(...Buffer.concat(part.facts.take()).toString().split('\n').filter(Boolean));
  }
  return { staged, asked: asked() };
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

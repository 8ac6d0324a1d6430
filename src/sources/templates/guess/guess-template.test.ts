import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Row } from '../../../reading/table.ts';
import { guessTemplate } from './guess-template.ts';

/** Layouts as text: cells apart by commas; what the guess must say of them. */
const LAYOUTS: readonly {
  readonly name: string;
  readonly lines: string;
  readonly header: number;
  readonly kind: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly signs?: object;
}[] = [
  {
    name: 'a bank with a flag: the balance proves which word is which, whatever the words mean',
    lines: `测试银行对公明细
账号：6222000000000000001
交易日期,交易时间,发生额,标志,余额,摘要
2026-09-01,10:02:03,100.00,甲,1100.00,转账
2026-09-02,11:00:00,5.00,乙,1095.00,手续费
2026-09-03,12:00:00,500.00,甲,1595.00,货款`,
    header: 3,
    kind: 'statement_lines',
    columns: {
      happened_at: '交易日期',
      at_time: '交易时间',
      amount: '发生额',
      balance: '余额',
      description: '摘要',
    },
  },
  {
    name: 'a flag that is known by its header',
    lines: `记账日期,金额,借贷标志,账户余额
2026-09-01,100.00,贷,1100.00
2026-09-02,5.00,借,1095.00`,
    header: 1,
    kind: 'statement_lines',
    columns: { happened_at: '记账日期', amount: '金额', direction: '借贷标志', balance: '账户余额' },
    signs: { inflow_words: ['贷'], outflow_words: ['借'] },
  },
  {
    name: 'a flag with its words the other way round: the balance decides against them',
    lines: `记账日期,金额,借贷标志,账户余额
2026-09-01,100.00,借,1100.00
2026-09-02,5.00,贷,1095.00
2026-09-03,7.00,贷,1088.00`,
    header: 1,
    kind: 'statement_lines',
    columns: { happened_at: '记账日期', amount: '金额', direction: '借贷标志', balance: '账户余额' },
    signs: { inflow_words: ['借'], outflow_words: ['贷'] },
  },
  {
    name: 'a card: positive is spent, as the balance shows',
    lines: `日期,交易金额,余额
2026-09-01,30.00,970.00
2026-09-02,20.00,950.00
2026-09-03,-50.00,1000.00`,
    header: 1,
    kind: 'statement_lines',
    columns: { happened_at: '日期', amount: '交易金额', balance: '余额' },
    signs: { positive_is: 'outflow' },
  },
  {
    name: 'two columns, traditional characters, newest first',
    lines: `查詢期間,2026/09/01
交易日期,說明,提出,存入,餘額,備註
2026/09/03,轉帳,,500,1500,貨款
2026/09/02,手續費,15,,1000,`,
    header: 2,
    kind: 'statement_lines',
    columns: {
      happened_at: '交易日期',
      outflow: '提出',
      inflow: '存入',
      balance: '餘額',
      description: '說明',
      memo: '備註',
    },
    signs: {},
  },
  {
    name: 'the number of the other party is not the account',
    lines: `交易时间,收入,支出,余额,对方账号,对方户名
2026-09-01 10:00:00,5.00,0.00,105.00,6222000000000000002,某某公司
2026-09-01 11:00:00,0.00,2.00,103.00,6222000000000000003,某某商行`,
    header: 1,
    kind: 'statement_lines',
    columns: {
      happened_at: '交易时间',
      inflow: '收入',
      outflow: '支出',
      balance: '余额',
      counterparty: '对方户名',
    },
    signs: {},
  },
  {
    name: 'a freight bill: costs without a sign',
    lines: `日期,运单号码,目的地,计费重量,应付金额
2026-09-01,YT0000000000001,浙江,0.5,3.20
2026-09-01,YT0000000000002,新疆,1.2,18.00
合计,,,,21.20`,
    header: 1,
    kind: 'carrier_charges',
    columns: {
      charged_at: '日期',
      tracking_no: '运单号码',
      to_area: '目的地',
      weight_milli: '计费重量',
      amount_minor: '应付金额',
    },
    signs: { positive_is: 'outflow' },
  },
  {
    name: 'a list of charges that writes costs with a minus',
    lines: `账期,订单编号,费用名称,金额
202609,3600000000000000001,技术服务费,-1.20
202609,3600000000000000002,技术服务费,-0.80`,
    header: 1,
    kind: 'charges',
    columns: { period: '账期', order_no: '订单编号', amount_minor: '金额' },
    signs: { positive_is: 'inflow' },
  },
  {
    name: 'a stock count',
    lines: `仓库,商品编码,商品名称,账面数量,实盘数量
主仓,A-001,杯子,10,9
主仓,A-002,盘子,5,5`,
    header: 1,
    kind: 'stock_counts',
    columns: {
      warehouse: '仓库',
      sku: '商品编码',
      title: '商品名称',
      booked_milli: '账面数量',
      quantity_milli: '实盘数量',
    },
  },
  {
    name: 'orders of a platform nobody knows',
    lines: `平台订单号,订单状态,实付金额,下单时间,快递单号
D2026090100000001,已完成,59.90,2026-09-01 10:00:00,SF0000000000001
D2026090100000002,待发货,20.00,2026-09-01 11:00:00,`,
    header: 1,
    kind: 'orders',
    columns: {
      order_no: '平台订单号',
      status_text: '订单状态',
      paid_minor: '实付金额',
      created_at: '下单时间',
      tracking_no: '快递单号',
    },
  },
];

function rowsOf(lines: string): Row[] {
  return lines.split('\n').map((line, at) => ({ number: at + 1, cells: line.split(',') }));
}

for (const { name, lines, header, kind, columns, signs } of LAYOUTS) {
  test(name, () => {
    const guess = guessTemplate(rowsOf(lines), { name: 'x' });
    assert.ok(guess !== null);
    assert.equal(guess.header.number, header);
    assert.equal(guess.template.kind, kind);
    const found = Object.fromEntries(
      Object.entries(guess.template.columns).map(([field, names]) => [field, names[0]]),
    );
    assert.deepEqual({ ...found, ...columns }, found);
    if (signs === undefined) return;
    const { positive_is, inflow_words, outflow_words } = guess.template;
    assert.deepEqual(JSON.parse(JSON.stringify({ positive_is, inflow_words, outflow_words })), signs);
  });
}

test('the words of statuses are explained as other platforms mean them; one that says nothing is left to a person', () => {
  const orders = `平台订单号,订单状态,实付金额,下单时间
D2026090100000001,已完成,59.90,2026-09-01 10:00:00
D2026090100000002,待发货,20.00,2026-09-01 11:00:00
D2026090100000003,甲态,20.00,2026-09-01 11:00:00`;
  const guess = guessTemplate(rowsOf(orders), { name: 'x' });
  assert.deepEqual(guess?.template.statuses, { 已完成: 'completed', 待发货: 'paid' });
});

test('a text without a table is nobody’s', () => {
  assert.equal(guessTemplate(rowsOf('只是一句话\n又一句话'), { name: 'x' }), null);
  assert.equal(guessTemplate([], { name: 'x' }), null);
});

test('the order of columns and rows above the header change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LAYOUTS),
      fc.infiniteStream(fc.nat()),
      fc.nat(5),
      (layout, order, above) => {
        // A total is told by the cell it begins with, which is elsewhere when columns change places.
        const rows = rowsOf(layout.lines).filter(({ cells }) => cells[0] !== '合计');
        const width = Math.max(...rows.map(({ cells }) => cells.length));
        const places = Array.from({ length: width }, (_, at) => at);
        const keys = places.map(() => order.next().value as number);
        const shuffled = places.sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
        const moved = rows
          .filter(({ number }) => number >= layout.header)
          .map(({ number, cells }) => ({
            number: number + above,
            cells: shuffled.map((at) => cells[at] ?? ''),
          }));
        const plain = guessTemplate(rows, { name: 'x' });
        const other = guessTemplate(moved, { name: 'x' });
        assert.deepEqual(other?.template.columns, plain?.template.columns);
        assert.equal(other?.template.kind, plain?.template.kind);
        assert.equal(other?.header.number, layout.header + above);
      },
    ),
  );
});

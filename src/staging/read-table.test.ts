import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTable } from '../../test/support/memory-table.ts';
import { DuideshangError } from '../errors.ts';
import type { StatementLineFact } from '../model/facts.ts';
import type { Table } from '../reading/table.ts';
import { digits, id, money, required, text, time } from '../sources/columns.ts';
import { SOURCES } from '../sources/registry.ts';
import type { Source } from '../sources/source.ts';
import { type ReadTableOptions, readCells, readTable, type TableSummary } from './read-table.ts';
import { REASON_HEADER, REFUSAL_TEXTS } from './refusals.ts';

/** A small wallet with everything that the engine offers: preamble, footers, balances, named totals, other accounts. */
const columns = {
  line_no: required(digits('流水号')),
  happened_at: required(time('时间')),
  amount_minor: required(money('金额')),
  balance_minor: money('余额'),
  order_no: id('订单号'),
  channel: text('渠道'),
};

const wallet = {
  id: 'wallet',
  channel: 'test',
  kind: 'statement_lines',
  title: { 'zh-CN': '钱包', 'zh-TW': '錢包', en: 'wallet' },
  signature: { all: ['流水号', '金额'] },
  columns,
  identity: 'own',
  continues: true,
  preamble: (lines) => ({ account_no: lines[0]?.[0] ?? 'none' }),
  footer(cells) {
    const [first = '', count = '', sum = ''] = cells;
    if (first === '导出时间') return { totals: [], exported_at: count };
    if (!first.startsWith('合计')) return null;
    if (!/^\d+$/.test(count)) return { code: 'not_a_quantity', column: first, value: count };
    return { totals: [{ of: first.slice(2), count: Number.parseInt(count, 10), sum_minor: BigInt(sum) }] };
  },
  normalize(values) {
    if (values.channel === '他') return { elsewhere: 'other' };
    if (values.amount_minor === 0n) return { code: 'unknown_sign', column: 'amount_minor', value: '' };
    return { identity: values.line_no, fact: factOf(values), totals: { gross: values.amount_minor } };
  },
} satisfies Source<'statement_lines', typeof columns>;

function factOf(values: {
  line_no: string;
  happened_at: string;
  amount_minor: bigint;
  balance_minor: bigint | null;
  order_no: string | null;
}): StatementLineFact {
  const { line_no, happened_at, amount_minor, balance_minor, order_no } = values;
  const subject = { entry_type: '', description: '', memo: '' };
  const rest = { account_no: null, transaction_no: null, key_rule: null, fee_minor: 0n, subject };
  return { ...rest, line_no, happened_at, amount_minor, balance_minor, order_no };
}

interface Read {
  readonly facts: readonly (readonly [row: number, identity: string])[];
  readonly refused: readonly (readonly [row: number, code: string, column: string, value: string])[];
  readonly held: readonly (readonly [row: number, reason: string, damaged_no: string])[];
  readonly summary: TableSummary;
}

async function read(table: Table, sources: readonly Source[], options: ReadTableOptions = {}): Promise<Read> {
  const read = {
    facts: [] as [number, string][],
    refused: [] as [number, string, string, string][],
    held: [] as [number, string, string][],
  };
  const batches = readTable(table, 'wallet.csv', sources, options);
  for (;;) {
    const next = await batches.next();
    if (next.done) return { ...read, summary: next.value };
    for (const [at, fact] of next.value.facts.entries())
      read.facts.push([next.value.rows[at] ?? 0, fact.identity]);
    for (const row of next.value.refused) read.refused.push([row.row, row.code, row.column, row.value]);
    for (const row of next.value.held) read.held.push([row.row, row.reason, row.damaged_no]);
  }
}

const HEADER = ['流水号', '时间', '金额', '余额', '订单号', '渠道', ''];
const line = (no: string, amount = '1.00', balance = '', order = '', channel = '') => {
  return [no, '2026-01-05 10:00:00', amount, balance, order, channel];
};

test('preamble, totals, balances, footers and rows of every kind', async () => {
  const table = memoryTable([
    ['账号001'],
    [],
    HEADER,
    line('11', '5.00', '105.00', '881'),
    line('12', '-2.00', '103.00'),
    HEADER,
    line('13', '7.00', '110.00', '', '他'),
    line('14', '7.00', '110.00'),
    line('15', '0.00', '110.00'),
    line('x', '7.00', '110.00'),
    line('', '7.00', '110.00'),
    line('16', '', '110.00'),
    ['17', '2026-01-05 10:00:00', '1.00'],
    [...line('18'), 'shifted', ''],
    line('1.2E+18', '-1.00', '109.00'),
    line('19', '-1.00', '108.00', '8.1E+17'),
    ['合计inflow', '2', '1200'],
    ['合计outflow', '3', '-400'],
    ['合计gross', '5', '800'],
    ['合计net', '4', '800'],
    ['导出时间', '2026-02-01 09:00:00'],
  ]);
  const { facts, refused, held, summary } = await read(table, [wallet]);
  assert.deepEqual(facts, [
    [4, '11'],
    [5, '12'],
    [8, '14'],
    [16, '19'],
  ]);
  assert.deepEqual(refused, [
    [9, 'unknown_sign', '金额', '0.00'],
    [10, 'not_an_id', '流水号', 'x'],
    [11, 'missing_value', '流水号', ''],
    [12, 'missing_value', '金额', ''],
    [13, 'too_few_cells', '余额', ''],
    [14, 'too_many_cells', '', 'shifted'],
  ]);
  assert.deepEqual(held, [[15, 'damaged', '1.2E+18']]);
  assert.deepEqual(summary.blanked, [{ column: '订单号', count: 1, first_row: 16 }]);
  assert.equal(summary.account_no, '账号001');
  assert.equal(summary.exported_at, '2026-02-01 09:00:00');
  assert.deepEqual([summary.from_at, summary.to_at], ['2026-01-05 10:00:00', '2026-01-06 00:00:00']);
  assert.deepEqual([summary.inflow_minor, summary.outflow_minor], [1200n, 400n]);
  assert.deepEqual(
    [summary.running_balance, summary.opening_minor, summary.closing_minor],
    ['ok', 10000n, 10800n],
  );
  assert.deepEqual(
    summary.totals.map((total) => [total.of, total.read_count, total.agrees]),
    [
      ['inflow', 2, true],
      ['outflow', 3, true],
      ['gross', 5, true],
      ['net', 5, false],
    ],
  );
  assert.equal(summary.control_totals, 'mismatch');
  assert.deepEqual(counts(summary), { fact: 4, held: 1, refused: 6, elsewhere: 1, other: 8 });
});

function counts(summary: TableSummary): Record<string, number> {
  const { rows_fact, rows_held, rows_refused, rows_elsewhere, rows_other } = summary;
  return {
    fact: rows_fact,
    held: rows_held,
    refused: rows_refused,
    elsewhere: rows_elsewhere,
    other: rows_other,
  };
}

test('a footer that cannot be read is refused by its name, once for all tellings', async () => {
  const cells = [
    ['流水号', '时间', '金额', '余额', '订单号', '渠道'],
    ['10000001', '2026-01-05 10:00:00', '1.00', '', '', ''],
    ['合计inflow', '1.5', '100'],
    ['合计net', '1', '100'],
  ];
  const { summary, refused } = await read(memoryTable(cells), [wallet]);
  assert.deepEqual(refused, [[3, 'not_a_quantity', '合计inflow', '1.5']]);
  assert.deepEqual(
    summary.totals.map(({ of, agrees }) => [of, agrees]),
    [['net', true]],
  );
  assert.deepEqual(counts(summary), { fact: 1, held: 0, refused: 1, elsewhere: 0, other: 2 });
  const again = await read(memoryTable(cells), [wallet], { again: true });
  assert.deepEqual(counts(again.summary), { fact: 1, held: 0, refused: 0, elsewhere: 0, other: 3 });
});

test('some rows of a table are not compared with the totals of the whole', async () => {
  const cells = [
    ['流水号', '时间', '金额', '余额', '订单号', '渠道', REASON_HEADER],
    ['10000001', '2026-01-05 10:00:00', '1.00', '', '', '', ''],
    ['合计net', '9', '900', '', '', '', ''],
  ];
  const { summary } = await read(memoryTable(cells), [wallet]);
  assert.equal(summary.control_totals, 'none');
});

test('a workbook row may be short, and notes beside the table do not matter', async () => {
  const table = memoryTable([HEADER, ['17', '2026-01-05', '1.00'], [...line('18'), 'note']], {
    encoding: 'xlsx',
  });
  const { facts, refused } = await read(table, [wallet]);
  assert.deepEqual([facts.length, refused.length], [2, 0]);
});

test('a sheet without header goes on in the layout of the one before', async () => {
  const first = await read(memoryTable([['账号001'], HEADER, line('11')], { sheet: '1' }), [wallet]);
  const second = await read(memoryTable([line('12'), line('13')], { sheet: '2' }), [wallet], {
    previous: first.summary,
  });
  assert.deepEqual(second.facts, [
    [1, '12'],
    [2, '13'],
  ]);
  assert.equal(second.summary.account_no, '账号001');
});

const ERRORS: readonly (readonly [
  name: string,
  lines: string[][],
  sources: readonly Source[],
  code: string,
])[] = [
  ['nothing known', [['甲', '乙']], [wallet], 'source_unknown'],
  ['nothing at all', [[]], [wallet], 'table_empty'],
  ['claimed twice', [HEADER, line('1')], [wallet, { ...wallet, id: 'twin' }], 'source_ambiguous'],
];

for (const [name, lines, sources, code] of ERRORS) {
  test(`${name}: ${code}`, async () => {
    await assert.rejects(read(memoryTable(lines), sources), (error: unknown) => {
      return (
        error instanceof DuideshangError && error.code === code && error.says('zh-CN').includes('wallet.csv')
      );
    });
  });
}

test('a table like none of the sources is told so, in the language asked for', async () => {
  await assert.rejects(read(memoryTable([['甲', '乙']]), [wallet]), (error: unknown) => {
    assert.ok(error instanceof DuideshangError);
    assert.ok(error.says('zh-CN').includes('甲、乙。和能读的格式都不像。'));
    assert.ok(error.says('en').includes('甲, 乙. It is like none of the formats that can be read.'));
    return true;
  });
});

test('rows that look rounded are ordinary when chance explains them, else held', async () => {
  const numbers = Array.from({ length: 400 }, (_, at) => `36123456789${String(10_000 + at)}234`);
  const some = await read(
    memoryTable([HEADER, line('361234567890123000'), ...numbers.map((no) => line(no))]),
    [wallet],
  );
  assert.deepEqual([some.facts.length, some.held.length], [401, 0]);
  const rounded = numbers.map((no) => line(`${no.slice(0, 15)}000`));
  const most = await read(memoryTable([HEADER, ...rounded]), [wallet]);
  assert.deepEqual([most.facts.length, most.held.length], [0, 400]);
  assert.deepEqual(most.held[0], [2, 'damaged', '361234567891000000']);
});

/** Order files of whole numbers and some that look rounded: what becomes of the latter. */
const ROUNDED: readonly (readonly [
  says: string,
  whole: number,
  rounded: number,
  payment: string,
  fate: string,
])[] = [
  ['a file full of them', 0, 20, '2026010522001400000000000001', 'rounded'],
  ['one of few rows', 300, 1, '2026010522001400000000000001', 'suspect'],
  ['chance in many rows', 2000, 1, '2026010522001400000000000001', 'chance'],
  ['chance, but the payment number is in scientific notation', 2000, 1, '2.02601E+27', 'suspect'],
  ['chance, but the payment number is rounded', 2000, 1, '2026010522001400000000000000', 'suspect'],
];

for (const [says, whole, rounded, payment, fate] of ROUNDED) {
  test(`an order number that looks rounded: ${says}`, async () => {
    const order = (no: string, payment_no: string) => [
      no,
      payment_no,
      '交易成功',
      '1.00',
      '2026-01-05 10:00:01',
    ];
    const rows = [
      ...Array.from({ length: rounded }, (_, at) =>
        order(`36123456789${String(at).padStart(4, '1')}0000`, payment),
      ),
      ...Array.from({ length: whole }, (_, at) => order(`36123456789${10_000 + at}234`, '')),
    ];
    const header = ['订单编号', '支付单号', '订单状态', '买家实际支付金额', '订单创建时间'];
    const batches = readTable(memoryTable([header, ...rows]), 'x.csv', SOURCES);
    let [held, doubted, facts] = [[] as string[], [] as string[], 0];
    for await (const batch of batches) {
      held = [...held, ...batch.held.map(({ reason }) => reason)];
      doubted = [...doubted, ...batch.doubted.map(({ reason }) => reason)];
      facts += batch.facts.length;
    }
    const fates = Array.from({ length: rounded }, () => fate);
    assert.deepEqual([held, doubted], fate === 'chance' ? [[], fates] : [fates, []]);
    assert.equal(facts, whole + doubted.length);
  });
}

test('the cells of refused rows are read again whole', async () => {
  const table = memoryTable([HEADER, line('11'), line('x', '1.00', '', '', '甲')]);
  const cells = await readCells(table, new Set([3]));
  assert.deepEqual([...cells], [[3, line('x', '1.00', '', '', '甲')]]);
});

const ORDER_HEADER = [
  '订单编号',
  '买家会员名',
  '订单状态',
  '买家实际支付金额',
  '订单创建时间',
  '订单付款时间 ',
  '退款金额',
  '店铺名称',
];
const orderRow = fc.tuple(
  fc.constantFrom('3612345678901230018', '="3612345678901230026"', '3.6E+18', '', 'x'),
  fc.constantFrom('示例', ''),
  fc.constantFrom('交易成功', '交易关闭', '等待买家付款', '飞走', ''),
  fc.constantFrom('1.00', '', '元元', '1,234.50'),
  fc.constantFrom('2026-01-05 10:00:01', '2026/1/5 10:00', '', '昨天'),
  fc.constantFrom('2026-01-05 10:00:40', ''),
  fc.constantFrom('0.00', '无退款申请', ''),
  fc.constantFrom('示例旗舰店', ''),
);
const orderRows = fc.array(orderRow, { maxLength: 40 });

test('every physical row is in exactly one class', async () => {
  await fc.assert(
    fc.asyncProperty(orderRows, fc.integer({ min: 1, max: 9 }), async (rows, batch) => {
      const lines = [['说明'], ORDER_HEADER, ...rows];
      const { facts, refused, held, summary } = await read(memoryTable(lines, { batch }), SOURCES);
      const solid = rows.filter((row) => row.some((cell) => cell !== '')).length + 2;
      const sum = Object.values(counts(summary)).reduce((all, count) => all + count, 0);
      assert.equal(sum, solid);
      assert.equal(summary.rows_other, 2);
      assert.deepEqual(
        [facts.length, refused.length, held.length],
        [summary.rows_fact, summary.rows_refused, summary.rows_held],
      );
      const rows_told = [...facts, ...refused, ...held].map(([row]) => row);
      assert.equal(new Set(rows_told).size, rows_told.length);
    }),
    { numRuns: 60 },
  );
});

test('the order of columns does not matter', async () => {
  const orders = fc.shuffledSubarray([...ORDER_HEADER.keys()], { minLength: ORDER_HEADER.length });
  await fc.assert(
    fc.asyncProperty(orderRows, orders, async (rows, order) => {
      const shuffle = (cells: readonly string[]) => order.map((at) => cells[at] ?? '');
      const plain = await read(memoryTable([ORDER_HEADER, ...rows]), SOURCES);
      const shuffled = await read(memoryTable([ORDER_HEADER, ...rows].map(shuffle)), SOURCES);
      assert.deepEqual(shuffled.facts, plain.facts);
      assert.deepEqual(shuffled.held, plain.held);
      assert.deepEqual(shuffled.refused, plain.refused);
      assert.deepEqual(counts(shuffled.summary), counts(plain.summary));
    }),
    { numRuns: 40 },
  );
});

test('every refusal has its sentence', () => {
  for (const [code, sentence] of Object.entries(REFUSAL_TEXTS)) {
    for (const said of Object.values(sentence)) assert.ok(said.includes('{row}'), code);
  }
});

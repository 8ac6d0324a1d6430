import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTable } from '../../../test/support/memory-table.ts';
import { DuideshangError } from '../../errors.ts';
import { readTable } from '../../staging/read-table.ts';
import { parseTemplate, parseTemplateText } from './parse-template.ts';
import type { Template } from './template.ts';
import { taughtSourceId, templateNameOf, templateSource } from './template-source.ts';

const BANK: Template = {
  format: 1,
  name: '测试银行',
  kind: 'statement_lines',
  channel: 'bank',
  headers: ['日期', '金额', '方向', '余额', '摘要'],
  columns: {
    happened_at: ['日期'],
    amount: ['金额'],
    direction: ['方向'],
    balance: ['余额'],
    description: ['摘要'],
  },
  inflow_words: ['收'],
  outflow_words: ['支'],
  footers: ['合计'],
};

const FREIGHT: Template = {
  format: 1,
  name: '测试快递',
  kind: 'carrier_charges',
  channel: 'carrier',
  headers: ['运单号', '重量', '费用'],
  columns: { tracking_no: ['运单号'], weight_milli: ['重量'], amount_minor: ['费用'] },
  positive_is: 'outflow',
  shop: '甲店',
};

const ORDERS: Template = {
  format: 1,
  name: '测试平台',
  kind: 'orders',
  channel: 'test-mall',
  headers: ['单号', '状态', '实付'],
  columns: { order_no: ['单号'], status_text: ['状态'], paid_minor: ['实付'] },
  statuses: { 丙: 'shipped' },
};

/** What reading lines of cells by a template gives: facts by row, refusals, and how the balances stand. */
async function readBy(template: Template, lines: string) {
  const cells = lines.split('\n').map((line) => line.split(','));
  const reading = readTable(memoryTable(cells), 'x.csv', [templateSource(template)]);
  const facts: object[] = [];
  const refused: string[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { facts, refused, summary: next.value };
    facts.push(...next.value.facts.map(({ fact }) => fact));
    refused.push(...next.value.refused.map(({ row, code, column }) => `${row} ${code} ${column}`));
  }
}

test('a statement: the words of the direction give the sign, the account stands above, totals are no lines', async () => {
  const { facts, refused, summary } = await readBy(
    BANK,
    `测试银行 账号：6222000000000000001
日期,金额,方向,余额,摘要
2026-09-01,100.00,收,1100.00,货款
2026-09-02,5.00,支,1095.00,手续费
合计,105.00,,,`,
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(
    facts.map((fact) => {
      const { account_no, amount_minor, balance_minor, happened_at } = fact as Record<string, unknown>;
      return [account_no, happened_at, amount_minor, balance_minor];
    }),
    [
      ['6222000000000000001', '2026-09-01 00:00:00', 10000n, 110000n],
      ['6222000000000000001', '2026-09-02 00:00:00', -500n, 109500n],
    ],
  );
  assert.equal(summary.running_balance, 'ok');
});

test('a direction that is neither is refused, not guessed', async () => {
  const { refused } = await readBy(BANK, '日期,金额,方向,余额,摘要\n2026-09-01,100.00,不计,1100.00,货款');
  assert.deepEqual(refused, ['2 unknown_sign 方向']);
});

test('costs without a sign become negative, weights thousandths, the shop is the template’s', async () => {
  const { facts } = await readBy(FREIGHT, '运单号,重量,费用\n@YT0000000000001,0.35kg,3.20');
  const { tracking_no, weight_milli, amount_minor, shop } = facts[0] as Record<string, unknown>;
  assert.deepEqual([tracking_no, weight_milli, amount_minor, shop], ['YT0000000000001', 350n, -320n, '甲店']);
});

/** A header row → what it lacks to be read by the template; null: it is read. */
const CHANGED: readonly (readonly [template: Template, header: string, lacks: string | null])[] = [
  [{ ...FREIGHT, headers: ['运单号', '重量', '费用', '地区'] }, '运单号,重量,费用', null],
  [{ ...FREIGHT, headers: ['运单号', '重量', '费用', '地区'] }, '运单号,费用,地区', '重量'],
  [{ ...FREIGHT, headers: ['运单号', '重量', '费用', '地区', '网点'] }, '运单号,重量,费用', '地区'],
  [
    {
      ...ORDERS,
      columns: { ...ORDERS.columns, tracking_no: ['运单'] },
      headers: ['单号', '状态', '实付', '运单'],
    },
    '单号,状态,实付',
    null,
  ],
  [
    {
      ...ORDERS,
      columns: { ...ORDERS.columns, refund_minor: ['退款'] },
      headers: ['单号', '状态', '实付', '退款'],
    },
    '单号,状态,实付',
    '退款',
  ],
  [BANK, '日期,金额,余额,摘要', '方向'],
];

for (const [template, header, lacks] of CHANGED) {
  test(`${template.name} with ${template.headers.join(',')} and a file with ${header}: ${lacks ?? 'read'}`, async () => {
    const row = header.replace(/[^,]+/g, '');
    if (lacks === null)
      assert.equal((await readBy(template, `${header}\n${row}`)).summary.layout.header_row, 1);
    else
      await assert.rejects(
        readBy(template, `${header}\n${row}`),
        (error) =>
          error instanceof DuideshangError &&
          error.code === 'source_unknown' &&
          error.message.includes(lacks),
      );
  });
}

test('the row of totals is compared with what was read; a subtotal is not', async () => {
  const footers = ['合计', '小计'];
  const { summary } = await readBy(
    { ...FREIGHT, footers },
    '运单号,重量,费用\nYT0000000000001,1,3.20\n小计,,3.20\nYT0000000000002,1,1.80\n合计,,5.00',
  );
  assert.equal(summary.control_totals, 'ok');
  const wrong = await readBy({ ...FREIGHT, footers }, '运单号,重量,费用\nYT0000000000001,1,3.20\n合计,,5.00');
  assert.equal(wrong.summary.control_totals, 'mismatch');
  assert.deepEqual(
    wrong.summary.totals.map(({ of, stated_minor, read_minor }) => [of, stated_minor, read_minor]),
    [['net', 500n, -320n]],
  );
});

test('statuses: the template’s own, the usual ones, and one that nobody explains', async () => {
  const { facts, refused } = await readBy(
    ORDERS,
    `单号,状态,实付
D0000000001,丙,10.00
D0000000002,交易成功,20.00
D0000000003,买家已付款，等待卖家发货,30.00
D0000000004,卖家已发货，等待买家确认,40.00
D0000000005,等待买家付款,50.00
D0000000006,交易关闭,60.00
D0000000007,丁,70.00`,
  );
  assert.deepEqual(
    facts.map((fact) => (fact as { status: string }).status),
    ['shipped', 'completed', 'paid', 'shipped', 'unpaid', 'cancelled'],
  );
  assert.deepEqual(refused, ['8 unknown_status 状态']);
});

test('a template that reads otherwise is another source', () => {
  const id = taughtSourceId(BANK);
  assert.equal(templateNameOf(id), BANK.name);
  assert.equal(taughtSourceId({ ...BANK }), id);
  assert.notEqual(taughtSourceId({ ...BANK, inflow_words: ['支'] }), id);
  assert.equal(templateNameOf('alipay-statement'), null);
});

const WRONG: readonly (readonly [what: string, value: unknown, code: string, says: string])[] = [
  ['no object', 3, 'template_wrong', '$'],
  ['another format', { ...BANK, format: 2 }, 'template_wrong', '/format'],
  ['an unknown kind', { ...BANK, kind: 'invoices' }, 'template_wrong', '/kind'],
  ['a key that nobody knows', { ...BANK, colums: {} }, 'template_wrong', '/colums: ∉ format'],
  [
    'a field that the kind does not have',
    { ...BANK, columns: { ...BANK.columns, sku: ['摘要'] } },
    'template_wrong',
    'sku',
  ],
  [
    'a column that is not among the headers',
    { ...BANK, columns: { ...BANK.columns, memo: ['附言'] } },
    'template_wrong',
    '附言',
  ],
  [
    'no amount',
    { ...BANK, columns: { happened_at: ['日期'] } },
    'template_incomplete',
    'amount | inflow | outflow',
  ],
  ['no day', { ...BANK, columns: { amount: ['金额'] } }, 'template_incomplete', 'happened_at'],
  ['a name with a path in it', { ...BANK, name: '../x' }, 'template_wrong', '/name'],
];

for (const [what, value, code, says] of WRONG) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => parseTemplate(value),
      (error) => error instanceof DuideshangError && error.code === code && error.message.includes(says),
    );
  });
}

test('a template goes to a file and back', () => {
  assert.deepEqual(parseTemplateText(JSON.stringify(BANK)), BANK);
  assert.throws(() => parseTemplateText('{'), { code: 'template_not_json' });
});

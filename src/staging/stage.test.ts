import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTable } from '../../test/support/memory-table.ts';
import type { FactKind, FactTypes } from '../model/facts.ts';
import type { RecordFacts } from '../model/record-facts.ts';
import { ofEachRecord, RECORD_COLUMNS, type RecordCell, type RecordKind } from '../model/records.ts';
import { newSubjects, subjectId, subjectOf } from '../sources/parts/subjects.ts';
import { SOURCES } from '../sources/registry.ts';
import { STAGING_COLUMNS } from '../store/facts/staging.ts';
import { newFactWriter, writeFact } from './fact-writer.ts';
import { LineBuffer } from './line-buffer.ts';
import { repairedLine, type StagedChunk, stageTable } from './stage.ts';

const subject = { entry_type: '收费', description: '0030003|软件服务费', memo: '订单#' };

/** A fact of each kind whose values say their own names, so that a column in the wrong place is seen. */
const NAMED: FactTypes = {
  orders: {
    order_no: 'order_no',
    shop: 'shop',
    payment_no: 'payment_no',
    status: 'paid',
    status_text: 'status_text',
    created_at: 'created_at',
    paid_at: 'paid_at',
    delivered_at: 'delivered_at',
    paid_minor: 1n,
    shipping_minor: 2n,
    refund_minor: 3n,
    payout_minor: 4n,
    subsidy_minor: 5n,
    deposit_order_no: 'deposit_order_no',
    stages: 'stages',
    sub_order_nos: 'sub_order_nos',
    close_reason: 'close_reason',
    tracking_no: 'tracking_no',
    carrier: 'carrier',
    shipped_at: 'shipped_at',
  },
  order_lines: {
    order_no: 'order_no',
    order_line_no: 'order_line_no',
    payment_no: 'payment_no',
    status_text: 'status_text',
    title: 'title',
    sku: 'sku',
    quantity: 'quantity',
    paid_minor: 1n,
    refund_minor: 2n,
    tracking_no: 'tracking_no',
    carrier: 'carrier',
    shipped_at: 'shipped_at',
  },
  refunds: {
    refund_no: 'refund_no',
    order_no: 'order_no',
    payment_no: 'payment_no',
    status: 'closed',
    status_text: 'status_text',
    kind_text: 'kind_text',
    refund_minor: 1n,
    stage: 'escrow',
    requested_at: 'requested_at',
    completed_at: 'completed_at',
    return_tracking_no: 'return_tracking_no',
    return_carrier: 'return_carrier',
  },
  statement_lines: {
    account_no: 'account_no',
    line_no: 'line_no',
    transaction_no: 'transaction_no',
    order_no: 'order_no',
    key_rule: 'key_rule',
    happened_at: 'happened_at',
    amount_minor: 1n,
    fee_minor: 2n,
    balance_minor: 3n,
    subject,
  },
  control_totals: {
    account_no: 'account_no',
    from_at: 'from_at',
    to_at: 'to_at',
    entry_type: 'entry_type',
    inflow_count: 1,
    inflow_minor: 2n,
    outflow_count: 3,
    outflow_minor: 4n,
    net_minor: 5n,
    part: 'part',
    closing_minor: 6n,
    of_source: 'of_source',
  },
  ...(ofEachRecord(recordOf) as unknown as RecordFacts),
};

function recordOf(kind: RecordKind): object {
  const cells = Object.entries<RecordCell>(RECORD_COLUMNS[kind]);
  const values = cells.map(([name, cell], at) => [name, cell === 'bigint' ? BigInt(at) : name] as const);
  return { order_no: 'order_no', ...Object.fromEntries(values) };
}

const DERIVED: Readonly<Record<string, string>> = {
  row_no: '7',
  identity: 'identity',
  account_id: 'ch:account_no',
  subject_id: subjectId('ch', subject).toString(),
};

for (const kind of Object.keys(NAMED) as FactKind[]) {
  test(`${kind}: cells stand in the order of STAGING_COLUMNS`, () => {
    const fact = NAMED[kind];
    const match_key = 'order_no' in fact ? 'order_no' : '?ch:account_no';
    const cells = line(kind, fact).split('\t');
    const expected = STAGING_COLUMNS[kind].map(({ name }) => {
      const derived = name === 'match_key' ? match_key : DERIVED[name];
      return derived ?? String(Object.entries(fact).find(([field]) => field === name)?.[1]);
    });
    assert.deepEqual(cells, expected);
  });

  test(`${kind}: an empty fact is written as nulls`, () => {
    const cells = line(kind, emptied(NAMED[kind])).split('\t');
    assert.equal(cells.length, STAGING_COLUMNS[kind].length);
    assert.ok(cells.every((cell) => cell !== 'null' && cell !== 'undefined'));
  });
}

function line<K extends FactKind>(kind: K, fact: FactTypes[K]): string {
  const writer = newFactWriter('ch', new LineBuffer());
  writeFact(writer, kind, 7, { fact, identity: 'identity' });
  const text = Buffer.concat(writer.out.take()).toString();
  assert.ok(text.endsWith('\n'));
  return text.slice(0, -1);
}

function emptied<F extends object>(fact: F): F {
  const kept = Object.entries(fact).map(([field, value]) => [
    field,
    typeof value === 'number' || field === 'subject' ? value : null,
  ]);
  return Object.fromEntries(kept);
}

test('a line that names no order is kept by its payment, its own number, or its identity', () => {
  const bare = { ...NAMED.statement_lines, order_no: null };
  assert.ok(line('statement_lines', bare).startsWith('?transaction_no\t'));
  assert.ok(line('statement_lines', { ...bare, transaction_no: null }).startsWith('?line_no\t'));
  assert.ok(
    line('statement_lines', { ...bare, transaction_no: null, line_no: null }).startsWith('?identity\t'),
  );
});

test('text is written as UTF-8, control characters as spaces, and null is never mistaken', () => {
  const out = new LineBuffer();
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 5 }),
      (texts) => {
        for (const text of texts) out.text(text);
        out.end();
        const clean = (text: string) => text.replace(/\p{Cc}/gu, (sign) => (sign < '\u0080' ? ' ' : sign));
        const expected = `${texts.map((text) => (text === '\\N' ? ' \\N' : clean(text))).join('\t')}\n`;
        assert.ok(Buffer.from(expected).equals(Buffer.concat(out.take())), JSON.stringify(texts));
      },
    ),
  );
  for (const text of ['\\N', null, '', '\ud83d', '😀', 'é']) out.text(text);
  out.end();
  assert.equal(Buffer.concat(out.take()).toString(), ' \\N\t\\N\t\t\ufffd\t😀\té\n');
  assert.equal(out.take().length, 0);
});

test('a buffer grows', () => {
  const out = new LineBuffer();
  const long = '长'.repeat(400_000);
  out.text(long);
  out.text('x');
  out.end();
  assert.equal(Buffer.concat(out.take()).toString(), `${long}\tx\n`);
});

test('subjects are told once, with an id that depends on every word', () => {
  const subjects = newSubjects('ch');
  const ids = [subject, { ...subject }, { ...subject, memo: '' }, { ...subject, entry_type: '' }];
  const staged = ids.map((one) => subjectOf(subjects, one));
  assert.equal(new Set(staged).size, 3);
  assert.deepEqual(
    subjects.records.map((record) => record.subject_id),
    [...new Set(staged)],
  );
  assert.notEqual(subjectId('ch', subject), subjectId('other', subject));
  assert.ok(subjectId('ch', subject) < 2n ** 53n);
});

test('a damaged row is staged aside and repaired by a proved number', async () => {
  const header = ['订单编号', '支付单号', '订单状态', '买家实际支付金额', '订单创建时间'];
  const cells = ['3.61235E+18', '2026010522001400000000000001', '交易成功', '1.00', '2026-01-05 10:00:01'];
  const chunks: StagedChunk[] = [];
  for await (const part of stageTable(memoryTable([header, cells]), 'x.csv', SOURCES)) {
    if (part.type === 'chunk') chunks.push(part);
    else assert.equal(part.summary.rows_held, 1);
  }
  const [held] = chunks.flatMap((chunk) => chunk.held);
  assert.ok(held !== undefined);
  assert.equal(held.payment_no, '2026010522001400000000000001');
  assert.equal(held.damaged_no, '3.61235E+18');
  const repaired = repairedLine(held, '3612345678901230018').split('\t');
  assert.deepEqual(repaired.slice(0, 3), ['3612345678901230018', '2', '\\N']);
  assert.equal(repaired.length, STAGING_COLUMNS.orders.length);
});

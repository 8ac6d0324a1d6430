import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { batch, SAMPLE_EXCEPTIONS, sampleReceipt, sampleSummary } from '../../../test/support/results.ts';
import { schemaFaults } from '../../../test/support/schema.ts';
import { DuideshangError } from '../../errors.ts';
import type { ExceptionRecord } from '../../model/run.ts';
import { type JsonContent, resultJson, writeResultJson } from './report.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duideshang-json-'));
});
after(() => rm(folder, { recursive: true, force: true }));

function content(changes: Partial<JsonContent> = {}): JsonContent {
  return {
    summary: sampleSummary(),
    receipts: [sampleReceipt()],
    exceptions: batch(SAMPLE_EXCEPTIONS),
    says: (record) => `“${record.order_no}”少收`,
    ...changes,
  };
}

async function parsed(changes: Partial<JsonContent> = {}): Promise<Record<string, unknown>> {
  const pieces: string[] = [];
  for await (const piece of resultJson(content(changes))) pieces.push(piece);
  const value: unknown = JSON.parse(pieces.join(''));
  assert.ok(typeof value === 'object' && value !== null);
  return value as Record<string, unknown>;
}

const SCHEMA = new URL('../../../docs/reference/result.schema.json', import.meta.url);

test('the file is what the schema says', async () => {
  const schema: unknown = JSON.parse(await readFile(SCHEMA, 'utf8'));
  assert.deepEqual(schemaFaults(schema, await parsed()), []);
  assert.deepEqual(schemaFaults(schema, await parsed({ exceptions: batch([]), receipts: [] })), []);
});

test('the schema is no rubber stamp', async () => {
  const schema: unknown = JSON.parse(await readFile(SCHEMA, 'utf8'));
  const good = await parsed();
  const { equation: _, ...without } = good;
  assert.deepEqual(schemaFaults(schema, without), ['$: equation is missing']);
  const wrong = { ...good, states: { ...(good.states as object), lost: 1 } };
  assert.deepEqual(schemaFaults(schema, wrong), ['$.states: lost is not known']);
  assert.deepEqual(schemaFaults(schema, { ...good, book: 1 }), ['$.book: is not string']);
});

test('every promised key is there, amounts are integers, numbers of orders are text', async () => {
  const result = await parsed();
  assert.deepEqual(result.period, { from: '2024-08-01', to: '2024-08-31' });
  assert.deepEqual(result.equation, {
    expected_minor: 123456789,
    received_minor: 110000000,
    fees_minor: 3456700,
    refunded_minor: 2000000,
    in_transit_minor: 7987744,
    outside_coverage_minor: 0,
    discrepancy_minor: -12345,
    closes: true,
  });
  const [first] = result.exceptions as Record<string, unknown>[];
  assert.equal(first?.order_no, '1234567890123456789');
  assert.equal(first?.discrepancy_minor, -12000);
  assert.equal(first?.says, '“1234567890123456789”少收');
  assert.deepEqual((first?.evidence as unknown[] | undefined)?.[1], {
    file: '退款管理.xlsx',
    sheet: 'Sheet1',
    row: 4,
  });
});

test('an amount that a JSON number would round is an error, and no file is left', async () => {
  const large = { ...sampleSummary().equation, expected_minor: 2n ** 53n };
  const path = join(folder, 'large.json');
  await assert.rejects(
    writeResultJson(path, content({ summary: sampleSummary({ equation: large }) })),
    (error) => error instanceof DuideshangError && error.code === 'report_amount_too_large',
  );
  assert.deepEqual(await readdir(folder), []);
});

test('many exceptions are written in pieces and read back whole', async () => {
  const [sample] = SAMPLE_EXCEPTIONS;
  assert.ok(sample);
  async function* many(): AsyncGenerator<ExceptionRecord[]> {
    for (let at = 0; at < 50; at += 1) {
      yield Array.from(
        { length: 100 },
        (_, index) => ({ ...sample, order_no: String(at * 100 + index) }) as ExceptionRecord,
      );
    }
  }
  const path = join(folder, 'many.json');
  await writeResultJson(path, content({ exceptions: many() }));
  const result = JSON.parse(await readFile(path, 'utf8')) as { exceptions: { order_no: string }[] };
  assert.equal(result.exceptions.length, 5_000);
  assert.equal(result.exceptions[4_999]?.order_no, '4999');
});

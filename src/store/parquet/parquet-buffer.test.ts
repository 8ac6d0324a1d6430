import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { Kernel } from '../../kernel/kernel.ts';
import type { KernelCell } from '../../kernel/kernel-columns.ts';
import type { FactSink } from '../../model/fact-sink.ts';
import { writeTemplate } from '../../staging/fact-template.ts';
import type { StagingColumn } from '../facts/staging.ts';
import { ParquetBuffer } from './parquet-buffer.ts';

const COLUMNS: readonly StagingColumn[] = [
  { name: 'words', type: 'text' },
  { name: 'row_no', type: 'integer' },
  { name: 'amount', type: 'bigint' },
  { name: 'at', type: 'timestamp' },
  { name: 'id', type: 'text' },
  { name: 'sum', type: 'bigint' },
  { name: 'until', type: 'timestamp' },
];

const folder = mkdtempSync(path.join(tmpdir(), 'parquet-'));
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
after(() => {
  connection.disconnectSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
});

let files = 0;

/** What the engine reads from a staging file, as text. Each has a name of its own: the engine remembers what it read. */
async function readBack(parts: readonly Uint8Array[]): Promise<unknown[][]> {
  const file = path.join(folder, `${files++}.parquet`);
  writeFileSync(file, Buffer.concat(parts));
  const names = COLUMNS.map(({ name }) => `"${name}"::text`);
  const result = await connection.runAndReadAll(`select ${names.join(', ')} from read_parquet('${file}')`);
  return result.getRows();
}

const moment = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '));
const fact = fc.record({
  words: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
  row_no: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  amount: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  at: fc.option(moment),
  id: fc.option(fc.stringMatching(/^\d{1,32}$/)),
  sum: fc.option(fc.maxSafeInteger()),
  until: fc.option(moment),
});

interface Fact {
  readonly words: string | null;
  readonly row_no: number;
  readonly amount: bigint | null;
  readonly at: string | null;
  readonly id: string | null;
  readonly sum: number | null;
  readonly until: string | null;
}

const NOTHING: Fact = { words: null, row_no: 0, amount: null, at: null, id: null, sum: null, until: null };

function put(sink: FactSink, { words, row_no, amount, at, id, sum, until }: Fact): void {
  sink.text(words);
  sink.integer(row_no);
  sink.bigint(amount);
  sink.moment(at);
  if (id === null) sink.none();
  else sink.bytes(Buffer.from(`x${id}`), 1, id.length + 1);
  if (sum === null) sink.none();
  else sink.whole(sum);
  if (until === null) sink.none();
  else sink.momentBytes(Buffer.from(`xx${until}`), 2);
  sink.end();
}

function told({ words, row_no, amount, at, id, sum, until }: Fact): unknown[] {
  const clean = words?.replace(/\p{Cc}/gu, (sign) => (sign < '\u0080' ? ' ' : sign)) ?? null;
  return [
    clean === '\\N' ? ' \\N' : clean,
    String(row_no),
    amount?.toString() ?? null,
    at,
    id,
    sum === null ? null : BigInt(sum).toString(),
    until,
  ];
}

function newSink(): ParquetBuffer {
  return new ParquetBuffer(COLUMNS, Number.POSITIVE_INFINITY, assert.fail);
}

test('the engine reads back what was put in, file after file', async () => {
  const sink = newSink();
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 60 }), async (facts) => {
      for (const one of facts) put(sink, one);
      assert.equal(sink.count, facts.length);
      assert.deepEqual(await readBack(sink.take()), facts.map(told));
      assert.equal(sink.count, 0);
    }),
  );
});

test('columns grow beyond where they begin', async () => {
  const sink = newSink();
  const facts = Array.from({ length: 5000 }, (_, row_no) => ({
    words: row_no % 3 === 0 ? null : '长'.repeat(row_no % 50),
    row_no,
    amount: row_no % 2 === 0 ? null : BigInt(row_no),
    at: '2026-01-31 23:59:59',
    id: null,
    sum: -row_no,
    until: row_no < 4000 ? null : '2024-02-29 00:00:00',
  }));
  for (const one of facts) put(sink, one);
  assert.deepEqual(await readBack(sink.take()), facts.map(told));
});

test('a file is given away as soon as it is full', async () => {
  const parts: Buffer[] = [];
  const sink = new ParquetBuffer(COLUMNS, 2, (file, count) => {
    assert.equal(count, 2);
    parts.push(Buffer.concat(file));
  });
  const facts = Array.from({ length: 5 }, (_, row_no) => ({ ...NOTHING, row_no, words: `${row_no}` }));
  for (const one of facts) put(sink, one);
  assert.equal(sink.count, 1);
  parts.push(Buffer.concat(sink.take()));
  const rows = await Promise.all(parts.map((part) => readBack([part])));
  assert.deepEqual(rows.flat(), facts.map(told));
  assert.equal(parts.length, 3);
});

test('a fact with a cell too few is a fault', () => {
  const sink = newSink();
  sink.text('x');
  assert.throws(() => sink.end(), /1 cells for 7 columns/);
});

test('nothing taken, nothing given', () => {
  assert.equal(newSink().take().length, 0);
});

const carriedRow = fc.record({
  id: fc.stringMatching(/^[0-9A-Z]{8,90}$/),
  at: moment,
  minors: fc.array(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), { minLength: 3, maxLength: 3 }),
});
const nothing = fc.constant<KernelCell>({ holds: 'nothing' });
const piece = fc.string({ maxLength: 40 }).map((words) => Buffer.from(words.replace(/\p{Cc}/gu, '')));
const text = fc.oneof(
  nothing,
  fc.constant<KernelCell>({ holds: 'carried', column: 0 }),
  piece.map((bytes): KernelCell => ({ holds: 'bytes', bytes })),
  fc
    .array(fc.oneof(piece, fc.constantFrom(0, 1)), { maxLength: 5 })
    .map((parts): KernelCell => ({ holds: 'joined', parts })),
);
const amount = fc.oneof(
  nothing,
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value): KernelCell => ({ holds: 'amount', amount: value })),
  fc
    .array(fc.tuple(fc.constantFrom(2, 3, 4), fc.constantFrom(1 as const, -1 as const)), {
      minLength: 1,
      maxLength: 4,
    })
    .map(
      (terms): KernelCell => ({
        holds: 'sum',
        columns: terms.map(([column]) => column),
        signs: terms.map(([, sign]) => sign),
      }),
    ),
);
const time = fc.oneof(nothing, fc.constant<KernelCell>({ holds: 'moment', column: 1 }));
const rowOrCount = fc.oneof(
  fc.constant<KernelCell>({ holds: 'row' }),
  fc.integer({ min: -5, max: 2 ** 31 - 1 }).map((count): KernelCell => ({ holds: 'count', count })),
);

test('facts written by a template are the facts written cell by cell', () => {
  const [mine, other] = [new Kernel(), new Kernel()];
  const [fast, slow] = [mine, other].map(
    (kernel) => new ParquetBuffer(COLUMNS, 2 ** 17, assert.fail, kernel),
  );
  const templates = fast?.templates(mine);
  assert.ok(fast && slow && templates && slow.templates(mine) === null);
  fc.assert(
    fc.property(
      fc.tuple(text, rowOrCount, amount, time, text, amount, time),
      fc.array(carriedRow, { minLength: 1, maxLength: 300 }),
      (template, rows) => {
        mine.forget();
        const compiled = templates.compile(template);
        for (const [row, { id, at, minors }] of rows.entries()) {
          const { carried, window } = mine;
          mine.bytes.write(id + at, window, 'latin1');
          [carried.from[0], carried.to[0]] = [window, window + id.length];
          [carried.from[1], carried.to[1]] = [window + id.length, window + id.length + at.length];
          carried.minor.set(minors, 2);
          writeTemplate(template, slow, carried, row);
          templates.write(compiled, row);
        }
        assert.deepEqual(Buffer.concat(fast.take()), Buffer.concat(slow.take()));
      },
    ),
  );
});

test('a text of many blocks is kept whole, also beside others', async () => {
  const sink = newSink();
  const facts = [70_000, 300_000, 3, 65_532, 65_536].map((length, row_no) => ({
    ...NOTHING,
    row_no,
    words: '长'.repeat(length),
  }));
  for (const one of facts) put(sink, one);
  assert.deepEqual(await readBack(sink.take()), facts.map(told));
});

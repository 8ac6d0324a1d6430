import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { newChunkPermits } from '../../src/actions/importing/chunk-permits.ts';
import type { StagedFile } from '../../src/actions/importing/import-messages.ts';
import type { FileInHand, Run } from '../../src/actions/importing/import-run.ts';
import { ChunkLoads } from '../../src/actions/importing/load-chunks.ts';
import type { Reading } from '../../src/actions/importing/reading-pool.ts';
import type { Book } from '../../src/store/book.ts';
import { STAGING_COLUMNS, stagingLine } from '../../src/store/facts/staging.ts';
import { sql } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';

const ROWS = 50;

/** A staged chunk of refunds, its rows counted on from those of the chunks before it. */
async function chunkOf(book: Book, at: number): Promise<StagedFile> {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const no = at * ROWS + row + 1;
    const known: Record<string, string | bigint | number> = {
      match_key: `order ${no}`,
      row_no: no,
      refund_no: `refund ${no}`,
      refund_minor: BigInt(no),
      status: 'completed',
      status_text: '退款成功',
      stage: 'unknown',
      kind_text: '',
    };
    return stagingLine(STAGING_COLUMNS.refunds.map(({ name }) => known[name] ?? null));
  });
  const file = path.join(book.tmp, `chunk-${at}.tsv`);
  await writeFile(file, lines.join(''));
  return { type: 'chunk', table: 0, kind: 'refunds', channel: 'taobao', path: file, facts: ROWS };
}

function inHand(book: Book): FileInHand {
  const store = { ...book.store, engine: { ...book.store.engine, staging: 'lines' as const } };
  const task = { path: 'refunds.xlsx', file: 'refunds.xlsx' };
  const run: Pick<Run, 'book' | 'permits' | 'rows' | 'sizes' | 'options'> = {
    book: { ...book, store },
    permits: newChunkPermits(4),
    rows: new Map(),
    sizes: new Map(),
    options: {},
  };
  return { run: run as Run, index: 0, reading: { task } as Reading };
}

async function sumOf(book: Book): Promise<{ count: bigint; sum: bigint }> {
  const [row] = await book.store.query<{ count: bigint; sum: bigint }>(
    sql`select count(*) as count, coalesce(sum(refund_minor), 0)::bigint as sum from refunds`,
  );
  return row ?? { count: 0n, sum: 0n };
}

forEachEngine((books: Books) => {
  test('all chunks of a table come into one batch, each once, and their files go', async () => {
    const book = await books.open();
    const loads = new ChunkLoads(inHand(book), book.store, false);
    for (let at = 0; at < 9; at++) await loads.add(await chunkOf(book, at));
    const { batch_id, facts } = await loads.end();
    assert.equal(facts, 9 * ROWS);
    const rows = BigInt(9 * ROWS);
    assert.deepEqual(await sumOf(book), { count: rows, sum: (rows * (rows + 1n)) / 2n });
    const [batch] = await book.store.query(sql`select distinct batch_id from refunds`);
    assert.deepEqual(batch, { batch_id });
    assert.deepEqual(await readdir(book.tmp), []);
  });

  test('one chunk that is not what was staged fails its table, and what is in line behind it is left', async () => {
    const book = await books.open();
    const loads = new ChunkLoads(inHand(book), book.store, true);
    await loads.add(await chunkOf(book, 0));
    const wrong = { ...(await chunkOf(book, 1)), facts: ROWS - 1 };
    await assert.rejects(loads.add(wrong), /49 facts were staged and 50 loaded/);
    await loads.drop();
    await assert.rejects(loads.end(), /49 facts/);
  });

  test('chunks that are dropped are not loaded, and nothing is loaded afterwards', async () => {
    const book = await books.open();
    const file = inHand(book);
    const loads = new ChunkLoads(file, book.store, false);
    file.run.permits.started(0);
    for (const other of [1, 2, 3]) file.run.permits.started(other);
    for (let at = 0; at < 3; at++) await loads.add(await chunkOf(book, at));
    const dropped = loads.drop();
    file.run.permits.finished(0);
    await dropped;
    assert.deepEqual(await sumOf(book), { count: 0n, sum: 0n });
  });
});

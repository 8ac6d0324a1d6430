import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { simulate } from '../../simulator/simulate.ts';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { withBook } from '../../src/actions/open-book.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { sql } from '../../src/store/sql.ts';

test('an order is told with the raw cells of its rows, and without its buyer', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'duideshang-cells-'));
  const { files_dir } = await simulate({ orders: 40, seed: 7, out: folder, layout: 'd' });
  await withBook(path.join(folder, 'book'), {}, async (book) => {
    await importFiles(book, [files_dir]);
    await runReconciliation(book);
    const [order] = await book.store.query<{ match_key: string }>(
      sql`select match_key from balances where state = 'matched' order by match_key limit 1`,
    );
    const story = await explainOrder(book, order?.match_key ?? '', { cells: true });
    const told = story.events.find((event) => event.what === 'order' && event.live);
    assert.equal(told?.cells?.['订单编号']?.replace(/\D/g, ''), order?.match_key);
    assert.equal(told?.cells?.['收货人姓名'], '***');
    const line = story.events.find((event) => event.what === 'statement_line');
    assert.ok(Object.keys(line?.cells ?? {}).some((header) => header.includes('流水号')));
  });
  await rm(folder, { recursive: true });
});

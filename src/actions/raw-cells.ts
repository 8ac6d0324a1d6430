import { DEFAULT_LIMITS } from '../reading/limits.ts';
import { readRows } from '../reading/read-rows.ts';
import type { Book } from '../store/book.ts';
import { type BatchRecord, listBatches, listImportRecords } from '../store/imports.ts';

/** A row of an imported table. */
export interface RowRef {
  readonly batch_id: bigint;
  readonly row_no: number;
}

/** Headers of columns that tell who the buyer is. No result needs them, so they are not shown. */
export const PERSONAL =
  /姓名|收货人|地址|电话|手机|会员名|昵称|支付宝账号|对方账[号户]|对方名称|留言|发票抬头|用户标识|真实姓名/;
/** What stands in place of it. */
export const MASK = '***';

/**
 * The cells of rows as they stand in the kept originals, by header. A row whose original is gone or sealed by a
 * password that was not given is left out.
 */
export async function rawCells(
  book: Book,
  rows: readonly RowRef[],
  options: { readonly password?: string } = {},
): Promise<(row: RowRef) => Readonly<Record<string, string>> | undefined> {
  const batches = new Map(
    (await listBatches(book.store, book.book_id)).map((batch) => [batch.batch_id, batch]),
  );
  const imports = new Map(
    (await listImportRecords(book.store, book.book_id)).map((record) => [record.import_id, record]),
  );
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const [batchId, wanted] of Map.groupBy(rows, (row) => row.batch_id)) {
    const batch = batches.get(batchId);
    const record = batch === undefined ? undefined : imports.get(batch.import_id);
    if (batch === undefined || record === undefined) continue;
    const numbers = wanted.map((row) => row.row_no);
    const cells = await readRows(
      book.originals.pathOf(record.sha256, record.file),
      batch.member,
      batch.sheet,
      numbers,
      { limits: DEFAULT_LIMITS, ...options },
    ).catch(() => new Map<number, readonly string[]>());
    for (const [number, row] of cells) found.set(nameOf(batchId, number), byHeader(batch, row));
  }
  return ({ batch_id, row_no }) => found.get(nameOf(batch_id, row_no));
}

function nameOf(batchId: bigint, row: number): string {
  return `${batchId}/${row}`;
}

function byHeader(batch: BatchRecord, cells: readonly string[]): Record<string, string> {
  const named = batch.header.map((header, index) => [header.trim(), (cells[index] ?? '').trim()] as const);
  return Object.fromEntries(
    named
      .filter(([header, cell]) => header !== '' && cell !== '')
      .map(([header, cell]) => [header, PERSONAL.test(header) ? MASK : cell]),
  );
}

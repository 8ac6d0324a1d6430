import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { readRows } from '../../reading/read-rows.ts';
import type { Book } from '../../store/book.ts';
import { type BatchRecord, listBatches, listImportRecords } from '../../store/imports/imports.ts';

/** A row of an imported table. */
export interface RowRef {
  readonly batch_id: bigint;
  readonly row_no: number;
}

/** Headers of columns that tell who the buyer is. No result needs them, so they are not shown. */
export const PERSONAL =
  /姓名|收货人|收件人|联系人|地址|电话|手机|会员名|昵称|网名|支付宝账号|买家[账帐]号|对方.*([账帐][号户]|户名|名称)|交易对方|邮箱|身份证|留言|发票抬头|用户标识/;
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

/** A cell under the header of its column. */
export interface HeadedCell {
  readonly header: string;
  /** `MASK` in place of what tells who the buyer is. */
  readonly text: string;
}

/** The cells of a row under their headers, in the order of the file; a column without a header is left out. */
export function headedCells(header: readonly string[], cells: readonly string[]): HeadedCell[] {
  return header
    .map((name, index) => ({ header: name.trim(), text: (cells[index] ?? '').trim() }))
    .filter(({ header: name }) => name !== '')
    .map((cell) => (cell.text !== '' && PERSONAL.test(cell.header) ? { ...cell, text: MASK } : cell));
}

function byHeader({ header }: BatchRecord, cells: readonly string[]): Record<string, string> {
  const filled = headedCells(header, cells).filter(({ text }) => text !== '');
  return Object.fromEntries(filled.map(({ header: name, text }) => [name, text]));
}

import { mkdir, open, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS } from '../src/reading/limits.ts';
import { openTables } from '../src/reading/open-tables.ts';

/*
 * How fast bytes become rows: an order file of 61 columns in GB18030, all cells quoted, 15 columns selected.
 * node bench/reading.ts [rows] [selected columns]
 */

const COLUMN_COUNT = 61;
const OUT = fileURLToPath(new URL('./out/', import.meta.url));

/** The codes of the characters used, since nothing in Node writes GB18030. */
function gb18030Codes(text: string): Map<string, number[]> {
  const wanted = new Set(text);
  const codes = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0xa1; lead < 0xf8; lead++) {
    for (let trail = 0xa1; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (wanted.has(character)) codes.set(character, [lead, trail]);
    }
  }
  return codes;
}

const STATUSES = ['卖家已发货，等待买家确认', '交易成功', '交易关闭', '买家已付款，等待卖家发货'];

function cellsOf(row: number): string[] {
  const cells = new Array<string>(COLUMN_COUNT).fill('');
  const order = `34567890${String(row).padStart(11, '0')}`;
  cells.splice(0, 13, order, `买家${row}`, '', `20200000000000${row}`, '支付方式：支付宝', '99.00', '0.00');
  cells.splice(7, 6, '0', '99.00', '0', `${row % 500}.00`, '0', STATUSES[row % 4] ?? '');
  cells.splice(
    14,
    7,
    '测某',
    '浙江省 杭州市 余杭区 某街道一号',
    '快递',
    '',
    '13800000000',
    '2020-02-01 10:00:00',
  );
  cells.splice(20, 6, '2020-02-01 10:05:00', '测试商品春装连衣裙', '1', `No:YT${row}`, '圆通速递', 'null');
  cells.splice(26, 4, '1', '0', '某某旗舰店', '订单未关闭');
  cells.splice(51, 4, '0.00', '', '2020-02-09 10:00:00', `${row % 500}.00元`);
  return cells;
}

async function write(path: string, rowCount: number): Promise<void> {
  const sample = `${[0, 1, 2, 3].flatMap(cellsOf).join('')}列`;
  const codes = gb18030Codes(sample);
  const file = await open(path, 'w');
  for (let from = 0; from < rowCount; from += 1000) {
    const lines: number[] = [];
    for (let row = from; row < Math.min(rowCount, from + 1000); row++) {
      const cells = row === 0 ? cellsOf(0).map((_, at) => `列${at}`) : cellsOf(row);
      for (const character of `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`) {
        lines.push(...(codes.get(character) ?? [character.charCodeAt(0)]));
      }
    }
    await file.write(Buffer.from(lines));
  }
  await file.close();
}

async function read(path: string, selected: readonly number[] | null): Promise<number> {
  let rowCount = 0;
  let cellLength = 0;
  for await (const table of openTables(path, { limits: DEFAULT_LIMITS })) {
    for await (const rows of table.rows()) {
      if (rowCount === 0 && selected !== null) table.select(selected);
      rowCount += rows.length;
      for (const row of rows) cellLength += (row.cells[0] ?? '').length;
    }
  }
  return rowCount + 0 * cellLength;
}

const rowCount = Number.parseInt(process.argv[2] ?? '500000', 10);
const selectedCount = Number.parseInt(process.argv[3] ?? '15', 10);
const path = `${OUT}orders-${rowCount}.csv`;
await mkdir(OUT, { recursive: true });
if ((await stat(path).catch(() => null)) === null) await write(path, rowCount);
const megabytes = (await stat(path)).size / 1e6;
// The columns that the Taobao order source asks for.
const columns = [0, 1, 3, 5, 6, 8, 10, 12, 19, 20, 26, 28, 51, 53, 54].slice(0, selectedCount);
for (const selected of [columns, columns, columns, null]) {
  // Of the process, so that other work on the machine does not count.
  const before = process.cpuUsage();
  const count = await read(path, selected);
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  const rate = (megabytes / seconds).toFixed(0);
  const what = selected === null ? 'all columns' : `${selected.length} of ${COLUMN_COUNT} columns`;
  console.log(
    `${what}: ${count} rows, ${megabytes.toFixed(0)} MB, ${seconds.toFixed(2)} s of one core, ${rate} MB/s`,
  );
}
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

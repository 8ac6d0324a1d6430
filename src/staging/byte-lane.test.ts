import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { encode } from '../../test/support/reading.ts';
import { listFixtures } from '../../test/support/source-fixtures.ts';
import { DuideshangError } from '../errors.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { FactSink } from '../model/fact-sink.ts';
import type { FactKind } from '../model/facts.ts';
import { DEFAULT_LIMITS } from '../reading/limits.ts';
import type { Content } from '../reading/origin.ts';
import { filePlace } from '../reading/place.ts';
import type { ByteLane, Table } from '../reading/table.ts';
import { delimitedTable } from '../reading/text/delimited.ts';
import { HEADER_ROWS_MAX, type Layout, recognize } from '../sources/recognize.ts';
import { SOURCES } from '../sources/registry.ts';
import type { Source } from '../sources/source.ts';
import { STAGING_COLUMNS } from '../store/facts/staging.ts';
import { ParquetBuffer } from '../store/parquet/parquet-buffer.ts';
import { stageTable } from './stage.ts';

/*
 * What a row means must not depend on the lane it takes. Files made of the fixtures' rows, whole and damaged, are read
 * with the lane and without, and as columns with rows alike taken together and one by one; all that comes out is compared.
 */

const LF = 10;
const FACTS_MAX = 122_880;
const ROWS_MIN = HEADER_ROWS_MAX + 20;

interface Sample {
  readonly source: string;
  readonly file: string;
  /** Lines up to the header, lines after it, each with its line break. */
  readonly head: readonly Buffer[];
  readonly body: readonly Buffer[];
  /** Those of the lines after it that are no footer, behind which rows are read otherwise. */
  readonly rows: readonly Buffer[];
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(LF, from);
    const stop = to < 0 ? bytes.length : to + 1;
    lines.push(bytes.subarray(from, stop));
    from = stop;
  }
  return lines;
}

async function samples(): Promise<Sample[]> {
  const found: Sample[] = [];
  for (const { path, source } of listFixtures()) {
    if (!path.endsWith('.csv')) continue;
    const bytes = readFileSync(path);
    const rows = [];
    for await (const batch of (await tableOf(bytes, bytes.length)).rows()) rows.push(...batch);
    const layout = recognize(rows.slice(0, HEADER_ROWS_MAX), SOURCES);
    if (layout.found !== 'source' || hasNoLane(layout.layout.source)) continue;
    const lines = linesOf(bytes);
    const { header_row } = layout.layout;
    const body = lines.slice(header_row);
    if (body.length === 0) continue;
    const told = rows.filter(({ number, cells }) => number > header_row && !isFooter(layout.layout, cells));
    const repeated = told.flatMap(({ number }) => lines[number - 1] ?? []);
    const head = lines.slice(0, header_row);
    found.push({ source, file: basename(path), head, body, rows: repeated.length > 0 ? repeated : body });
  }
  return found;
}

function isFooter({ source, positions }: Layout, cells: readonly string[]): boolean {
  return (source.footer?.(cells, { previous: null, positions }) ?? null) !== null;
}

/** Rows that wait for the balances of their table, or have cells of the row above, are all read as text. */
function hasNoLane({ balance_decides = false, merged }: Source): boolean {
  return balance_decides || merged !== undefined;
}

const kernel = new Kernel();

/** The table of a file that comes in chunks of so many bytes: the header is found before the last of them. */
function tableOf(bytes: Buffer, chunk: number): Promise<Table> {
  const place = filePlace('x', { limits: DEFAULT_LIMITS, kernel });
  const content: Content = {
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunk) yield Buffer.from(bytes.subarray(at, at + chunk));
    },
  };
  return delimitedTable(place, content);
}

/** How rows are offered to the lane: not at all, one by one, or those alike together. Facts become columns where they can be. */
type Way = 'text' | 'lines' | 'columns' | 'columns together';

interface Told {
  /** Lines of text, or the bytes of columns. */
  lines: string;
  readonly refused: unknown[];
  readonly held: unknown[];
  readonly doubted: unknown[];
  /** The summary, or the error. */
  end: unknown;
  taken: number;
}

async function tell(bytes: Buffer, file: string, chunk: number, way: Way): Promise<Told> {
  const whole = await tableOf(bytes, chunk);
  const told: Told = { lines: '', refused: [], held: [], doubted: [], end: null, taken: 0 };
  const table: Table = {
    member: null,
    sheet: null,
    get encoding() {
      return whole.encoding;
    },
    rows: () => whole.rows(),
    select: (columns) => whole.select(columns),
    faults: () => whole.faults?.() ?? [],
    ...(way !== 'text' && {
      offer: (open) => whole.offer?.((first) => counted(open(first), way, told)),
    }),
  };
  const isText = way === 'text' || way === 'lines';
  try {
    for await (const part of stageTable(table, file, SOURCES, isText ? {} : { newSink })) {
      if (part.type === 'summary') told.end = part;
      else {
        told.lines += Buffer.concat(part.facts.take()).toString('latin1');
        told.refused.push(...part.refused);
        told.held.push(...part.held);
        told.doubted.push(...part.doubted);
      }
    }
  } catch (error) {
    if (!(error instanceof DuideshangError)) throw error;
    told.end = { code: error.code, values: error.values };
  }
  if (isText) told.lines = told.lines.split('\n').sort().join('\n');
  return told;
}

/** Columns in the memory where the rows are: without it rows are asked about one by one. */
function newSink(kind: FactKind): FactSink {
  return new ParquetBuffer(STAGING_COLUMNS[kind], FACTS_MAX, () => undefined, kernel);
}

/** The lane, with the rows that it takes counted. `columns together`: only those that it was not asked about. */
function counted(lane: ByteLane, way: Way, told: Told): ByteLane {
  const isTogether = way === 'columns together';
  return {
    reads: (record, row) => lane.reads(record, row),
    take(record, row) {
      if (!isTogether) told.taken++;
      lane.take(record, row);
    },
    ...(isTogether && {
      takeAlike(record, start, end, row) {
        const rows = lane.takeAlike?.(record, start, end, row) ?? 0;
        told.taken += rows;
        return rows;
      },
    }),
  };
}

const CELLS = [
  ...[
    '',
    ' ',
    '-',
    '--',
    '/',
    'null',
    '0',
    '1',
    '-0',
    '-0.5',
    '+3',
    '1,234.50',
    '12.345',
    '0.04000',
    '¥12',
    '12.00元',
  ],
  ...[
    '1e5',
    '3.61235E+18',
    '######',
    '="361234567890123001"',
    "'361234567890123001",
    '`12345678',
    '@12345678',
  ],
  ...[
    '361234567890123000',
    '3612345678901230000',
    '2026010522001400000000000000',
    '20260105220014000000000',
    '123.0',
  ],
  ...[
    'T200P361234567890123001',
    'BTC_BIZORDERID_1',
    'MYBK2026',
    'a-b-c-d-e-f',
    'No:EX000000000001',
    'No:123456789012345678901230',
    "'No: EX000000000001",
    'No:EX000000000001,No:EX000000000002',
    'No:123456789012345000000000',
    '12345678\t',
    '\t',
    '1234567',
  ],
  ...[
    '2026-01-05 10:00',
    '2026/1/5 10:00:01',
    '2026-02-30 00:00:00',
    '2026-01-05 10:00:01 ',
    '46027.5',
    '交易成功',
  ],
  ...[
    '提现',
    '余利宝-转出',
    '订单号361234567890123001',
    '`',
    '`12.00 ',
    '"`毛巾, 白色"',
    '"a""b"',
    '"a\nb"',
    '"a',
    'a"b',
    '#合计',
    '\u0000',
    '\ufffd',
  ],
];

const EDITS = Buffer.from(`,"\n\r\0\t '=#\`09-.eE\u007f`);

interface Change {
  readonly line: number;
  readonly how: 'cell' | 'byte' | 'cut' | 'swap' | 'twice';
  readonly at: number;
  readonly what: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  line: fc.nat(10_000),
  how: fc.constantFrom('cell', 'cell', 'cell', 'byte', 'byte', 'cut', 'swap', 'twice'),
  at: fc.nat(10_000),
  what: fc.nat(10_000),
});

function changed(lines: Buffer[], { line, how, at, what }: Change): void {
  const which = line % lines.length;
  const before = lines[which] ?? Buffer.alloc(0);
  const place = at % Math.max(1, before.length);
  const byte = what % 7 === 0 ? what % 256 : (EDITS[what % EDITS.length] ?? 0);
  const [head, tail] = [before.subarray(0, place), before.subarray(place)];
  if (how === 'byte') lines[which] = Buffer.concat([head, Buffer.of(byte), tail.subarray(what % 2)]);
  else if (how === 'cut') lines[which] = Buffer.concat([head, tail.subarray(what % 9)]);
  else if (how === 'twice') lines.splice(which, 0, before);
  else if (how === 'swap') {
    const cells = before.toString('latin1').split(',');
    const other = (lines[what % lines.length] ?? before).toString('latin1').split(',');
    const cell = at % cells.length;
    cells[cell] = other[cell] ?? '';
    lines[which] = Buffer.from(cells.join(','), 'latin1');
  } else {
    const cells = before.toString('latin1').split(',');
    const text = CELLS[what % CELLS.length] ?? '';
    const isUtf8 = what % 3 === 0 || text === '\ufffd' || text.includes('¥');
    const end = at % cells.length === cells.length - 1 ? '\r\n' : '';
    cells[at % cells.length] = encode(text, isUtf8 ? 'utf-8' : 'gb18030').toString('latin1') + end;
    lines[which] = Buffer.from(cells.join(','), 'latin1');
  }
}

/** Holds two ways of reading the same file to each other. */
async function areTold(bytes: Buffer, file: string, chunk: number, one: Way, other: Way): Promise<void> {
  const [mine, theirs] = [await tell(bytes, file, chunk, one), await tell(bytes, file, chunk, other)];
  assert.equal(mine.lines, theirs.lines);
  assert.deepEqual({ ...mine, taken: 0 }, { ...theirs, taken: 0 });
}

const all = await samples();
const runs = { numRuns: 8, seed: 20260201 };

for (const { source, file, head, body, rows } of all) {
  test(`${source}/${file}: rows mean the same in both lanes`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: 40, max: 3000 }),
        async (changes, chunk) => {
          const lines: Buffer[] = [];
          while (lines.length < ROWS_MIN) lines.push(...rows);
          lines.push(...body);
          for (const one of changes) changed(lines, one);
          const bytes = Buffer.concat([...head, ...lines]);
          await areTold(bytes, file, chunk, 'lines', 'text');
          await areTold(bytes, file, chunk, 'columns together', 'columns');
        },
      ),
      runs,
    );
  });
}

/** Their rows begin with an empty cell or a word, have short or odd numbers, or have sums among them. */
const BY_TEXT = [
  'alipay-combined',
  'alipay-totals',
  'alipay-trade-totals',
  'douyin-insurance',
  'stock-counts',
  'stock-ledger',
  'taobao-affiliate-commission',
  'taobao-orders-cut',
];

test('rows of every other source take the lane', async () => {
  assert.deepEqual(await sourcesWithout('lines'), BY_TEXT);
});

test('rows alike of every other source that carries numbers are taken together', async () => {
  const carrying = SOURCES.filter(({ carries_numbers }) => carries_numbers).map(({ id }) => id);
  const without = await sourcesWithout('columns together');
  assert.deepEqual(
    without.filter((source) => carrying.includes(source) && !BY_TEXT.includes(source)),
    [],
  );
});

/** The sources of whose rows none are taken this way. */
async function sourcesWithout(way: Way): Promise<string[]> {
  const taken = new Map<string, number>();
  for (const { source, file, head, rows } of all) {
    const lines: Buffer[] = [];
    while (lines.length < 2 * ROWS_MIN) lines.push(...rows);
    const told = await tell(Buffer.concat([...head, ...lines]), file, 500, way);
    taken.set(source, (taken.get(source) ?? 0) + told.taken);
  }
  return [...taken].filter(([, count]) => count === 0).map(([source]) => source);
}

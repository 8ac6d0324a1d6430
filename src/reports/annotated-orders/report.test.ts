import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as XLSX from '@e965/xlsx';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { fileOrigin } from '../../reading/origin.ts';
import { filePlace } from '../../reading/place.ts';
import { zipMembers } from '../../reading/zip.ts';
import { taobaoOrders } from '../../sources/taobao-orders/index.ts';
import { openZip, readRange } from '../zip/archive.ts';
import { ZipWriter } from '../zip/writer.ts';
import type { AnnotatedTable } from './annotated-table.ts';
import type { AnnotatedRow } from './columns.ts';
import { encoderOf } from './encode.ts';
import { type AnnotatedFile, annotateOriginal } from './report.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duideshang-annotated-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const HEADERS = [
  '订单编号',
  '支付单号',
  '买家应付货款',
  '总金额',
  '买家实付金额',
  '订单状态',
  '订单创建时间',
  '订单付款时间',
];
const ORDERS = [
  [
    '4100000000000000001',
    '2024080122001',
    '12.00',
    '12.00',
    '12.00',
    '交易成功',
    '2024-08-01 10:00:00',
    '2024-08-01 10:00:05',
  ],
  [
    '4100000000000000002',
    '2024080122002',
    '8.50',
    '8.50',
    '8.50',
    '交易成功',
    '2024-08-01 11:00:00',
    '2024-08-01 11:00:05',
  ],
];

async function* results(rows: readonly AnnotatedRow[]): AsyncGenerator<readonly AnnotatedRow[]> {
  yield rows;
}

function rowsFor(first: number, result = '已核对'): AnnotatedRow[] {
  return [
    { row_no: first, result, discrepancy_minor: 0n, cause: '', evidence: '到账 12.00' },
    {
      row_no: first + 1,
      result: '有差异',
      discrepancy_minor: -850n,
      cause: '原因不明',
      evidence: '=账单.csv 第 7 行',
    },
  ];
}

function table(rows: readonly AnnotatedRow[], place: Partial<AnnotatedTable> = {}): AnnotatedTable {
  return { member: null, sheet: null, source: taobaoOrders, rows: results(rows), ...place };
}

async function annotate(
  name: string,
  bytes: Buffer,
  tables: readonly AnnotatedTable[],
): Promise<AnnotatedFile> {
  const path = join(folder, `original-${name}`);
  await writeFile(path, bytes);
  const options = { language: 'zh-CN' as const, reading: { limits: DEFAULT_LIMITS } };
  return annotateOriginal({ path, file: name, tables }, join(folder, name), options);
}

async function zipped(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const path = join(folder, 'made.zip');
  const zip = await ZipWriter.create(path);
  for (const [name, content] of Object.entries(parts)) await zip.add(name, [Buffer.from(content)]);
  await zip.finish();
  return readFile(path);
}

const SHEET = 'xl/worksheets/sheet1.xml';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook by hand: two sheets, shared strings, styles; `sheet` is the XML of the first. */
function workbookParts(sheet: string): Record<string, string> {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const texts = [...HEADERS, ...ORDERS.flat()].map((text) => `<si><t>${text}</t></si>`).join('');
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    '_rels/.rels': `<Relationships ${relations}><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${office}"><sheets><sheet name="说明" sheetId="2" r:id="rId2"/><sheet name="订单报表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${relations}><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    [SHEET]: sheet,
    'xl/worksheets/sheet2.xml': `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>别动我</t></is></c></row></sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${texts}</sst>`,
    'docProps/留言.bin': '\u0000\u0001二进制',
  };
}

function cells(row: number, count: number, first: number, style = ''): string {
  const letters = 'ABCDEFGH';
  return Array.from(
    { length: count },
    (_, at) => `<c r="${letters[at]}${row}"${style} t="s"><v>${first + at}</v></c>`,
  ).join('');
}

const PLAIN_SHEET = `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${MAIN}><dimension ref="A1:H3"/><cols><col min="1" max="8" width="20" customWidth="1"/></cols><sheetData><row r="1" spans="1:8" ht="20">${cells(1, 8, 0, ' s="1"')}</row><row r="2" spans="1:8">${cells(2, 8, 8)}</row>\n<row r="3" spans="1:8">${cells(3, 8, 16)}</row><row r="4"/></sheetData><rowBreaks count="0"/><autoFilter ref="A1:H3"/></worksheet>`;

async function partsOf(path: string): Promise<Map<string, Buffer>> {
  const zip = await openZip(path);
  const parts = new Map<string, Buffer>();
  for (const member of zip.members) {
    const pieces = await Array.fromAsync(readRange(zip.file, member.offset, member.end));
    parts.set(member.name, Buffer.concat(pieces));
  }
  await zip.close();
  return parts;
}

function sheetRows(bytes: Buffer, name = '订单报表'): string[][] {
  const sheet = XLSX.read(bytes).Sheets[name];
  assert.ok(sheet);
  return XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
}

test('an .xlsx gets the columns; every other part keeps its bytes', async () => {
  const original = await zipped(workbookParts(PLAIN_SHEET));
  const { path, converted } = await annotate('plain.xlsx', original, [
    table(rowsFor(2), { sheet: '订单报表' }),
  ]);
  assert.equal(converted, false);
  const rows = sheetRows(await readFile(path));
  assert.deepEqual(rows[0]?.slice(8), ['核对结果', '差异金额', '原因', '依据']);
  assert.deepEqual(rows[1], [...(ORDERS[0] ?? []), '已核对', '0.00', '', '到账 12.00']);
  assert.deepEqual(rows[2], [...(ORDERS[1] ?? []), '有差异', '-8.50', '原因不明', "'=账单.csv 第 7 行"]);
  const before = await partsOf(join(folder, 'original-plain.xlsx'));
  const now = await partsOf(path);
  assert.deepEqual([...now.keys()], [...before.keys()]);
  for (const [name, bytes] of before) if (name !== SHEET) assert.deepEqual(now.get(name), bytes, name);
});

test('in the sheet itself only rows of orders, the size and the widths change', async () => {
  const original = await zipped(workbookParts(PLAIN_SHEET));
  const { path } = await annotate('sheet.xlsx', original, [table(rowsFor(2), { sheet: '订单报表' })]);
  const book = XLSX.read(await readFile(path), { bookFiles: true }) as XLSX.WorkBook & {
    files: Record<string, { content: Uint8Array }>;
  };
  const text = Buffer.from(book.files[SHEET]?.content ?? []).toString();
  const added = (row: number, at: number, inner: string) => `<c r="${'IJKL'[at]}${row}"${inner}`;
  const inline = (value: string) => ` t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
  const expected = PLAIN_SHEET.replace('A1:H3"/>', 'A1:L3"/>')
    .replaceAll('spans="1:8"', 'spans="1:12"')
    .replace(
      '</cols>',
      `${[14, 12, 22, 60].map((width, at) => `<col min="${9 + at}" max="${9 + at}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    )
    .replace(
      '</row>',
      `${['核对结果', '差异金额', '原因', '依据'].map((title, at) => added(1, at, ` s="1"${inline(title)}`)).join('')}</row>`,
    )
    .replace(
      '</row>\n',
      `${added(2, 0, inline('已核对'))}${added(2, 1, ' s="2"><v>0.00</v></c>')}${added(2, 2, '/>')}${added(2, 3, inline('到账 12.00'))}</row>\n`,
    )
    .replace(
      '</row><row r="4"/>',
      `${added(3, 0, inline('有差异'))}${added(3, 1, ' s="2"><v>-8.50</v></c>')}${added(3, 2, inline('原因不明'))}${added(3, 3, inline("'=账单.csv 第 7 行"))}</row><row r="4"/>`,
    );
  assert.equal(text, expected);
});

test('handed back twice, the .xlsx has the columns once, with the new contents', async () => {
  const original = await zipped(workbookParts(PLAIN_SHEET));
  const once = await annotate('once.xlsx', original, [table(rowsFor(2), { sheet: '订单报表' })]);
  const [second] = rowsFor(2, '在途');
  assert.ok(second);
  const twice = await annotate('twice.xlsx', await readFile(once.path), [
    table([second], { sheet: '订单报表' }),
  ]);
  const rows = sheetRows(await readFile(twice.path));
  assert.deepEqual(rows[0]?.slice(8), ['核对结果', '差异金额', '原因', '依据']);
  assert.deepEqual(rows[1]?.slice(8), ['在途', '0.00', '', '到账 12.00']);
  assert.deepEqual(rows[2]?.slice(8).join(''), '');
});

test('prefixed elements, cells without references, rows without numbers, a stray cell', async () => {
  const bare = (first: number) =>
    Array.from({ length: 8 }, (_, at) => `<x:c t="s"><x:v>${first + at}</x:v></x:c>`).join('');
  const sheet = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1"/><x:sheetData><x:row>${bare(0)}</x:row><x:row>${bare(8)}<x:c r="J2"><x:v>7</x:v></x:c><x:c r="XFD2" s="1"/></x:row><x:row>${bare(16)}</x:row></x:sheetData></x:worksheet>`;
  const original = await zipped(workbookParts(sheet));
  const { path } = await annotate('odd.xlsx', original, [table(rowsFor(2), { sheet: '订单报表' })]);
  const rows = sheetRows(await readFile(path));
  assert.deepEqual(rows[0]?.slice(8, 14), ['', '', '核对结果', '差异金额', '原因', '依据']);
  assert.deepEqual(rows[1]?.slice(8, 14), ['', '7', '已核对', '0.00', '', '到账 12.00']);
  assert.deepEqual(rows[2]?.slice(10, 12), ['有差异', '-8.50']);
});

test('a zip keeps its other members and the bytes of names without the UTF-8 flag', async () => {
  const encode = encoderOf('gb18030');
  const made = join(folder, 'gbk.zip');
  const zip = await ZipWriter.create(made);
  const text = [HEADERS, ...ORDERS].map((cellsOf) => `${cellsOf.join(',')}\r\n`).join('');
  await zip.add({ name: encode('说明.txt'), utf8: false, large: false }, [encode('请勿修改')]);
  await zip.add({ name: encode('订单/订单报表.csv'), utf8: false, large: false }, [encode(text)]);
  await zip.finish(Buffer.from('评语'));
  const { path } = await annotate('gbk.zip', await readFile(made), [
    table(rowsFor(2), { member: '订单/订单报表.csv' }),
  ]);
  const before = await partsOf(join(folder, 'original-gbk.zip'));
  const now = await openZip(path);
  assert.deepEqual(
    now.members.map((member) => member.raw_name),
    [encode('说明.txt'), encode('订单/订单报表.csv')],
  );
  assert.equal(now.comment.toString(), '评语');
  await now.close();
  assert.deepEqual((await partsOf(path)).get('说明.txt'), before.get('说明.txt'));
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('.annotating')),
    [],
  );
});

test('an .xlsx inside a zip is annotated too', async () => {
  const inner = await zipped(workbookParts(PLAIN_SHEET));
  const outer = await zipped({ '订单.xlsx': inner });
  const { path } = await annotate('nested.zip', outer, [
    table(rowsFor(2), { member: '订单.xlsx', sheet: '订单报表' }),
  ]);
  const place = filePlace(path, { limits: DEFAULT_LIMITS });
  const [found] = await zipMembers(place, await fileOrigin(place, path));
  assert.equal(found?.name, '订单.xlsx');
  const bytes = Buffer.concat(await Array.fromAsync(found?.chunks() ?? []));
  assert.equal(sheetRows(bytes)[1]?.[8], '已核对');
});

test('an old .xls becomes a new .xlsx, and that is said', async () => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['导出说明'], HEADERS, ...ORDERS]), '订单');
  const bytes: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'biff8' });
  const { path, converted } = await annotate('old.xls', bytes, [table(rowsFor(3), { sheet: '订单' })]);
  assert.equal(converted, true);
  assert.ok(path.endsWith('old.xlsx'));
  const rows = sheetRows(await readFile(path), '订单');
  assert.equal(rows[0]?.[0], '导出说明');
  assert.deepEqual(rows[1]?.slice(8), ['核对结果', '差异金额', '原因', '依据']);
  assert.equal(rows[2]?.[0], '4100000000000000001');
  assert.deepEqual(rows[3]?.slice(8), ['有差异', '-8.50', '原因不明', "'=账单.csv 第 7 行"]);
});

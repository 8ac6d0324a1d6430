import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utils, write } from '@e965/xlsx';
import {
  cellsOf,
  encode,
  readingOptions,
  readTables,
  temporaryFile,
  zipOf,
} from '../../../test/support/reading.ts';

const SPREADSHEETML = `<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="s1"/></Styles>
 <Worksheet ss:Name="账务组合查询1"><Table ss:ExpandedColumnCount="3">
  <Row><Cell><Data ss:Type="String">序号</Data></Cell><Cell><Data ss:Type="String">支付宝流水号</Data></Cell><Cell><Data ss:Type="String">备注</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">a &lt; b&#10;c</Data><Comment><ss:Data>注</ss:Data></Comment></Cell></Row>
  <Row ss:Span="2"/>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="DateTime">2020-02-01T10:00:01.000</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font>富</Font>文本</ss:Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="账务组合查询2"><Table><Row><Cell><Data ss:Type="String">1234567890123456789012</Data></Cell></Row></Table></Worksheet>
</Workbook>`;

test('SpreadsheetML named .xls', async () => {
  const [first, second] = await readTables(temporaryFile('账务组合查询.xls', SPREADSHEETML));
  assert.ok(first && second);
  assert.deepEqual([first.sheet, first.encoding], ['账务组合查询1', 'spreadsheetml']);
  assert.deepEqual(
    first.rows.map((row) => [row.number, row.cells]),
    [
      [1, ['序号', '支付宝流水号', '备注']],
      [3, ['1', '', 'a < b\nc']],
      [7, ['2020-02-01 10:00:01', '', '富文本']],
    ],
  );
  assert.deepEqual([second.sheet, cellsOf(second)], ['账务组合查询2', [['1234567890123456789012']]]);
});

test('SpreadsheetML in GB18030 and in UTF-16', async () => {
  for (const encoding of ['gb18030', 'utf-16le']) {
    const [table] = await readTables(temporaryFile('a.xls', encode(SPREADSHEETML, encoding)));
    assert.deepEqual(table?.rows[0]?.cells, ['序号', '支付宝流水号', '备注']);
  }
});

test('SpreadsheetML that is cut short or declares a DTD', async () => {
  const cut = SPREADSHEETML.slice(0, SPREADSHEETML.indexOf('</Workbook'));
  await assert.rejects(readTables(temporaryFile('cut.xls', cut)), { code: 'workbook_broken' });
  const dtd = SPREADSHEETML.replace('<Workbook', '<!DOCTYPE x [<!ENTITY a "b">]><Workbook');
  await assert.rejects(readTables(temporaryFile('dtd.xls', dtd)), {
    message:
      'xml_with_dtd: dtd.xls declares a DTD and is refused for safety. Open it in Excel, save it and import that.',
  });
});

const HTML = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312>
<style><!-- td { mso-number-format:"\\@" } --></style><script>if (a < b) document.write("<td>x</td>")</script></head>
<body><table><tr><td colspan=2>账户明细</td></tr></table>
<TABLE border=1><tr><th>交易日期</th><th>流水号</th><th>金额</th>
<tr><td rowspan=2> 2020-02-01 </td><td style='mso-number-format:"\\@"'>1234567890123456789</td><td>1,234.50&nbsp;</td>
<tr><td>00012</td><td>a&lt;b<br>c < d</td></tr>
<tr><td></td><td></td></tr>
<tr><td>合计<td>2</table></body></html>`;

test('HTML named .xls: ids as text, cells over several columns and rows', async () => {
  for (const encoding of ['utf-8', 'gb18030']) {
    const [table, ...others] = await readTables(temporaryFile('明细.xls', encode(HTML, encoding)));
    assert.ok(table);
    assert.equal(others.length, 0);
    assert.equal(table.encoding, 'html');
    assert.deepEqual(
      table.rows.map((row) => [row.number, row.cells]),
      [
        [1, ['账户明细']],
        [2, ['交易日期', '流水号', '金额']],
        [3, ['2020-02-01', '1234567890123456789', '1,234.50']],
        [4, ['', '00012', 'a<b\nc < d']],
        [6, ['合计', '2', '']],
      ],
    );
  }
});

/** A workbook of one sheet in a format that is read whole. */
function wholeWorkbook(bookType: 'biff8' | 'xlsb' | 'ods'): Uint8Array {
  const sheet = utils.aoa_to_sheet([
    ['订单编号', '数量', '日期', '对', '编号'],
    ['1234567890123456789', 12.5, 43_862.5, true, 2 ** 60],
    [],
    ['', '甲'],
  ]);
  Object.assign(sheet.C2, { z: 'yyyy-mm-dd hh:mm' });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '明细');
  const bytes: ArrayBuffer = write(book, { type: 'array', bookType });
  return new Uint8Array(bytes);
}

for (const [bookType, encoding] of [
  ['biff8', 'xls'],
  ['xlsb', 'xlsb'],
] as const) {
  test(`a workbook read whole: ${bookType}`, async () => {
    const [table] = await readTables(temporaryFile('a.dat', wholeWorkbook(bookType)));
    assert.ok(table);
    assert.deepEqual([table.sheet, table.encoding], ['明细', encoding]);
    assert.deepEqual(
      table.rows.map((row) => [row.number, row.cells]),
      [
        [1, ['订单编号', '数量', '日期', '对', '编号']],
        [2, ['1234567890123456789', '12.5', '2020-02-01 12:00:00', 'TRUE', '1.152921504606847E+18']],
        [4, ['', '甲', '', '', '']],
      ],
    );
  });
}

test('an OpenDocument workbook', async () => {
  const [table] = await readTables(temporaryFile('a.ods', wholeWorkbook('ods')));
  assert.deepEqual([table?.sheet, table?.encoding], ['明细', 'ods']);
  assert.deepEqual(table?.rows[1]?.cells.slice(0, 2), ['1234567890123456789', '12.5']);
});

test('an .xls inside a zip', async () => {
  const zip = await zipOf([['对账单.xls', wholeWorkbook('biff8')]]);
  const [table] = await readTables(temporaryFile('a.zip', zip));
  assert.deepEqual([table?.member, table?.sheet, table?.rows.length], ['对账单.xls', '明细', 3]);
});

test('an .xls beyond the limit', async () => {
  const path = temporaryFile('big.xls', wholeWorkbook('biff8'));
  await assert.rejects(readTables(path, readingOptions({ whole_file_bytes_max: 1000 })), {
    message:
      'whole_file_too_large: big.xls is an old kind of workbook larger than 1000 bytes. Save it as .xlsx or csv and import that.',
  });
});

test('an .xls that is cut short', async () => {
  const bytes = wholeWorkbook('biff8').subarray(0, 700);
  await assert.rejects(readTables(temporaryFile('cut.xls', bytes)), { code: 'workbook_broken' });
});

test('a workbook with a password to open it', async () => {
  const start = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const bytes = Buffer.concat([start, Buffer.alloc(1024), Buffer.from('EncryptedPackage', 'utf16le')]);
  await assert.rejects(readTables(temporaryFile('locked.xlsx', bytes)), {
    message:
      'workbook_encrypted: locked.xlsx has a password to open it. Save it in Excel without the password and import that.',
  });
});

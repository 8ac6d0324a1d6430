import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from '../../../test/support/reading.ts';
import { encodingOfStart, encodingOfText } from './encodings.ts';

const TEXTS = [
  ['gb18030', '订单编号'],
  ['gb18030', '联通'],
  ['gb18030', '买家'],
  ['gb18030', '张三,李四,北京市海淀区'],
  ['gb18030', '账务流水号,业务流水号,商户订单号,商品名称,发生时间,收入金额（+元）'],
  ['gb18030', '繁體中文的說明'],
  ['big5', '交易日期,帳務日期,說明,提出,存入,餘額,交易資訊,備註'],
  ['big5', '消費'],
  ['big5', '幣別：TWD'],
  ['big5', '中國信託商業銀行存款交易明細'],
  ['utf-8', '订单编号'],
  ['utf-8', '說明'],
  ['utf-8', 'é'],
  ['utf-8', 'plain ascii'],
] as const;

for (const [encoding, text] of TEXTS) {
  test(`${text} in ${encoding} is told by its bytes`, () => {
    assert.equal(encodingOfText(encode(text, encoding)), encoding);
  });
}

test('a sample cut inside a character is still told', () => {
  const bytes = encode('订单编号订单编号', 'utf-8');
  for (let cut = 12; cut < bytes.length; cut++) assert.equal(encodingOfText(bytes.subarray(0, cut)), 'utf-8');
});

test('a few broken characters do not turn UTF-8 into something else', () => {
  const bytes = Buffer.concat([
    encode('订单编号'.repeat(50), 'utf-8'),
    Buffer.from([0xe8]),
    encode(',备注', 'utf-8'),
  ]);
  assert.equal(encodingOfText(bytes), 'utf-8');
});

test('bytes that are no text are told as such', () => {
  let state = 1;
  const noise = Uint8Array.from({ length: 2000 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 16;
  });
  assert.equal(encodingOfText(noise), null);
});

const STARTS = [
  ['utf-8 with a mark', Buffer.from('\uFEFFa'), { encoding: 'utf-8', bom: 3 }],
  ['utf-16le with a mark', Buffer.from('\uFEFFa', 'utf16le'), { encoding: 'utf-16le', bom: 2 }],
  ['utf-16be with a mark', Buffer.from('\uFEFFa', 'utf16le').swap16(), { encoding: 'utf-16be', bom: 2 }],
  ['gb18030 with a mark', Buffer.from([0x84, 0x31, 0x95, 0x33, 97]), { encoding: 'gb18030', bom: 4 }],
  ['utf-16le', encode('交易日期\t金额\t1.00\n', 'utf-16le'), { encoding: 'utf-16le', bom: 0 }],
  ['utf-16be', encode('交易日期\t金额\t1.00\n', 'utf-16be'), { encoding: 'utf-16be', bom: 0 }],
  ['ascii', Buffer.from('a,b\n'), null],
  ['ascii with NULs', Buffer.from('a,b\0\0\0\0\0\0\0\0\n'), null],
] as const;

for (const [title, bytes, found] of STARTS) {
  test(`start of a file: ${title}`, () => assert.deepEqual(encodingOfStart(bytes), found));
}

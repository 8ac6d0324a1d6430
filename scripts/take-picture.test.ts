import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage } from '../test/support/pages.ts';
import { takePicture } from './take-picture.ts';

const WORDS = ['退款未到账', '平台技术服务费率不符', '订单已关闭但有收款', '花呗分期手续费', '待平台答复'];

test('a window full of Chinese makes a small picture with a palette', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'duideshang-picture-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const page = await openPage(t);
  const row = (line: number): string =>
    `<tr>${[1, 2, 3, 4, 5, 6].map((column) => `<td>${WORDS[(line * column) % 5]} ${line * column}8.${line}`).join('')}`;
  await page.setContent(`<table>${Array.from({ length: 28 }, (_, line) => row(line)).join('')}</table>`);
  await takePicture(page, join(folder, '1.png'));
  await takePicture(page, join(folder, '2.png'));
  const picture = readFileSync(join(folder, '1.png'));
  assert.ok(picture.equals(readFileSync(join(folder, '2.png'))), 'the same page makes the same picture');
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1366, 768]);
  assert.equal(picture[25], 3, 'a palette');
  assert.ok(picture.length < 150_000, `${picture.length} bytes`);
});

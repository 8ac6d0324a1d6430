import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage } from '../../support/pages.ts';
import {
  cellsOf,
  choose,
  chooseFiles,
  dialogOf,
  downloaded,
  expectFocusSeen,
  focused,
  goTo,
  press,
  rowWith,
  told,
  typeKeys,
  write,
} from './workbench.ts';

/** A page as plain as can be with one of everything that the workbench has. */
const PAGE = `<!doctype html><html lang="zh-CN"><title>页</title>
<nav><a href="#cases" onclick="document.querySelector('h1').textContent = '异常'">异常</a></nav>
<main><h1>总览</h1>
<table><tr><th>订单</th><th>差额</th></tr><tr><td>36001</td><td>-1.00</td></tr><tr><td>36002</td><td>2.50</td></tr></table>
<label>状态 <select><option value="o">待处理</option><option value="r">已解决</option></select></label>
<div role="combobox" aria-label="原因" tabindex="0" onclick="document.querySelector('ul').hidden = false">—</div>
<ul role="listbox" hidden><li role="option" onclick="document.querySelector('[role=combobox]').textContent = this.textContent">运费</li></ul>
<label>文件 <input type="file" multiple onchange="say([...this.files].map((file) => file.name).join())"></label>
<button type="button" onclick="document.querySelector('dialog').showModal()">核销</button>
<a download="结果.csv" href="data:text/csv,1">下载</a>
<dialog aria-label="核销"><label>备注 <input></label>
<button type="button" onclick="say('已核销：' + document.querySelector('dialog input').value); this.closest('dialog').close()">确定</button></dialog>
<p role="status"></p></main>
<script>const say = (words) => { document.querySelector('[role=status]').textContent = words; };</script>`;

test('a journey finds and uses everything by role and name', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'duideshang-workbench-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '订单.csv'), '');
  const page = await openPage(t);
  await page.setContent(PAGE);
  await goTo(page, '异常');
  assert.deepEqual(await cellsOf(page.getByRole('table')), [
    ['36001', '-1.00'],
    ['36002', '2.50'],
  ]);
  assert.equal(await rowWith(page, '36002').getByRole('cell').last().textContent(), '2.50');
  await choose(page, '状态', '已解决');
  assert.equal(await page.getByLabel('状态').inputValue(), 'r');
  await choose(page, '原因', '运费');
  assert.equal(await page.getByRole('combobox', { name: '原因' }).textContent(), '运费');
  await chooseFiles(page, '文件', [join(folder, '订单.csv')]);
  await told(page, '订单.csv');
  await press(page, '核销');
  const dialog = await dialogOf(page, '核销');
  await write(dialog, '备注', '尾差');
  await typeKeys(page, 'Tab');
  assert.equal(await focused(page), 'button 确定');
  await expectFocusSeen(page);
  await typeKeys(page, 'Enter');
  await told(page, '已核销：尾差');
  const { path, name } = await downloaded(page, () => page.getByRole('link', { name: '下载' }).click());
  assert.equal(name, '结果.csv');
  assert.equal(readFileSync(path, 'utf8'), '1');
});

test('a focus that nobody sees is told', async (t) => {
  const page = await openPage(t);
  await page.setContent('<button type="button" style="outline: none">暗</button>');
  await typeKeys(page, 'Tab');
  await assert.rejects(expectFocusSeen(page), /nothing shows where the keyboard stands: button 暗/);
});

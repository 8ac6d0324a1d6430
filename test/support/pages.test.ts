import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { expectAxeClean, expectNoOverflow } from './page-laws.ts';
import { openPage } from './pages.ts';

/** Serves one page on loopback for the test and returns its address. */
async function served(t: TestContext, body: string, lang = 'zh-CN'): Promise<string> {
  const html = `<!doctype html><html lang="${lang}"><title>页</title><body><main>${body}</main></body></html>`;
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('Chinese is drawn, Simplified and Traditional: each sign looks different', async (t) => {
  const page = await openPage(t);
  await page.goto(await served(t, '<h1>对账</h1>'));
  const drawn = await page.evaluate<string[]>(`[...'对账异常核销對帳異常核銷佣金￥0123'].map((sign) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
    const pen = canvas.getContext('2d');
    pen.font = '32px "PingFang SC", "Microsoft YaHei", sans-serif';
    pen.fillText(sign, 2, 32);
    return canvas.toDataURL();
  })`);
  // 常 and 核 stand in both scripts.
  assert.equal(new Set(drawn).size, drawn.length - 2);
});

test('an accessible page within the window passes', async (t) => {
  const page = await openPage(t, { width: 1024, scheme: 'dark' });
  await page.goto(
    await served(t, '<h1>对账</h1><label>订单编号 <input></label> <button type="button">导入</button>'),
  );
  await expectAxeClean(page, 'good');
  await expectNoOverflow(page, 'good');
});

test('a field with no name and pale words are told with the element', async (t) => {
  const page = await openPage(t);
  await page.goto(await served(t, '<h1>对账</h1><input id="nameless"><p style="color: #ccc">看不清</p>'));
  await assert.rejects(
    expectAxeClean(page, 'bad'),
    /color-contrast: .*\n {2}p\n[\s\S]*label: .*\n {2}#nameless\n/,
  );
});

test('what sticks out and what is cut off is told; what scrolls or ends in an ellipsis is not', async (t) => {
  const page = await openPage(t);
  const cell = 'display: block; width: 60px; white-space: nowrap;';
  await page.goto(
    await served(
      t,
      `<div style="overflow-x: auto"><p style="width: 3000px">可以滚动</p></div>
       <b style="${cell} overflow: hidden; text-overflow: ellipsis">订单编号很长很长很长</b>
       <b style="${cell} overflow: hidden" id="cut">金额很长很长很长很长</b>
       <p style="width: 2000px" id="wide">出了窗口</p>`,
    ),
  );
  const told = await expectNoOverflow(page, 'bad').catch((error: Error) => error.message.split('\n'));
  assert.deepEqual(
    told?.slice(1).map((line) => line.replace(/ -?\d.*px of \d+/, '')),
    ['sticks out: <p#wide>: 出了窗口', 'is cut off: <b#cut>: 金额很长很长很长很长'],
  );
});

test('a page that throws, logs an error or asks another host fails its test, and leaves a picture', (t) => {
  const file = join(import.meta.dirname, `complaining-${process.pid}.ts`);
  t.after(() => rmSync(file));
  writeFileSync(
    file,
    `import { test } from 'node:test';
     import { openPage } from './pages.ts';
     for (const script of ['throw new Error("thrown")', 'console.error("logged")', 'fetch("http://192.0.2.1/")', ''])
       test(script || 'quiet', async (t) => {
         const page = await openPage(t);
         await page.setContent('<script>' + script + '</script>');
         await page.waitForTimeout(50);
       });`,
  );
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--test-reporter=tap', file], {
    encoding: 'utf8',
    env,
  });
  assert.equal(status, 1);
  assert.match(stdout, /not ok 1[\s\S]*thrown: Error: thrown[\s\S]*not ok 2[\s\S]*logged: logged/);
  assert.match(stdout, /not ok 3[\s\S]*asked another host: http:\/\/192\.0\.2\.1\/[\s\S]*\nok 4 - quiet/);
  const pictures = [...stderr.matchAll(/ {2}picture (.*)/g)].map(([, path = '']) => path);
  assert.equal(pictures.filter((path) => existsSync(path)).length, 3);
  rmSync(dirname(pictures[0] ?? ''), { recursive: true });
});

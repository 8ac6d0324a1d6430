import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { BenchResult } from './result.ts';
import { newestResult, newestSpeeds, PAGE, renderPage, renderSpeeds } from './table.ts';

test('the page shows the newest kept result', () => {
  const result = newestResult();
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : null;
  assert.equal(
    page,
    result && renderPage(result, newestSpeeds()),
    'write the page with npm run bench -- --save',
  );
});

test('ratios and growth follow from the measured seconds', () => {
  const cost = { peak_rss_bytes: 1024 ** 3, runs: [] };
  const size = (orders: number, seconds: number): BenchResult['sizes'][number] => ({
    orders,
    rows: orders * 4,
    bytes: 1024 ** 3,
    floor: { ...cost, seconds: seconds / 2, decode_seconds: 1, query_seconds: 2 },
    ours: { ...cost, seconds, phases: { read: 1.5 } },
    rivals: [{ name: 'polars', skipped: 'python3 has no polars' }],
  });
  const machine = { cpu: 'a cpu', cores: 2, memory_bytes: 1024 ** 3, system: 'linux', node: 'v24' };
  const page = renderPage(
    {
      on_day: '2024-09-01',
      commit: 'abc',
      machine,
      sizes: [size(1000, 4), size(2000, 12)],
    },
    null,
  );
  assert.match(
    page,
    /\| 1,000 \| 4,000 \| 1\.00 GiB \| \*\*duideshang\*\* \| 4\.0 \| 2\.00 \| 1,000 \| 1\.00 GiB \|/,
  );
  assert.match(page, /1,000 → 2,000 orders: 1\.50 × the time per row/);
  assert.match(page, /polars: python3 has no polars/);
});

test('speeds are megabytes by seconds, and a ratio of seconds', () => {
  const machine = { cpu: 'a cpu', cores: 2, memory_bytes: 1024 ** 3, system: 'linux', node: 'v24' };
  const speed = {
    name: 'alipay-statement',
    encoding: 'gb18030',
    bytes: 20e6,
    peak_rss_bytes: 100 * 1024 ** 2,
  };
  const speeds = [{ ...speed, seconds: 0.5, plain_seconds: 0.1 }];
  const section = renderSpeeds({ on_day: '2024-09-01', commit: 'abc', machine, speeds }).join('\n');
  assert.match(section, /\| alipay-statement \| gb18030 \| 20 \| 40 \| 200 \| 5\.0 \| 100 MiB \|/);
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { BenchResult } from './result.ts';
import {
  newestAnswers,
  newestResult,
  newestSpeeds,
  PAGE,
  renderAnswers,
  renderPage,
  renderSpeeds,
} from './table.ts';

test('the page shows the newest kept result', () => {
  const result = newestResult();
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : null;
  assert.equal(
    page,
    result && renderPage(result, newestSpeeds(), newestAnswers()),
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

test('answers stand with how often they were asked and the times of both stretches', () => {
  const machine = { cpu: 'a cpu', cores: 2, memory_bytes: 1024 ** 3, system: 'linux', node: 'v24' };
  const calm = { asked: 100, p50_ms: 10, p95_ms: 20, worst_ms: 30 };
  const importing = { asked: 40, p50_ms: 50, p95_ms: 60, worst_ms: 1700 };
  const sizes = [{ orders: 1_000_000, users: 10, answers: [{ name: 'overview', calm, importing }] }];
  const section = renderAnswers({ on_day: '2024-09-01', commit: 'abc', machine, sizes }).join('\n');
  assert.match(section, /\| 1,000,000 orders, 10 users \|/);
  assert.match(section, /\| overview \| 100 \| 10 \| 20 \| 30 \| 40 \| 50 \| 60 \| 1,700 \|/);
});

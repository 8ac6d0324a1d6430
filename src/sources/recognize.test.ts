import assert from 'node:assert/strict';
import { test } from 'node:test';
import { id, required, text } from './columns.ts';
import { recognize } from './recognize.ts';
import type { Signature, Source } from './source.ts';

const columns = { order_no: required(id('订单编号')), shop: text('店铺名称') };

function source(name: string, signature: Signature): Source {
  return {
    id: name,
    channel: 'x',
    kind: 'orders',
    title: { 'zh-CN': name, 'zh-TW': name, en: name },
    signature,
    columns,
    identity: 'own',
    normalize: () => ({ elsewhere: 'x' }),
  };
}

const plain = source('plain', { all: ['收入金额(+元)'], none: ['退款编号'] });
const either = source('either', { all: [], any: [['账务流水号', '动账流水号']] });

const general = { ...source('general', { all: ['金额'] }), claims: 'last' } as const;
const taught = { ...source('taught', { all: ['金额', '备注'] }), claims: 'first' } as const;

const LOOSE = ['单号', '派件日', '地区', '斤两'];
const parcel = { parcel_no: required(id('单号')), sent_on: text('派件日'), area: text('地区') };
const loose = { ...source('loose', { all: [], most: LOOSE }), columns: parcel, claims: 'first' } as const;
const alike = { ...loose, id: 'alike', signature: { all: [], most: [...LOOSE, '重量段'] } } as const;

/** Tables as lines of cells parted by `|` → what is found. */
const CASES: readonly (readonly [name: string, lines: readonly string[], found: string])[] = [
  ['first row', ['订单编号|收入金额（+元）'], 'plain@1'],
  [
    'below a note and a title',
    ['说明：请勿修改', '名称||', '店铺名称|收入金额（＋元）|\uFEFF订单编号 '],
    'plain@3',
  ],
  ['帐 for 账', ['动帐流水号|订单编号'], 'either@1'],
  ['both', ['订单编号|收入金额(+元)|账务流水号'], 'several plain,either@1'],
  ['a general source alone', ['订单编号|金额'], 'general@1'],
  ['a general source gives way', ['订单编号|金额|账务流水号'], 'either@1'],
  ['what the book was taught claims first', ['订单编号|金额|账务流水号|备注'], 'taught@1'],
  [
    'ruled out',
    ['订单编号|收入金额(+元)|退款编号|店铺名称'],
    'none@1 taught〔金额,备注〕 either〔账务流水号|动账流水号〕',
  ],
  [
    'a required column is missing',
    ['店铺名称|收入金额(+元)'],
    'none@1 taught〔金额,备注,订单编号〕 plain〔订单编号〕',
  ],
  ['most of the headers are there', ['派件日|单号|地区'], 'loose@1'],
  ['too few of them are', ['派件日|单号'], 'none@1 loose〔地区,斤两〕 alike〔地区,斤两,重量段〕'],
  ['whoever lacks a header gives way', ['订单编号|金额|单号|派件日|地区'], 'general@1'],
  ['whoever lacks none claims before', ['单号|派件日|地区|斤两'], 'loose@1'],
  ['two that lack some', ['单号|派件日|斤两|重量段'], 'several loose,alike@1'],
  ['nothing known', ['1|2', '甲|乙', '3|4|5'], 'none@2'],
  ['no rows', [], 'none@—'],
];

for (const [name, lines, found] of CASES) {
  test(name, () => {
    const rows = lines.map((line, at) => ({ number: at + 1, cells: line.split('|') }));
    const answer = recognize(rows, [general, plain, either, taught, loose, alike]);
    assert.equal(tell(answer), found);
  });
}

function tell(answer: ReturnType<typeof recognize>): string {
  if (answer.found === 'source') return `${answer.layout.source.id}@${answer.layout.header_row}`;
  if (answer.found === 'several') {
    return `several ${answer.sources.map((claim) => claim.id).join(',')}@${answer.header_row}`;
  }
  const near = answer.nearest.map((entry) => ` ${entry.source.id}〔${entry.missing.join(',')}〕`);
  return `none@${answer.seen?.number ?? '—'}${near.join('')}`;
}

test('of two columns with one name the first counts', () => {
  const answer = recognize([{ number: 1, cells: ['订单编号', '收入金额(+元)', '订单编号'] }], [plain]);
  assert.equal(answer.found === 'source' && answer.layout.positions.get('订单编号'), 0);
});

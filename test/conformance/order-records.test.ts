import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../src/actions/importing/import-files.ts';
import { indexNumbers } from '../../src/actions/indexes/index-numbers.ts';
import { explainOrder } from '../../src/actions/orders/explain-order.ts';
import { orderStory } from '../../src/actions/orders/order-story.ts';
import { searchNumber } from '../../src/actions/orders/search-number.ts';
import { storyLines } from '../../src/cli/commands/explain.ts';
import type { ShopsSeen } from '../../src/model/list.ts';
import { RECORD_KINDS } from '../../src/model/records.ts';
import type { Book } from '../../src/store/book.ts';
import { forEachEngine } from '../support/books.ts';
import { lookingUp } from '../support/number-answers.ts';

const [A, B, C] = ['4000000000000000201', '4000000000000000202', '4000000000000000203'];
const [LISTED, SENT_LATER] = ['4000000000000000204', '4000000000000000205'];

const CELLS = '交易成功,100.00,2024-08-01 10:00:00,2024-08-01 10:00:00';
const FILES: Readonly<Record<string, string>> = {
  'orders.csv': `订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,店铺名称
${A},${CELLS},甲店
${B},${CELLS},甲店
${C},${CELLS},乙店
${LISTED},${CELLS},甲店
${SENT_LATER},${CELLS},甲店
`,
  'shipments.csv': `出库单编号,原始单号,店铺,物流公司,物流单号,发货时间,商家编码,实发数量
CK2024080200021,${A};${B},甲店,示例快递,EX000000000041,2024-08-02 10:00:00,SKU-A,2
CK2024080200022,${C},乙店,示例快递,EX000000000042,2024-08-02 10:00:00,SKU-A,0.5
`,
  'to-send.csv': `订单编号,收货人姓名,物流单号,发货状态
${LISTED},示例收件人,,
${SENT_LATER},示例收件人,,
${SENT_LATER},示例收件人,EX000000000051,
${LISTED},示例收件人,,未发货
`,
  'freight.csv': `发货日期,运单号码,运费,店铺
2024-08-03,EX000000000041,3.50,甲店
2024-08-03,EX000000000042,4.50,甲店
2024-08-03,EX000000000049,5.50,
`,
  'returns.csv': `入库单号,入库类别,原始单号,入库时间,物流单号,商家编码,入库量,店铺
RK2024080900001,退货入库,${B},2024-08-09 10:00:00,EX000000000088,SKU-A,1,甲店
`,
};

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'order-records-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
});
after(() => rm(folder, { recursive: true, force: true }));

const KINDS: readonly string[] = [...RECORD_KINDS, 'listed_shipments'];

async function told(book: Book, number: string, shops: ShopsSeen = null): Promise<string[]> {
  const { events } = await orderStory(book, number, { shops });
  return events
    .filter(({ what }) => KINDS.includes(what))
    .map(({ what, at, number: own, amount_minor, evidence }) =>
      [what, at?.slice(0, 10), own, amount_minor ?? '-', evidence?.file, evidence?.row].join(' '),
    );
}

const SENT = 'shipments 2024-08-02 CK2024080200021 - shipments.csv 2';
const CHARGED = 'carrier_charges 2024-08-03 EX000000000041 -350 freight.csv 2';
/** Its file says only when it was received. */
const CAME_BACK = 'returns 2024-08-09 RK2024080900001 - returns.csv 2';

async function tellsRecords(book: Book): Promise<void> {
  assert.deepEqual(await told(book, A), [SENT, CHARGED]);
  assert.deepEqual(await told(book, B), [SENT, CHARGED, CAME_BACK]);
  assert.deepEqual(await told(book, C), [
    'shipments 2024-08-02 CK2024080200022 - shipments.csv 3',
    'carrier_charges 2024-08-03 EX000000000042 -450 freight.csv 3',
  ]);
  const { events } = await orderStory(book, A);
  const sent = events.find(({ what }) => what === 'shipments');
  assert.equal(sent?.says['zh-CN'], '示例快递 EX000000000041 SKU-A、数量 2、合并 2 个订单');
  assert.equal(sent?.says.en, '示例快递 EX000000000041 SKU-A, quantity 2, joins 2 orders');
  const times = events.map(({ at }) => at ?? '');
  assert.deepEqual(times, times.toSorted());
}

async function explains(book: Book): Promise<void> {
  const story = await explainOrder(book, C, { cells: true });
  const records = story.events.filter(({ what }) => KINDS.includes(what));
  assert.deepEqual(
    records.map(({ what, amount_minor, evidence }) => [what, amount_minor, evidence?.row]),
    [
      ['shipments', null, 3],
      ['carrier_charges', -450n, 3],
    ],
  );
  assert.equal(records[1]?.cells?.运单号码, 'EX000000000042');
  const lines = storyLines(story, 'en').join('\n');
  assert.match(lines, /carrier charge {2}-4\.50/);
  assert.match(lines, /shipment\n.*quantity 0\.5/);
}

async function tellsListed(book: Book): Promise<void> {
  const names = async (number: string): Promise<unknown> => {
    const { events } = await orderStory(book, number);
    return events.filter(({ evidence }) => evidence?.file === 'to-send.csv').map(({ name }) => name.en);
  };
  assert.deepEqual(await names(LISTED), ['listed to be sent', 'shipment']);
  assert.deepEqual(await names(SENT_LATER), ['listed to be sent', 'shipment']);
  const lines = storyLines(await explainOrder(book, LISTED), 'zh-CN').join('\n');
  assert.match(lines, /列入发货报表\n.*to-send\.csv 第 2 行/);
  assert.match(lines, /出库发货\n.*未发货/);
}

forEachEngine((books) => {
  for (const isIndexed of [false, true])
    test(`an order tells its records and those of its parcels${isIndexed ? ', from the index' : ''}`, async () => {
      const opened = await books.open();
      const book = isIndexed ? lookingUp(opened, false) : opened;
      await importFiles(
        book,
        Object.keys(FILES).map((name) => path.join(folder, name)),
      );
      if (isIndexed) await indexNumbers(book, 1);
      await tellsRecords(book);
      await explains(book);
      await tellsListed(book);
      assert.deepEqual(await told(book, C, ['乙店']), [
        'shipments 2024-08-02 CK2024080200022 - shipments.csv 3',
      ]);
      const { hits } = await searchNumber(book, 'EX000000000041');
      assert.deepEqual(hits.map(({ order_no }) => order_no).toSorted(), [A, B]);
      const { hits: astray } = await searchNumber(book, 'EX000000000049');
      assert.deepEqual(
        astray.map(({ order_no, list }) => [order_no, list]),
        [[null, 'carrier_charges']],
      );
    });
});

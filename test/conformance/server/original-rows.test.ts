import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { importFiles } from '../../../src/actions/importing/import-files.ts';
import { PROBLEM_TYPE } from '../../../src/server/problem.ts';
import { forEachEngine } from '../../support/books.ts';
import { zipOf } from '../../support/reading.ts';
import type { Reply, WebClient } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

const [OWN, HIDDEN, SEALED] = ['4000000000000000301', '4000000000000000302', '4000000000000000303'];
const HEADER =
  '订单编号,订单状态,买家实际支付金额,订单创建时间,订单付款时间,店铺名称,收货人姓名,主动赔付金额,订单备注';
const order = (number: string, shop: string): string =>
  `${number},交易成功,100.00,2024-08-01 10:00:00,2024-08-01 10:00:00,${shop},示例收件人, 5.00 ,`;

const SHIPMENTS = `出库单编号,原始单号,店铺,物流公司,物流单号,发货时间,商家编码,实发数量
CK2024080200031,${OWN},甲店,示例快递,EX000000000061,2024-08-02 10:00:00,SKU-A,1
CK2024080200032,${OWN};${HIDDEN},,示例快递,EX000000000062,2024-08-02 10:00:00,SKU-A,1
`;

/** What a client is told of a row. */
interface RowTold {
  readonly file: string;
  readonly row: number;
  readonly cells: readonly { readonly header: string; readonly text: string }[];
  readonly empty_cells: number;
}

interface Evidence {
  readonly file: string;
  readonly row: number;
  readonly batch_id: string;
}

interface Suite {
  readonly started: TestServer;
  readonly book_id: string;
  /** A viewer who sees 甲店 alone. */
  readonly limited: WebClient;
  /** Where the rows of a file stand that the page of an order names. */
  evidence(order_no: string, file: string): Promise<Evidence[]>;
  read(place: Evidence | undefined, client?: WebClient): Promise<Reply>;
}

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duideshang-rows-'));
  const orders = [HEADER, order(OWN, '甲店'), order(HIDDEN, '乙店'), ''].join('\n');
  await writeFile(path.join(folder, 'orders.csv'), orders);
  await writeFile(path.join(folder, 'shipments.csv'), SHIPMENTS);
  const sealed = [HEADER, order(SEALED, '甲店'), ''].join('\n');
  await writeFile(
    path.join(folder, 'sealed.zip'),
    await zipOf([['late.csv', sealed]], { password: '314159' }),
  );
});
after(() => rm(folder, { recursive: true, force: true }));

async function startSuite(started: TestServer): Promise<Suite> {
  const { admin, bench } = started;
  const { book_id } = (await admin.call('create_book', { body: { name: '甲店' } })).body.book;
  await bench.books.use(book_id, (book) => importFiles(book, [folder], { password: '314159' }));
  return {
    started,
    book_id,
    limited: await started.signIn('limited', 'viewer', [{ book_id, shops: ['甲店'] }]),
    async evidence(order_no, file) {
      const story = (await admin.call('order', { params: { book_id, order_no } })).body.order;
      const events: { evidence: Evidence | null }[] = story.events;
      return events.flatMap(({ evidence }) => (evidence?.file.startsWith(file) ? [evidence] : []));
    },
    read: (place, client = admin) =>
      client.call('original_row', {
        params: { book_id, batch_id: place?.batch_id ?? '', row_no: String(place?.row) },
      }),
  };
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let made: Suite | undefined;
  const suite = (): Suite => made ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
    made = await startSuite(started);
  });
  after(() => started?.stop());
  shows(suite);
  hides(suite);
  refuses(suite);
});

function shows(suite: () => Suite): void {
  test('a row is shown as the original has it, buyers masked and empty cells counted', async () => {
    const { evidence, read } = suite();
    const [place] = await evidence(OWN, 'orders.csv');
    const { row } = (await read(place)).body as { row: RowTold };
    assert.deepEqual([row.file, row.row, row.empty_cells], ['orders.csv', 2, 1]);
    assert.deepEqual(
      row.cells.map(({ header, text }) => `${header}=${text}`),
      [
        `订单编号=${OWN}`,
        '订单状态=交易成功',
        '买家实际支付金额=100.00',
        '订单创建时间=2024-08-01 10:00:00',
        '订单付款时间=2024-08-01 10:00:00',
        '店铺名称=甲店',
        '收货人姓名=***',
        '主动赔付金额=5.00',
      ],
    );
  });
}

function hides(suite: () => Suite): void {
  test('who sees one shop sees the rows that name no other', async () => {
    const { evidence, read, limited } = suite();
    const [mine] = await evidence(OWN, 'orders.csv');
    const [foreign] = await evidence(HIDDEN, 'orders.csv');
    const [sent, joined] = await evidence(OWN, 'shipments.csv');
    for (const [place, status] of [
      [mine, 200],
      [sent, 200],
      [foreign, 404],
      [joined, 404],
    ] as const)
      assert.equal((await read(place, limited)).status, status, JSON.stringify(place));
    assert.equal((await read(joined)).status, 200, 'who sees all shops sees it');
    const header = { file: '', row: 1, batch_id: mine?.batch_id ?? '' };
    assert.equal((await read(header, limited)).status, 404, 'a row that is no fact is of no shop');
  });
}

function refuses(suite: () => Suite): void {
  test('a row that is not there, or whose original is sealed or gone, is a problem that says so', async () => {
    const { started, book_id, evidence, read } = suite();
    const [place] = await evidence(OWN, 'orders.csv');
    const [sealed] = await evidence(SEALED, 'sealed.zip');
    assert.ok(place !== undefined && sealed !== undefined);
    const problem = async (asked: Evidence): Promise<unknown[]> => {
      const { status, headers, body } = await read(asked);
      assert.equal(headers.get('content-type'), PROBLEM_TYPE);
      return [status, body.code];
    };
    assert.deepEqual(await problem({ ...place, batch_id: '999' }), [404, 'row_unknown']);
    assert.deepEqual(await problem({ ...place, batch_id: 'x' }), [404, 'row_unknown']);
    assert.deepEqual(await problem({ ...place, row: 999 }), [404, 'row_unknown']);
    assert.deepEqual(await problem(sealed), [422, 'original_sealed']);
    await started.bench.books.use(book_id, (book) => rm(book.originals.folder, { recursive: true }));
    assert.deepEqual(await problem(place), [410, 'original_missing']);
  });
}

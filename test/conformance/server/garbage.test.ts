import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { CONTRACT } from '../../../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../../../src/server/contract/paths.ts';
import type { Route } from '../../../src/server/contract/route.ts';
import { forEachEngine } from '../../support/books.ts';
import { replyFaults } from '../../support/described.ts';
import { nonsense, ODD_TEXTS } from '../../support/garbage.ts';
import type { WebClient } from '../../support/web-client.ts';
import { startTestServer, type TestServer } from '../../support/workbenches.ts';

/* Goal: whatever is asked, the answer is what the contract says or a problem in the language asked for, never a fault. */

const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
const runs = { numRuns: 12, seed: 20261201 };
/** One ends the session that asks, the other makes a month of work each time. */
const LEFT_OUT: readonly RouteName[] = ['sign_out', 'create_sample_book'];
const SOURCES = new URL('../../../src/sources/', import.meta.url);
const FILES = [
  'taobao-orders/fixtures/not-ok/unreadable-cells.csv',
  'alipay-statement/fixtures/ok/12-columns.csv',
];
const LISTS = ['cases', 'orders', 'statement-lines', 'in-transit', 'records'];

interface Asked {
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: unknown;
}

/** Requests of a route whose parts each look right and mean nothing. */
function requests(name: RouteName, book_id: string, known: readonly string[]): fc.Arbitrary<Asked> {
  const { query, body }: Route = CONTRACT[name];
  const text = fc.constantFrom(...ODD_TEXTS, ...known);
  const names = [...PATHS[name].matchAll(/:(\w+)/g)].map(([, each = '']) => each);
  const params = names.map((each): [string, fc.Arbitrary<string>] => {
    if (each === 'book_id') return [each, fc.constant(book_id)];
    return [each, each === 'list' ? fc.oneof(fc.constantFrom(...LISTS), text) : text];
  });
  const asked = (query ?? { type: 'object' }) as { properties?: Record<string, unknown> };
  const inQuery = Object.entries(asked.properties ?? {}).map(
    ([each, schema]): [string, fc.Arbitrary<string>] => [
      each,
      fc.oneof(text, nonsense(schema, known).map(String)),
    ],
  );
  return fc.record({
    params: fc.record(Object.fromEntries(params)),
    query: fc.oneof(fc.record(Object.fromEntries(inQuery)), fc.constant({})),
    body:
      body === undefined
        ? fc.constant(undefined)
        : fc.oneof({ weight: 4, arbitrary: nonsense(body, known) }, fc.jsonValue()),
  });
}

/** What is wrong with an answer; nothing where it is a reply of the contract or a problem that tells why not. */
async function offence(client: WebClient, name: RouteName, asked: Asked, language: string): Promise<string> {
  const stop = new AbortController();
  const response = await client.open(
    name,
    { ...asked, headers: { 'accept-language': language } },
    stop.signal,
  );
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    stop.abort();
    await response.body?.cancel().catch(() => undefined);
    return '';
  }
  const text = await response.text();
  if (response.status >= 500) return `a fault: ${text}`;
  const [method = ''] = PATHS[name].split(' ');
  const { pathname: path } = new URL(response.url);
  const [fault] = replyFaults({ method, path, status: response.status, type, text });
  if (fault !== undefined || response.ok) return fault ?? '';
  const { title, says } = JSON.parse(text);
  return title === says[language] && title !== '' ? '' : `in no language: ${text}`;
}

forEachEngine(({ engine }) => {
  let started: TestServer | undefined;
  let book_id = '';
  const running = (): TestServer => started ?? assert.fail('no server');
  before(async () => {
    started = await startTestServer(engine);
    book_id = (await started.admin.call('create_book', { body: { name: '甲店' } })).body.book.book_id;
  });
  after(() => started?.stop());

  /** Fills the book, reconciles it, and returns texts that mean something to it. */
  async function filled(): Promise<string[]> {
    const { admin, bench } = running();
    const params = { book_id };
    const files = FILES.map((name) => ({
      name,
      content: new Uint8Array(readFileSync(new URL(name, SOURCES))),
    }));
    const { uploads } = (await admin.call('upload', { params, files })).body;
    const upload_ids = uploads.map(({ upload_id }: { upload_id: string }) => upload_id);
    const queued = await admin.call('import_uploads', { params, body: { upload_ids, then_run: true } });
    await bench.jobs.ended(queued.body.job_id);
    const asked = { filter: { conditions: [] }, sort: [], columns: ['case_id', 'match_key'] };
    const { rows } = (await admin.call('list_page', { params: { ...params, list: 'cases' }, body: asked }))
      .body;
    assert.ok(rows.length > 0, 'there are cases');
    return [queued.body.job_id, ...rows.flat().map(String)];
  }

  test('no request makes the server fail', async () => {
    const { admin } = running();
    const known = ['1', '2', '甲店', ...(await filled())];
    const offences: string[] = [];
    for (const name of Object.keys(PATHS) as RouteName[]) {
      if (LEFT_OUT.includes(name)) continue;
      const language = LANGUAGES[offences.length % LANGUAGES.length] ?? 'en';
      const property = fc.asyncProperty(requests(name, book_id, known), async (asked) => {
        const found = await offence(admin, name, asked, language);
        if (found !== '') assert.fail(`${name} ${found}`);
      });
      const { counterexample, errorInstance } = await fc.check(property, runs);
      if (counterexample !== null)
        offences.push(`${(errorInstance as Error).message}\n   ${JSON.stringify(counterexample)}`);
    }
    assert.deepEqual(offences, []);
  });
});

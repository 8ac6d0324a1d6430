import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openBook } from '../../src/store/book.ts';
import { stagingLine } from '../../src/store/facts/staging.ts';
import { sql, trusted } from '../../src/store/sql.ts';
import { type Books, forEachEngine } from '../support/books.ts';

const ADVERSARIAL = [
  '',
  ' ',
  "it's",
  '"quoted"',
  "'; drop table orders; --",
  'back\\slash',
  '\\N',
  '\\.',
  'tab\there',
  'line\nbreak\r\n',
  '$1 :name {x} %s ?',
  '对得上 帳套',
  '👩‍👩‍👧 𠮷',
  '\u0001\u007f\u00a0\ufeff',
  'x'.repeat(1_000_000),
];

const BIGINTS = [0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)];

function values(books: Books): void {
  test('text comes back as it went in', async () => {
    const { store } = await books.open();
    for (const text of ADVERSARIAL) {
      const rows = await store.query(
        sql`select ${text}::text as text, length(${text}::text)::integer as length`,
      );
      assert.deepEqual(rows, [{ text, length: [...text].length }]);
    }
  });

  test('any text comes back as it went in', async () => {
    const { store } = await books.open();
    const noNul = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(noNul, async (text) => {
        assert.deepEqual(await store.query(sql`select ${text}::text as text`), [{ text }]);
      }),
      { numRuns: 50 },
    );
  });

  test('values come back in one shape', async () => {
    const { store } = await books.open();
    const rows =
      await store.query(sql`select 1::integer as a, ${7}::integer as b, true as c, ${false}::boolean as d,
      null as e, ${null}::text as f, ${'2024-02-29 23:59:59'}::timestamp as g, count(*) as h,
      timestamp '2024-02-29 23:59:59.987' as i, date '2024-02-29' as j`);
    assert.deepEqual(rows, [
      {
        a: 1,
        b: 7,
        c: true,
        d: false,
        e: null,
        f: null,
        g: '2024-02-29 23:59:59',
        h: 1n,
        i: '2024-02-29 23:59:59',
        j: '2024-02-29',
      },
    ]);
    for (const bigint of BIGINTS) {
      assert.deepEqual(await store.query(sql`select ${bigint}::bigint as bigint`), [{ bigint }]);
    }
  });

  test('what is no exact integer is refused both ways', async () => {
    const { store } = await books.open();
    for (const text of ['sum(1::bigint)', '1.5', '1::double precision', 'current_timestamp']) {
      await assert.rejects(store.query(sql`select ${trusted(text)} as refused`), /cast it/);
    }
    await assert.rejects(store.query(sql`select ${0.5} as refused`), /not an integer/);
  });

  test('integers divide as integers', async () => {
    const { store } = await books.open();
    assert.deepEqual(await store.query(sql`select 7 / 2 as a, -7 / 2 as b`), [{ a: 3, b: -3 }]);
  });
}

function transactions(books: Books): void {
  test('a transaction is all or nothing', async () => {
    const { store, book_id } = await books.open();
    const count = () => store.query(sql`select count(*) as count from subjects`);
    const insert = sql`insert into subjects values (${book_id}, 1, 'c', 'e', 'd', 'm')`;
    await assert.rejects(
      store.transaction(async (tx) => {
        await tx.execute(insert);
        assert.deepEqual(await count(), [{ count: 0n }]);
        throw new Error('half way');
      }),
      /half way/,
    );
    assert.deepEqual(await count(), [{ count: 0n }]);
    assert.equal(await store.transaction((tx) => tx.execute(insert)), 1);
    assert.deepEqual(await count(), [{ count: 1n }]);
  });

  test('a transaction survives a statement outside that fails', async () => {
    const { store, book_id } = await books.open();
    await store.transaction(async (tx) => {
      await tx.execute(sql`insert into subjects values (${book_id}, 1, 'c', 'e', 'd', 'm')`);
      await assert.rejects(store.query(sql`select nonsense`));
    });
    assert.deepEqual(await store.query(sql`select count(*) as count from subjects`), [{ count: 1n }]);
  });

  test('transactions append to one table at the same time', async () => {
    const { store, book_id } = await books.open();
    const append = (first: number) =>
      store.transaction(async (tx) => {
        for (let id = first; id < first + 20; id++)
          await tx.execute(sql`insert into subjects values (${book_id}, ${id}::bigint, 'c', 'e', 'd', 'm')`);
      });
    await Promise.all([append(0), append(100), append(200)]);
    assert.deepEqual(await store.query(sql`select count(*) as count from subjects`), [{ count: 60n }]);
  });

  test('the two databases of a book may both be written, each in its transaction', async () => {
    const { store, book_id } = await books.open();
    await store.execute(sql`insert into app.rules values (${book_id}, 'a', 'key', 0, 'b')`);
    await store.execute(sql`insert into key_links values (${book_id}, 'a', 'b', 'c')`);
    assert.deepEqual(await store.query(sql`select rule, order_no from app.rules, key_links`), [
      { rule: 'b', order_no: 'b' },
    ]);
  });
}

function rows(books: Books): void {
  test('a stream gives every row once, in batches, and may be left early', async () => {
    const { store } = await books.open();
    const numbers = sql`select n::integer as n from generate_series(1, 20000) as g(n) order by n`;
    const seen: number[] = [];
    let batches = 0;
    for await (const batch of store.stream<{ n: number }>(numbers)) {
      batches++;
      seen.push(...batch.map(({ n }) => n));
    }
    assert.ok(batches > 1);
    assert.deepEqual(
      seen,
      Array.from({ length: 20_000 }, (_, index) => index + 1),
    );
    for await (const _ of store.stream(numbers)) break;
    assert.deepEqual(await store.query(sql`select 1 as one`), [{ one: 1 }]);
  });

  test('staging files are loaded as written', async () => {
    const book = await books.open();
    const files = ["it's [1]*.tsv", 'two.tsv'].map((name) => path.join(book.tmp, name));
    // A bare \N is null in a staging file, and U+0001 is PostgreSQL's quote character there.
    const texts = ADVERSARIAL.filter((text) => text !== '\\N' && !text.includes('\u0001'));
    const lines = texts.map((text, index) => stagingLine([BigInt(index), text, null]));
    for (const [half, file] of files.entries())
      await writeFile(file, lines.filter((_, at) => at % files.length === half).join(''));
    const loaded = await book.store.load({
      table: 'subjects',
      into: ['book_id', 'subject_id', 'channel', 'entry_type', 'description', 'memo'],
      files,
      columns: [
        { name: 'id', type: 'bigint' },
        { name: 'words', type: 'text' },
        { name: 'nothing', type: 'text' },
      ],
      select: [
        sql`${book.book_id}::text`,
        sql`id`,
        sql`words`,
        sql`coalesce(nothing, ${'null'})`,
        sql`''`,
        sql`''`,
      ],
    });
    assert.equal(loaded, texts.length);
    const rows = await book.store.query<{ channel: string; entry_type: string }>(
      sql`select channel, entry_type from subjects order by subject_id`,
    );
    const expected = texts.map((text) => text.replace(/[\t\n\r]/g, ' '));
    assert.deepEqual(
      rows.map(({ channel }) => channel),
      expected,
    );
    assert.ok(rows.every(({ entry_type }) => entry_type === 'null'));
  });
}

function opening(books: Books): void {
  test('a book opened again is the same book', async () => {
    const place = await books.place();
    const first = await openBook(place.location, place.options);
    await first.store.execute(sql`insert into key_links values (${first.book_id}, 'a', 'b', 'c')`);
    await first.close();
    const again = await books.open(place);
    assert.deepEqual(await again.store.query(sql`select count(*) as count from key_links`), [{ count: 1n }]);
    assert.equal(again.book_id, first.book_id);
  });

  test('a book of a newer program, or of an engine that hashes otherwise, is refused', async () => {
    const spoils = [
      [sql`update books set hash_probe = hash_probe + 1`, 'book_hash_changed'],
      [sql`insert into migrations values (999, '999_future.sql')`, 'book_too_new'],
      [sql`insert into app.migrations values (999, 'app_999_future.sql')`, 'book_too_new'],
    ] as const;
    for (const [spoil, code] of spoils) {
      const { location, options } = await books.place();
      const book = await openBook(location, options);
      await book.store.execute(spoil);
      await book.close();
      await assert.rejects(openBook(location, options), { code });
    }
  });
}

forEachEngine((books) => {
  values(books);
  transactions(books);
  rows(books);
  opening(books);
});

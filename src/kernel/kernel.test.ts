import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { kernelSourceHash } from '../../scripts/kernel-source.ts';
import { type CellDecoder, cellDecoder } from '../reading/text/cell-decoders.ts';
import { CARRIED_BYTES_MIN } from '../staging/byte-cells.ts';
import { KERNEL_COLUMN, KEY_MARK, Kernel, MASKED_MARK, UNKNOWN, UNSIGNED } from './kernel.ts';
import { KernelColumns } from './kernel-columns.ts';
import { KernelProof } from './kernel-proof.ts';
import { SOURCE_SHA256 } from './wasm.ts';

test('the kernel is compiled from its source as it is: npm run kernel', () => {
  assert.equal(SOURCE_SHA256, kernelSourceHash(join(import.meta.dirname, '..', '..', 'kernel')));
});

/** A kernel whose window holds a text with a line break behind it. */
function holding(text: string): Kernel {
  const kernel = new Kernel();
  const bytes = Buffer.from(`${text}\n`);
  kernel.reserve(bytes.length);
  bytes.copy(kernel.bytes, kernel.window);
  kernel.dialect(','.charCodeAt(0), 512, 4096);
  kernel.encoding(false, false, [...Buffer.from('元')]);
  return kernel;
}

/** The cells that a split finds, and which have bytes beyond ASCII; null for a record that is not plain. */
function cellsOf(kernel: Kernel): { text: string; beyond: boolean }[] | null {
  if (kernel.split(kernel.window) < 0) return null;
  const { from, to, seen, count, bytes } = kernel;
  return Array.from({ length: count }, (_, at) => ({
    text: bytes.toString('utf8', from[at], to[at]),
    beyond: (seen[at] ?? 0) >= 0x80,
  }));
}

const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', '=', '订', '🙂', '.', '`'), maxLength: 40 });

test('a plain record is split into its cells, quoted or not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.boolean()), { maxLength: 80 }), (others) => {
      const cells = [['a`', false] as const, ...others];
      const line = cells.map(([text, isQuoted]) => (isQuoted ? `"${text}"` : text)).join(',');
      const expected = cells.map(([text]) => ({ text, beyond: /[^\0-\x7f]/u.test(text) }));
      assert.deepEqual(cellsOf(holding(line)), expected);
    }),
  );
});

test('a record that begins with a backtick parts where a comma and a backtick stand, and its values follow the backtick', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '7', ' ', '订', '.', ',', '\t'), maxLength: 40 });
  const plain = text.map((value) => ({ value, written: `\`${value}` }));
  const quoted = text.map((value) => ({ value, written: `"\`${value}"` }));
  const values = fc.array(fc.oneof(plain, quoted), { maxLength: 40 });
  fc.assert(
    fc.property(plain, values, (first, others) => {
      const cells = [first, ...others];
      const line = cells.map(({ written }) => written).join(',');
      const found = cellsOf(holding(line))?.map(({ text }) => text);
      assert.deepEqual(
        found,
        cells.map(({ value }) => value),
      );
    }),
  );
});

const ODD: readonly string[] = ['"a""b",c', '"a', '"a" ,b', '"a\nb",c', 'a,"b\0"', '`a,"`b'];

for (const line of ODD) {
  test(`${JSON.stringify(line)} is not plain`, () => assert.equal(cellsOf(holding(line)), null));
}

test('a window that needs room keeps what it holds', () => {
  const kernel = holding('a,b');
  kernel.reserve(3 * 1024 ** 2);
  assert.deepEqual(
    cellsOf(kernel)?.map(({ text }) => text),
    ['a', 'b'],
  );
});

/** The shape of a record of an id, an amount, a moment and a memo. */
function shapeOf(kernel: Kernel, line: string): number {
  Buffer.from(`${line}\n`).copy(kernel.bytes, kernel.window);
  assert.ok(kernel.split(kernel.window) > 0, line);
  return kernel.find();
}

test('records are alike when they say the same with other numbers', () => {
  const kernel = holding('');
  const columns = [1 + 16, 5, 4, 0 + 32];
  kernel.columns(columns.map((what, position) => ({ position, what })));
  const line = '361234567890123001,12.50,2026-01-31 23:59:59,订单3612的服务费';
  assert.equal(shapeOf(kernel, line), UNKNOWN);
  assert.equal(kernel.remember(), 0);
  assert.equal(shapeOf(kernel, '361234567890123777,3元,2024-02-29 00:00:00,订单9的服务费'), 0);
  assert.equal(kernel.carried.minor[1], 300);
  for (const other of [
    '3612345678901230011,12.50,2026-01-31 23:59:59,订单3612的服务费',
    '361234567890123001,-12.50,2026-01-31 23:59:59,订单3612的服务费',
    '361234567890123001,12.50,,订单3612的服务费',
    '361234567890123001,12.50,2026-01-31 23:59:59,订单3612的佣金',
  ])
    assert.equal(shapeOf(kernel, other), UNKNOWN, other);
  for (const odd of [
    '361234567890123000,12.50,2026-01-31 23:59:59,',
    'x?y,12.50,2026-01-31 23:59:59,',
    '361234567890123001,12.50,2026-01-31 23:59:59 and so on and on,',
  ])
    assert.equal(shapeOf(kernel, odd), UNSIGNED, odd);
  kernel.forget();
  assert.equal(shapeOf(kernel, line), UNKNOWN);
});

/** A kernel that takes records of `1` and one more cell, which is not read, in a table with footers. */
function taking(decoder: CellDecoder): Kernel {
  const kernel = holding('1,');
  kernel.encoding(decoder.in_pairs, decoder.has_all_pairs, decoder.yuan);
  kernel.columns([{ position: 0, what: KERNEL_COLUMN.text }]);
  kernel.ordinary({ cells_min: 2, header_width: 2, is_footed: true, read: [0] });
  const columns = new KernelColumns(kernel, 1);
  assert.equal(shapeOf(kernel, '1,'), UNKNOWN);
  const shape = kernel.remember();
  const template = columns.compile([{ holds: 'row' }]);
  kernel.teach(shape, template, new KernelProof(kernel).compile([]));
  columns.write(template, 0);
  return kernel;
}

/** Whether a run takes the record with these bytes in its second cell. */
function isTaken(kernel: Kernel, cell: Uint8Array): boolean {
  const record = Buffer.concat([Buffer.from('1,'), cell, Buffer.from('\n')]);
  record.copy(kernel.bytes, kernel.window);
  return kernel.run(kernel.window, kernel.window + record.length, 1, 1) === 1;
}

const MARKS = new Set([...Buffer.from('\0\n\r",')]);

for (const encoding of ['utf-8', 'gb18030', 'big5'] as const) {
  test(`no record with damaged characters of ${encoding} is taken in a run`, () => {
    const decoder = cellDecoder(encoding);
    const kernel = taking(decoder);
    const odd = fc.constantFrom(0x30, 0x41, 0x7f, 0x80, 0xbd, 0xbf, 0xc2, 0xe0, 0xe5, 0xed, 0xef, 0xf0, 0xff);
    const byte = fc.oneof(odd, fc.integer({ min: 1, max: 255 })).filter((one) => !MARKS.has(one));
    fc.assert(
      fc.property(fc.array(byte, { minLength: 1, maxLength: 3 }), (bytes) => {
        decoder.damaged = false;
        decoder.check(Buffer.from(bytes), 0, bytes.length);
        if (decoder.damaged) assert.ok(!isTaken(kernel, Uint8Array.from(bytes)));
      }),
      { numRuns: 20_000 },
    );
  });
}

test('records with common characters in cells that are not read are taken in a run', () => {
  assert.ok(isTaken(taking(cellDecoder('utf-8')), Buffer.from('淘宝（é）')));
  assert.ok(isTaken(taking(cellDecoder('gb18030')), Buffer.of(0xcc, 0xd4, 0xb1, 0xa6)));
});

test('numbers by which both sides name the same are the same on both', () => {
  const kernel = new Kernel();
  const named = ['TEXT', 'ID', 'DIGITS_ONLY', 'TRACKING', 'MOMENT', 'MONEY', 'IS_KEY', 'IS_MASKED'].map(
    (name) => kernel.place(name),
  );
  assert.deepEqual(named, [...Object.values(KERNEL_COLUMN), KEY_MARK, MASKED_MARK]);
  assert.equal(kernel.place('CARRIED_BYTES_MIN'), CARRIED_BYTES_MIN);
});

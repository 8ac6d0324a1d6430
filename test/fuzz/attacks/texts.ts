import { encodeGb18030 } from '../../../simulator/gb18030.ts';
import type { Attack } from '../attacks.ts';

const HEADER = '订单编号,金额\n';

function text(name: string, outcome: string | number, make: () => string | Buffer): Attack {
  return { name, file: 'a.csv', make: () => Buffer.from(make()), outcome };
}

/** Text files. */
export const textAttacks: readonly Attack[] = [
  text('nothing', 'table_empty', () => ''),
  text('a mark alone', 'table_empty', () => '\uFEFF'),
  text('NULs', 'cell_too_long', () => Buffer.alloc(3_000_000)),
  text('line ends', 'table_empty', () => '\n'.repeat(1_000_000)),
  text('ten million columns', 'too_many_columns', () => `${HEADER}${','.repeat(10_000_000)}\n`),
  text('a million columns of TABs', 'too_many_columns', () => `订单编号\t金额\n${'1\t'.repeat(1_000_000)}\n`),
  text('a million columns of backticks', 'too_many_columns', () => `${HEADER}${'`1,'.repeat(1_000_000)}\n`),
  text('a cell of ten million characters', 'cell_too_long', () => `${HEADER}1,${'x'.repeat(10_000_000)}\n`),
  text(
    'a quoted cell of ten million characters',
    'cell_too_long',
    () => `${HEADER}1,"${'x'.repeat(10_000_000)}"\n`,
  ),
  text('quotes alone', 'cell_too_long', () => '"'.repeat(3_000_000)),
  text('quotes that do not close', 20_001, () => HEADER + '"1,2\n'.repeat(20_000)),
  text('quotes that close late', 20_001, () => `${HEADER}${'1,"2\n'.repeat(19_999)}1,2"\n`),
  text('cells that begin with quotes', 1001, () => HEADER + `${'"",'.repeat(99)}"\n`.repeat(1000)),
  text('two encodings', 'undecodable_text', () =>
    Buffer.concat([
      Buffer.from(`${HEADER}甲,1\n`.repeat(500)),
      ...new Array<Uint8Array>(500).fill(encodeGb18030('订单编号的金额,1\n')),
    ]),
  ),
  text('UTF-16 with half a character at its end', 3, () =>
    Buffer.concat([Buffer.from(`\uFEFF${HEADER}1,2\n`, 'utf16le'), Buffer.of(0x31)]),
  ),
];

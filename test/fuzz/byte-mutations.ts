import type { Random } from '../../simulator/random.ts';

/** Damage to the bytes of a file, by name. */
export interface ByteMutation {
  readonly name: string;
  apply(bytes: Buffer, random: Random): Buffer;
}

const PIECES: readonly (string | readonly number[])[] = [
  ...[
    '"',
    ',',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '`',
    '<',
    '>',
    '&',
    ']]>',
    '<!--',
    '-->',
    '</Row>',
    '</row>',
    '<tr>',
  ],
  ...[
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;',
    'ss:Index="0"',
    ' colspan="1000"',
    ' ss:MergeAcross="9e9"',
    'encoding="gb-1"',
  ],
  ...[
    [0],
    [0xff],
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
    [0x84, 0x31, 0x95, 0x33],
    [0x81, 0x30],
    [0xf4, 0x90],
  ],
  ...[[0xed, 0xa0, 0x80], [0x80, 0x80, 0x80, 0x80], 'PK\x03\x04', 'PK\x05\x06', [0xd0, 0xcf, 0x11, 0xe0]],
];

/** All kinds of damage. */
export const BYTE_MUTATIONS: readonly ByteMutation[] = [
  {
    name: 'a byte flipped',
    apply: (bytes, random) => changed(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  },
  { name: 'a byte replaced', apply: (bytes, random) => changed(bytes, random, () => random.below(256)) },
  { name: 'cut short', apply: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)) },
  { name: 'beginning lost', apply: (bytes, random) => bytes.subarray(random.below(bytes.length + 1)) },
  { name: 'a piece lost', apply: pieceLost },
  { name: 'a piece repeated', apply: pieceRepeated },
  { name: 'a piece put in', apply: piecePutIn },
  { name: 'line ends changed', apply: lineEndsChanged },
  { name: 'bytes swapped', apply: (bytes) => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16() },
  { name: 'another encoding appended', apply: (bytes, random) => Buffer.concat([bytes, otherText(random)]) },
];

function changed(bytes: Buffer, random: Random, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let left = 1 + random.below(3); left > 0 && copy.length > 0; left--) {
    const at = random.below(copy.length);
    copy[at] = change(copy[at] ?? 0);
  }
  return copy;
}

function span(bytes: Buffer, random: Random): readonly [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(random.pick([4, 64, 1024])))];
}

function pieceLost(bytes: Buffer, random: Random): Buffer {
  const [from, to] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function pieceRepeated(bytes: Buffer, random: Random): Buffer {
  const [from, to] = span(bytes, random);
  const times = random.pick([1, 2, 100]);
  return Buffer.concat([
    bytes.subarray(0, to),
    ...new Array<Buffer>(times).fill(bytes.subarray(from, to)),
    bytes.subarray(to),
  ]);
}

function piecePutIn(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const piece = random.pick(PIECES);
  const put = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece);
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)]);
}

function lineEndsChanged(bytes: Buffer, random: Random): Buffer {
  const end = random.pick(['\r', '\n', '\r\n', '\n\r', '\r\r\n']);
  return Buffer.from(bytes.toString('latin1').replaceAll(/\r\n|\r|\n/g, end), 'latin1');
}

function otherText(random: Random): Buffer {
  const line = '账务流水号,订单编号,金额\r\n';
  return random.pick([
    Buffer.from(line),
    Buffer.from(line, 'utf16le'),
    Buffer.from([0xb6, 0xa9, 0xb5, 0xa5, 0x0a]),
  ]);
}

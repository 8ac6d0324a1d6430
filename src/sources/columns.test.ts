import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatMinor } from '../money/money.ts';
import {
  CellFault,
  type Column,
  count,
  digits,
  id,
  joinedDigits,
  money,
  normalizeHeader,
  orUnknown,
  quantity,
  required,
  text,
  time,
  tracking,
} from './columns.ts';

/** `!code` is a fault. */
type Told = string | bigint | number | readonly string[] | null;

function told(column: Column<unknown>, cell: string): Told {
  const value = column.parse(cell);
  return value instanceof CellFault ? `!${value.code}` : (value as Told);
}

const CASES: readonly (readonly [
  name: string,
  column: Column<unknown>,
  cells: readonly (readonly [string, Told])[],
])[] = [
  [
    'id',
    id('x'),
    [
      ['123', '123'],
      ['123\t', '123'],
      ["'123", '123'],
      ['`123', '123'],
      ['@435600', '435600'],
      ['="123"', '123'],
      ['="  123\t"', '123'],
      [' 123　', '123'],
      ['10160070484512.0', '10160070484512'],
      ['T200P3612345678901230018', 'T200P3612345678901230018'],
      ['220501-123', '220501-123'],
      ['2.026E+27', '!damaged_id'],
      ['="3.45679E+18"', '!damaged_id'],
      ['1E+21', '!damaged_id'],
      ['3.4e18', '!damaged_id'],
      ['12E34', '12E34'],
      ['########', '!damaged_id'],
      ['', null],
      ['\t', null],
      [' ', null],
      ['-', null],
      ['--', null],
      ['/', null],
      ['null', null],
    ],
  ],
  [
    'tracking',
    tracking('x'),
    [
      ['No:EX000000000001', 'EX000000000001'],
      ['EX000000000001', 'EX000000000001'],
      ["'No: EX000000000001\t", 'EX000000000001'],
      ['="No:EX000000000001"', 'EX000000000001'],
      ['No:EX000000000001,No:EX000000000002', 'EX000000000001,EX000000000002'],
      ['EX000000000001 EX000000000002', 'EX000000000001 EX000000000002'],
      ['7.89E+13', '!damaged_id'],
      ['No:', null],
      ['', null],
      ['-', null],
    ],
  ],
  [
    'digits',
    digits('x'),
    [
      ['123', '123'],
      ['="123"', '123'],
      ['12a', '!not_an_id'],
      ['１２３', '!not_an_id'],
      ['6917000000000000011;6917000000000000012', '!several_numbers'],
      ['6917000000000000011；\t6917000000000000012', '!several_numbers'],
      ['1;2', '!not_an_id'],
      ['1.2E+18', '!damaged_id'],
      ['', null],
    ],
  ],
  [
    'joinedDigits',
    joinedDigits('x'),
    [
      ['\t6917000000000000011', '6917000000000000011'],
      ['6917000000000000011;6917000000000000012', ['6917000000000000011', '6917000000000000012']],
      ['6917000000000000011；\t6917000000000000011', '6917000000000000011'],
      ['6917000000000000011;', '!not_an_id'],
      ['1.2E+18', '!damaged_id'],
      ['-', null],
    ],
  ],
  [
    'money',
    money('x'),
    [
      ['28.90;20', '!several_numbers'],
      ['28.90;面议', '!not_an_amount'],
      ['12.00元', 1200n],
      ['1,299.00', 129900n],
      ['¥12', 1200n],
      ['-0.5', -50n],
      ['="12.30"', 1230n],
      ['无退款申请', null],
      ['', null],
      [' ', null],
      ['1.', 100n],
      ['1.2.3', '!not_an_amount'],
      ['0.041', '!too_precise'],
      ['99999999999999999', '!too_large'],
    ],
  ],
  [
    'quantity',
    quantity('x'),
    [
      ['2', 2000n],
      ['2件', 2000n],
      ['1,200', 1_200_000n],
      ['0.35kg', 350n],
      ['1.0000', 1000n],
      ['-3', -3000n],
      ['', null],
      ['-', null],
      ['0.0001', '!not_a_quantity'],
      ['1,20', '!not_a_quantity'],
      ['two', '!not_a_quantity'],
    ],
  ],
  [
    'count',
    count('x'),
    [
      ['12', 12],
      ["'0007\t", 7],
      ['', null],
      ['9999999999', '!not_a_quantity'],
      ['9'.repeat(400), '!not_a_quantity'],
      ['-1', '!not_a_quantity'],
      ['1.5', '!not_a_quantity'],
    ],
  ],
  [
    'time',
    time('x'),
    [
      ['2016/5/23 22:02', '2016-05-23 22:02:00'],
      ["'2016-05-23 22:02:11\t", '2016-05-23 22:02:11'],
      ['\t', null],
      ['-', null],
      ['', null],
      ['="2016-05-23 22:02:11"', '2016-05-23 22:02:11'],
      ['soon', '!not_a_time'],
    ],
  ],
  [
    'text',
    text('x'),
    [
      [' a b\t', 'a b'],
      ["'138", '138'],
      ['@home', '@home'],
      ['="货款"', '货款'],
      ['=""', null],
      ['', null],
      [' ', null],
    ],
  ],
];

for (const [name, column, cells] of CASES) {
  for (const [cell, value] of cells) {
    test(`${name} "${cell}"`, () => {
      assert.deepEqual(told(column, cell), value);
      assert.deepEqual(told(required(column), cell), value === null ? '!missing_value' : value);
    });
  }
}

const amounts = fc.bigInt({ min: -8_999_999_999_999_999n, max: 8_999_999_999_999_999n });

test('reading a written amount is identity, decorated or not', () => {
  const { parse } = money('x');
  fc.assert(
    fc.property(amounts, (minor) => {
      const plain = formatMinor(minor);
      const [whole = '', fraction = ''] = plain.split('.');
      const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
      for (const written of [plain, `${plain}元`, grouped, `￥${plain}`, `${plain}000`]) {
        assert.equal(parse(written), minor, written);
      }
    }),
  );
});

test('a number wrapped in any way comes out as it went in', () => {
  const { parse } = digits('x');
  const numbers = fc.stringMatching(/^\d{1,32}$/);
  fc.assert(
    fc.property(numbers, (number) => {
      for (const cell of [
        number,
        `${number}\t`,
        `'${number}`,
        `\`${number}`,
        `="${number}"`,
        `@${number}`,
        `${number}.0`,
      ]) {
        assert.equal(parse(cell), number, cell);
      }
    }),
  );
});

test('a cell that cannot be read is unknown where no money depends on it', () => {
  const sent = orUnknown(time('x'));
  assert.equal(told(sent, '2026-01-06 15:00:00'), '2026-01-06 15:00:00');
  assert.equal(told(sent, 'soon'), null);
});

test('headers are compared without noise', () => {
  const SAME: readonly (readonly [string, string])[] = [
    ['\uFEFF订单编号', '订单编号'],
    ['收货地址 ', '收货地址'],
    ["'订单付款时间\t", '订单付款时间'],
    ['收入金额（+元）', '收入金额(+元)'],
    ['收入金额（＋元）', '收入金额(+元)'],
    ['费用\n（元）', '费用(元)'],
    ['动帐流水号', '动账流水号'],
    ['日 志 号', '日志号'],
    ['交易日期[ Transaction Date ]', '交易日期'],
  ];
  for (const [one, other] of SAME) assert.equal(normalizeHeader(one), normalizeHeader(other), one);
});

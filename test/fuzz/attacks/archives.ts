import { pack } from '../../support/pack.ts';
import type { Attack } from '../attacks.ts';

const CSV = Buffer.from('订单编号,金额\n1,2.00\n');
const LINE = `${'a,b'.repeat(999)}\n`;
const EVIL_NAMES = [
  ...[
    '../../etc/passwd.csv',
    '/etc/passwd.csv',
    'C:\\Windows\\a.csv',
    '\\\\host\\share\\a.csv',
    'CON',
    'NUL.csv',
    'aux.csv',
  ],
  ...[
    'a\0.csv',
    'a\nb.csv',
    '\u001b]0;x\u0007.csv',
    '\u202ecsv.exe',
    '__proto__',
    ' ',
    '.',
    `${'长'.repeat(20_000)}.csv`,
  ],
];

/** A zip that shrinks a thousand times again in the zip around it. */
function shrinking(): Buffer {
  return pack([{ name: 'a.csv', bytes: Buffer.alloc(8_000_000, LINE), swollen_bytes: 40_000 }]);
}

function nested(depth: number): Buffer {
  let inner: Buffer = CSV;
  for (let level = 0; level < depth; level++)
    inner = pack([{ name: level === 0 ? 'a.csv' : 'a.zip', bytes: inner }]);
  return inner;
}

function sharedBytes(): Buffer {
  const zip = pack([{ name: 'a.csv', bytes: CSV }]);
  const directory = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1');
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entry = zip.subarray(directory, end);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(1000, 8);
  tail.writeUInt16LE(1000, 10);
  tail.writeUInt32LE(entry.length * 1000, 12);
  return Buffer.concat([zip.subarray(0, directory), ...new Array<Buffer>(1000).fill(entry), tail]);
}

/** Zips. */
export const archiveAttacks: readonly Attack[] = [
  {
    name: 'a bomb',
    file: 'bomb.zip',
    make: () => pack([{ name: 'a.csv', bytes: Buffer.alloc(24_000_000, LINE) }]),
    outcome: 'archive_ratio',
  },
  {
    name: 'a bomb that says it is small',
    file: 'bomb.zip',
    make: () => pack([{ name: 'a.csv', bytes: Buffer.alloc(24_000_000, LINE), said_size: 10 }]),
    outcome: 'archive_ratio',
  },
  {
    name: 'zips that shrink at every level',
    file: 'levels.zip',
    make: () => {
      const inner = shrinking();
      return pack(Array.from({ length: 100 }, (_, at) => ({ name: `${at}.zip`, bytes: inner })));
    },
    outcome: 'archive_ratio',
  },
  { name: 'zips in zips', file: 'deep.zip', make: () => nested(12), outcome: 'archive_too_deep' },
  {
    name: 'many members',
    file: 'many.zip',
    make: () =>
      pack(Array.from({ length: 20_100 }, (_, at) => ({ name: `${at}.csv`, bytes: CSV, stored: true }))),
    outcome: 'archive_too_many_members',
  },
  {
    name: 'members that share their bytes',
    file: 'shared.zip',
    make: sharedBytes,
    outcome: 'archive_broken',
  },
  {
    name: 'names that lead elsewhere',
    file: 'names.zip',
    make: () => pack(EVIL_NAMES.map((name) => ({ name, bytes: CSV, stored: true }))),
    outcome: 2 * EVIL_NAMES.length,
  },
  {
    name: 'a name that is no text',
    file: 'names.zip',
    make: () => pack([{ name: Buffer.from([0xff, 0xfe, 0x80, 0x2e]), bytes: CSV }]),
    outcome: 2,
  },
  {
    name: 'a wrong sum',
    file: 'sum.zip',
    make: () => pack([{ name: 'a.csv', bytes: CSV, said_crc: 1 }]),
    outcome: 'archive_broken',
  },
  { name: 'no member', file: 'none.zip', make: () => pack([]), outcome: 0 },
];

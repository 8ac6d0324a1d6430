import { Random } from '../simulator/random.ts';
import { CARRIERS, sheetXml, xlsxParts } from '../test/support/carriers.ts';
import { fixtureGrids, type Grid } from '../test/support/grids.ts';
import { pack } from '../test/support/pack.ts';
import { repeatableRows } from './repeatable-rows.ts';

/** A file to read at speed. */
export interface SourceFile {
  /** The source, or what the file is where none is meant. */
  readonly name: string;
  readonly encoding: string;
  readonly bytes: Buffer;
  /** How far it is read. */
  readonly how: 'facts' | 'rows';
}

/** Unpacked bytes of a file, about. */
const FILE_BYTES = 20_000_000;
const SEED = 1;
const ROWS = 500_000;
const COLUMNS = 15;
const ROWS_A_PIECE = 10_000;

/** For every source a file in the encoding of its first sound fixture, in which those that are facts are repeated; then two large workbooks. */
export async function* sourceFiles(): AsyncGenerator<SourceFile> {
  const measured = new Set<string>();
  for (const grid of await fixtureGrids()) {
    const { source, ok, encoding } = grid;
    if (source === null || !ok || measured.has(source.id)) continue;
    measured.add(source.id);
    yield { name: source.id, encoding, bytes: await repeated(grid), how: 'facts' };
  }
  for (const way of ['shared', 'inline'] as const) {
    const name = `${ROWS.toLocaleString('en')} × ${COLUMNS}, ${way} strings`;
    yield { name, encoding: 'xlsx', bytes: largeWorkbook(way === 'shared'), how: 'rows' };
  }
}

async function repeated(grid: Grid): Promise<Buffer> {
  const { encoding } = grid;
  const carrier = CARRIERS.find(({ name }) => name.startsWith(encoding));
  if (carrier === undefined) throw new TypeError(`nothing writes ${encoding}`);
  const { head, facts, foot } = await repeatableRows(grid);
  const write = (times: number): Buffer => {
    const all = Array.from({ length: times }, (_, time) => facts(time)).flat();
    return carrier.write([...head, ...all, ...foot], new Random(SEED));
  };
  const bytes = (times: number): number => unpackedBytes(write(times));
  return write(Math.ceil((FILE_BYTES * 100) / (bytes(101) - bytes(1))));
}

/** The bytes that a file has once its members are unpacked, by what its directory says. */
export function unpackedBytes(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 2) !== 'PK') return bytes.length;
  let sum = 0;
  for (let at = directoryStart(bytes); bytes.readUInt32LE(at) === 0x02014b50; ) {
    sum += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return sum;
}

function directoryStart(bytes: Buffer): number {
  return bytes.readUInt32LE(bytes.length - 22 + 16);
}

/** Texts, numbers, amounts and moments as an order export has them: a third of the texts come again. */
function largeWorkbook(shares: boolean): Buffer {
  const texts: string[] = [];
  const pieces: Buffer[] = [];
  for (let from = 0; from < ROWS; from += ROWS_A_PIECE) {
    let piece = '';
    for (let row = from; row < from + ROWS_A_PIECE; row++) piece += rowXml(row, shares ? texts : null);
    pieces.push(Buffer.from(piece));
  }
  const [head = '', tail = ''] = sheetXml('\0').split('\0');
  const sheet = Buffer.concat([Buffer.from(head), ...pieces, Buffer.from(tail)]);
  const items = texts.map((text) => Buffer.from(`<si><t>${text}</t></si>`));
  const shared = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="UTF-8"?><sst>'),
    ...items,
    Buffer.from('</sst>'),
  ]);
  const parts = xlsxParts('').filter(({ name }) => name !== 'xl/worksheets/sheet1.xml');
  return pack([
    ...parts,
    { name: 'xl/worksheets/sheet1.xml', bytes: sheet },
    { name: 'xl/sharedStrings.xml', bytes: shared },
  ]);
}

function rowXml(row: number, texts: string[] | null): string {
  let xml = `<row r="${row + 1}">`;
  for (let column = 0; column < COLUMNS; column++) {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (column % 3 === 2)
      xml += `<c r="${place}"><v>${(row * 7 + column) % 99_999}.${10 + (row % 90)}</v></c>`;
    else xml += textXml(place, cellText(row, column), row, texts);
  }
  return `${xml}</row>`;
}

function cellText(row: number, column: number): string {
  if (column === 0) return `2618${String(row * 7919).padStart(15, '0')}`;
  if (column % 3 === 1) return `交易成功${row % 1000}`;
  return `2024-08-${10 + (row % 20)} 10:00:${10 + (row % 50)}`;
}

function textXml(place: string, text: string, row: number, texts: string[] | null): string {
  if (texts === null) return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const index = row % 3 === 0 && texts.length > 0 ? (row * 31) % texts.length : texts.push(text) - 1;
  return `<c r="${place}" t="s"><v>${index}</v></c>`;
}

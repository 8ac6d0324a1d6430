import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

/** A naive reader of the simulator's files, for judging them without the program's own readers. */

/** The members of a zip by name (names as GBK), each proved by its checksum. */
export function unzip(path: string): Map<string, Buffer> {
  const file = readFileSync(path);
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const members = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let nth = 0; nth < file.readUInt16LE(end + 10); nth += 1) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = new TextDecoder('gbk').decode(file.subarray(at + 46, at + 46 + nameLength));
    const offset = file.readUInt32LE(at + 42);
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const content = inflateRawSync(file.subarray(start, start + file.readUInt32LE(at + 20)));
    if (crc32(content) !== file.readUInt32LE(at + 16)) throw new Error(`bad checksum of ${name}`);
    if (content.length !== file.readUInt32LE(at + 24)) throw new Error(`bad size of ${name}`);
    members.set(name, content);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return members;
}

/** Records of a csv as text cells: quotes undone, `="…"` and TABs left as they are. */
export function parseCsv(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === ',') {
      record.push(cell);
      cell = '';
    } else if (character === '\n') {
      records.push([...record, cell.replace(/\r$/, '')]);
      record = [];
      cell = '';
    } else cell += character;
  }
  return records;
}

/** Rows of the only sheet of a workbook. Cells are placed by their reference. */
export function parseXlsx(path: string): string[][] {
  const parts = unzip(path);
  const read = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  const shared = [...read('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    (match) => match[1] ?? '',
  );
  return [...read('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
    const cells: string[] = [];
    for (const cell of (row[1] ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(.*?)<\/c>/gs)) {
      const value = (cell[3] ?? '').replace(/<[^>]*>/g, '');
      cells[columnOf(cell[1] ?? '')] = unescapeXml(
        cell[2]?.includes('t="s"') ? (shared[Number.parseInt(value, 10)] ?? '') : value,
      );
    }
    return Array.from(cells, (value) => value ?? '');
  });
}

function columnOf(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Rows of all sheets of a SpreadsheetML workbook. */
export function parseSpreadsheetMl(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return [...text.matchAll(/<Row>(.*?)<\/Row>/gs)].map((row) =>
    [...(row[1] ?? '').matchAll(/<Data[^>]*>([^<]*)<\/Data>/g)].map((cell) => unescapeXml(cell[1] ?? '')),
  );
}

/** Yuan text, also a number of a workbook, as minor units. */
export function minorOf(text: string): bigint {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (parts === null) throw new Error(`not an amount: ${text}`);
  const size = BigInt((parts[2] ?? '') + (parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -size : size;
}

/** A table below its header row: one object per row, by header. Rows before the header are left out. */
export function rowsBelow(records: readonly string[][], mark: string): Record<string, string>[] {
  const at = records.findIndex((record) => record.some((cell) => cell.trim() === mark));
  const headers = records[at]?.map((cell) => cell.trim()) ?? [];
  return records
    .slice(at + 1)
    .filter((record) => record.length === headers.length || headers.length === 0 || record.length > 1)
    .map((record) => Object.fromEntries(headers.map((header, nth) => [header, record[nth] ?? ''])));
}

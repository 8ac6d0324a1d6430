/**
 * Encodes text as GB18030. The table is made once from the platform's own decoder: every two-byte and every
 * four-byte sequence of the basic plane is decoded and the result turned round.
 */

const UNMAPPED = 0;

let table: Uint32Array | null = null;

/** GB18030 bytes of a text, as the platforms' csv exports have them. A lone surrogate is written as `?`. */
export function encodeGb18030(text: string): Uint8Array {
  const codes = gbTable();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const code = unit >= 0xd800 && unit < 0xe000 ? supplementary(text, at) : (codes[unit] ?? UNMAPPED);
    if (unit >= 0xd800 && unit < 0xdc00 && code !== 0x3f) at += 1;
    length = putCode(bytes, length, code);
  }
  return bytes.slice(0, length);
}

function putCode(bytes: Uint8Array, at: number, code: number): number {
  let next = at;
  if (code > 0xffff) {
    bytes[next++] = code >>> 24;
    bytes[next++] = (code >>> 16) & 0xff;
  }
  if (code > 0xff) bytes[next++] = (code >>> 8) & 0xff;
  bytes[next++] = code & 0xff;
  return next;
}

/** Characters beyond the basic plane lie in one straight run from 0x90308130. */
function supplementary(text: string, at: number): number {
  const point = text.codePointAt(at) ?? 0;
  return point < 0x10000 ? 0x3f : fourBytes(point - 0x10000, 0x90);
}

function fourBytes(linear: number, firstLead: number): number {
  const fourth = linear % 10;
  const third = Math.floor(linear / 10) % 126;
  const second = Math.floor(linear / 1_260) % 10;
  const first = Math.floor(linear / 12_600);
  return (
    (((firstLead + first) << 24) | ((0x30 + second) << 16) | ((0x81 + third) << 8) | (0x30 + fourth)) >>> 0
  );
}

function gbTable(): Uint32Array {
  if (table !== null) return table;
  const codes = new Uint32Array(0x10000).fill(0x3f);
  fillFourByteCodes(codes);
  fillTwoByteCodes(codes);
  table = codes;
  return codes;
}

/** 39,420 four-byte sequences stand for the characters of the basic plane that two bytes do not reach. */
function fillFourByteCodes(codes: Uint32Array): void {
  const count = 39_420;
  const bytes = new Uint8Array(count * 5);
  for (let linear = 0; linear < count; linear += 1) {
    putCode(bytes, linear * 5, fourBytes(linear, 0x81));
    bytes[linear * 5 + 4] = 0x0a;
  }
  turnRound(bytes, codes, (line) => fourBytes(line, 0x81));
}

function fillTwoByteCodes(codes: Uint32Array): void {
  const pairs: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) pairs.push((lead << 8) | trail);
    }
  }
  const bytes = new Uint8Array(pairs.length * 3);
  pairs.forEach((pair, at) => {
    bytes.set([pair >> 8, pair & 0xff, 0x0a], at * 3);
  });
  turnRound(bytes, codes, (line) => pairs[line] ?? UNMAPPED);
}

function turnRound(bytes: Uint8Array, codes: Uint32Array, codeOfLine: (line: number) => number): void {
  const lines = new TextDecoder('gb18030').decode(bytes).split('\n');
  lines.forEach((character, line) => {
    const unit = character.charCodeAt(0);
    if (character.length === 1 && unit >= 0x80 && unit !== 0xfffd) codes[unit] = codeOfLine(line);
  });
}

import type { Encoding } from '../../reading/text/encodings.ts';

/** Text to bytes. A character that the encoding does not have becomes `?`. */
export type Encode = (text: string) => Buffer;

const known = new Map<Encoding, Encode>();
const QUESTION = 0x3f;
const BYTES_PER_UNIT_MAX = 4;
/** Codes of four bytes in GB 18030 below U+10000, and the pointer of U+10000. */
const FOUR_BYTE_COUNT = 39_420;
const SUPPLEMENTARY_POINTER = 189_000;

/** The encoder of an encoding, made when first needed. */
export function encoderOf(encoding: Encoding): Encode {
  const found = known.get(encoding);
  if (found !== undefined) return found;
  const encode = makeEncoder(encoding);
  known.set(encoding, encode);
  return encode;
}

function makeEncoder(encoding: Encoding): Encode {
  if (encoding === 'utf-8') return (text) => Buffer.from(text);
  if (encoding === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return (text) => Buffer.from(text, 'utf16le').swap16();
  const codes = new Uint32Array(0x10000);
  if (encoding === 'gb18030') addFourByteCodes(codes);
  addPairCodes(codes, encoding);
  return (text) => encodeWith(text, codes, encoding === 'gb18030');
}

function encodeWith(text: string, codes: Uint32Array, supplementary: boolean): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * BYTES_PER_UNIT_MAX);
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const code = unit < 0x80 ? unit : codes[unit];
    if (code !== undefined && code !== 0) at = writeCode(bytes, at, code);
    else if (unit === 0) bytes[at++] = 0;
    else {
      const point = text.codePointAt(index) ?? 0;
      if (point > 0xffff) index += 1;
      const pointer = SUPPLEMENTARY_POINTER + point - 0x10000;
      at = writeCode(bytes, at, supplementary && point > 0xffff ? fourByteCode(pointer) : QUESTION);
    }
  }
  return bytes.subarray(0, at);
}

function writeCode(bytes: Buffer, at: number, code: number): number {
  if (code < 0x100) bytes[at] = code;
  else if (code < 0x10000) bytes.writeUInt16BE(code, at);
  else bytes.writeUInt32BE(code, at);
  return at + (code < 0x100 ? 1 : code < 0x10000 ? 2 : 4);
}

/** Codes of two bytes, found by decoding every one: the tables of the standard are in the decoder already. */
function addPairCodes(codes: Uint32Array, encoding: Encoding): void {
  const decoder = new TextDecoder(encoding);
  for (let code = 0x8140; code <= 0xfefe; code += 1) {
    const text = decoder.decode(Uint8Array.of(code >> 8, code & 0xff));
    const unit = text.charCodeAt(0);
    if (text.length === 1 && unit >= 0x80 && unit !== 0xfffd && isFree(codes[unit] ?? 0)) codes[unit] = code;
  }
}

/** Codes of four bytes below U+10000 (GB 18030, the ranges part). Those of two bytes come before them. */
function addFourByteCodes(codes: Uint32Array): void {
  const bytes = Buffer.allocUnsafe(FOUR_BYTE_COUNT * BYTES_PER_UNIT_MAX);
  for (let pointer = 0; pointer < FOUR_BYTE_COUNT; pointer += 1) {
    bytes.writeUInt32BE(fourByteCode(pointer), pointer * BYTES_PER_UNIT_MAX);
  }
  const text = new TextDecoder('gb18030').decode(bytes);
  for (let pointer = 0; pointer < FOUR_BYTE_COUNT; pointer += 1) {
    codes[text.charCodeAt(pointer)] = fourByteCode(pointer);
  }
}

function fourByteCode(pointer: number): number {
  const bytes = [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1_260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
  return bytes.reduce((code, byte) => code * 256 + byte, 0);
}

/** Of several codes of two bytes the first counts; one of four bytes gives way. */
function isFree(code: number): boolean {
  return code === 0 || code > 0xffff;
}

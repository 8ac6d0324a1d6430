import type { Encoding } from '../../reading/encodings.ts';

/** Text to bytes. A character that the encoding does not have becomes `?`. */
export type Encode = (text: string) => Buffer;

const known = new Map<Encoding, Encode>();

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
  const codes =
    encoding === 'big5' ? pairCodes('big5') : new Map([...fourByteCodes(), ...pairCodes('gb18030')]);
  return (text) => Buffer.from([...text].flatMap((character) => bytesOf(character, codes, encoding)));
}

function bytesOf(
  character: string,
  codes: ReadonlyMap<string, readonly number[]>,
  encoding: Encoding,
): readonly number[] {
  const point = character.codePointAt(0) ?? 0x3f;
  if (point < 0x80) return [point];
  const code = codes.get(character);
  if (code !== undefined) return code;
  return encoding === 'gb18030' && point > 0xffff ? fourBytes(189_000 + point - 0x10000) : [0x3f];
}

/** Codes of two bytes, found by decoding every one: the tables of the standard are in the decoder already. */
function pairCodes(encoding: 'gb18030' | 'big5'): Map<string, readonly number[]> {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const single = [...text].length === 1 && text !== '\ufffd';
      if (single && !codes.has(text)) codes.set(text, [lead, trail]);
    }
  }
  return codes;
}

/** Codes of four bytes for characters below U+10000 (GB 18030-2022, the ranges part). */
function fourByteCodes(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let pointer = 0; pointer < 39_420; pointer += 1) {
    const bytes = fourBytes(pointer);
    codes.set(decoder.decode(Uint8Array.from(bytes)), bytes);
  }
  return codes;
}

function fourBytes(pointer: number): number[] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1_260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}

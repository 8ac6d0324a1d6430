import { TextDecoder } from 'node:util';
import { type Content, firstBytes } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { encodingOfStart } from '../text/encodings.ts';
import { encodingOfEvidence } from '../text/text-bytes.ts';
import { XmlFault, XmlScanner, type XmlSink } from './xml.ts';

const SAMPLE_BYTES = 64 * 1024;

/**
 * Reads a marked-up document through a sink; yields after each piece, so that the rows met can be handed on. Errors
 * name the last row that `row` knows.
 */
export async function* scanMarkup(
  place: Place,
  content: Content,
  sink: XmlSink,
  row: () => number,
  html = false,
): AsyncGenerator<void> {
  const scanner = new XmlScanner(sink, html);
  try {
    for await (const text of decodedText(content)) {
      place.options.signal?.throwIfAborted();
      scanner.write(text);
      yield;
    }
    scanner.end();
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    if (error.kind === 'dtd') throw errorAt(place, 'xml_with_dtd', {}, error);
    throw errorAt(place, 'workbook_broken', { row: row() }, error);
  }
}

/** The whole of a small document. */
export async function scanWhole(place: Place, content: Content, sink: XmlSink): Promise<void> {
  for await (const _ of scanMarkup(place, content, sink, () => 0));
}

/** The pieces of a document as text. What its first bytes are goes before what it declares. */
async function* decodedText(content: Content): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(await firstBytes(content, SAMPLE_BYTES)));
  for await (const chunk of content.chunks()) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const last = decoder.decode();
  if (last !== '') yield last;
}

function encodingOf(start: Buffer): string {
  const found = encodingOfStart(start);
  if (found !== null) return found.encoding;
  if (start.some((byte) => byte > 0x7f)) return encodingOfEvidence(start) ?? 'utf-8';
  const declared = /(?:encoding|charset)=["']?([\w-]+)/i.exec(start.toString('latin1', 0, 2048))?.[1] ?? '';
  return /^big5/i.test(declared) ? 'big5' : /^gb/i.test(declared) ? 'gb18030' : 'utf-8';
}

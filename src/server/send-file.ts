import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { DuideshangError } from '../errors.ts';
import { FILE_TYPES, OCTETS } from './contract/common.ts';

/**
 * Sends a file to be saved under a name, and resolves when it is sent or the browser has gone. It is never shown in the page:
 * a file that somebody attached must not run as one of ours.
 * @throws file_unreadable when it is not there
 */
export async function sendFile(reply: FastifyReply, file: string, name: string): Promise<void> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw new DuideshangError('file_unreadable', { file: name, what: 'ENOENT' }, error);
  });
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    ...headersOf(name),
    'content-length': size,
  });
  await pipeline(createReadStream(file), reply.raw).catch(() => undefined);
}

/** Sends a text to be saved as a file of a name. */
export function sendText(reply: FastifyReply, text: string, name: string): void {
  reply.headers(headersOf(name)).send(text);
}

function headersOf(name: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-type': FILE_TYPES[path.extname(name).toLowerCase()] ?? OCTETS,
    'content-disposition': `attachment; filename*=UTF-8''${encoded(name)}`,
  };
}

/** RFC 8187. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

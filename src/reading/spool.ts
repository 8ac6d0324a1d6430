import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Content, fileOrigin, memoryOrigin, type Origin } from './origin.ts';
import type { Place } from './place.ts';

const IN_MEMORY_BYTES = 32 * 1024 ** 2;

/**
 * Lets `use` read a content from any place. A content that is read only in order (a member of a zip) is copied first:
 * into memory, or if it is large into a file that is removed afterwards.
 */
export async function* withOrigin<T>(
  place: Place,
  content: Content | Origin,
  use: (origin: Origin) => AsyncIterable<T>,
): AsyncGenerator<T> {
  if ('read' in content) {
    yield* use(content);
    return;
  }
  const folder = { path: null as string | null };
  try {
    yield* use(await copyOf(place, content, folder));
  } finally {
    if (folder.path !== null) await rm(folder.path, { recursive: true, force: true });
  }
}

async function copyOf(place: Place, content: Content, folder: { path: string | null }): Promise<Origin> {
  const parts: Buffer[] = [];
  let length = 0;
  const chunks = content.chunks()[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) return memoryOrigin(Buffer.concat(parts));
    parts.push(next.value);
    length += next.value.length;
    if (length > IN_MEMORY_BYTES) break;
  }
  folder.path = await mkdtemp(join(tmpdir(), 'duideshang-'));
  const path = join(folder.path, 'member');
  const file = createWriteStream(path);
  try {
    for (const part of parts) await write(file, part);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
      await write(file, next.value);
  } finally {
    file.end();
    await once(file, 'close');
  }
  return fileOrigin(place, path);
}

async function write(file: ReturnType<typeof createWriteStream>, bytes: Buffer): Promise<void> {
  if (!file.write(bytes)) await once(file, 'drain');
}

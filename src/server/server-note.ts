import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const NOTE = 'server.json';

/** Writes down in the workspace's folder where its server is. Returns how to take the note away. */
export async function writeServerNote(home: string, address: string): Promise<() => Promise<void>> {
  const file = path.join(home, NOTE);
  await writeFile(file, JSON.stringify({ address }), { mode: 0o600 });
  return () => rm(file, { force: true });
}

/** Where the server of a workspace says it is; null when there is no note. A server that was killed leaves its note behind. */
export async function readServerNote(home: string): Promise<string | null> {
  try {
    return (JSON.parse(await readFile(path.join(home, NOTE), 'utf8')) as { address: string }).address;
  } catch {
    return null;
  }
}

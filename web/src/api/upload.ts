import type { Problem } from '../../../src/server/contract/common.ts';
import type { ReplyOf } from '../../../src/server/contract/index.ts';
import { methodOf, pathOf } from './client.ts';
import { ApiProblem, problemOf, UNREACHABLE } from './problem.ts';

/** A file to send, with its path below the folder that was dropped. */
export interface FileToSend {
  readonly file: File;
  readonly path: string;
}

/** Files of one request: few enough that an interruption costs little. */
const FILES_PER_REQUEST = 10;

/**
 * Sends files to be put aside for an import; tells how many bytes have gone. Returns their ids. Throws `ApiProblem`, or
 * the reason of the signal when it is stopped.
 */
export async function sendFiles(
  bookId: string,
  files: readonly FileToSend[],
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = [];
  let sent = 0;
  for (let from = 0; from < files.length; from += FILES_PER_REQUEST) {
    const part = files.slice(from, from + FILES_PER_REQUEST);
    const { uploads } = await sendPart(bookId, part, (bytes) => onSent(sent + bytes), signal);
    ids.push(...uploads.map(({ upload_id }) => upload_id));
    sent += part.reduce((sum, { file }) => sum + file.size, 0);
    onSent(sent);
  }
  return ids;
}

/** By XMLHttpRequest, which alone tells how much of a body has gone. */
function sendPart(
  bookId: string,
  files: readonly FileToSend[],
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ReplyOf<'upload'>> {
  const { promise, resolve, reject } = Promise.withResolvers<ReplyOf<'upload'>>();
  const request = new XMLHttpRequest();
  const stop = (): void => request.abort();
  const fail = (problem: Problem): void => reject(new ApiProblem(problem));
  request.open(methodOf('upload'), pathOf('upload', { params: { book_id: bookId } }));
  request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
  request.addEventListener('load', () => {
    if (request.status >= 400) fail(problemOf(request.status, request.responseText));
    else resolve(JSON.parse(request.responseText) as ReplyOf<'upload'>);
  });
  request.addEventListener('error', () => fail(UNREACHABLE));
  request.addEventListener('abort', () => reject(signal.reason));
  signal.addEventListener('abort', stop);
  const form = new FormData();
  for (const { file, path } of files) form.append('file', file, path);
  request.send(form);
  return promise.finally(() => signal.removeEventListener('abort', stop));
}

/** The files that were dropped, those inside folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<FileToSend[]> {
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** The files that were picked, with their path when a folder was. */
export function pickedFiles(list: FileList | null): FileToSend[] {
  return [...(list ?? [])]
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(isWanted);
}

async function filesOf(entry: FileSystemEntry): Promise<FileToSend[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, path }].filter(isWanted);
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileToSend[] = [];
  // A reader gives a folder's entries in portions and ends with an empty one.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const inner of entries) found.push(...(await filesOf(inner)));
  }
}

/** Leaves out what systems and Excel put beside files: `.DS_Store`, `Thumbs.db`, `~$…`. */
function isWanted({ path }: FileToSend): boolean {
  return (
    !/^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(path.split('/').at(-1) ?? '') && !path.includes('__MACOSX')
  );
}

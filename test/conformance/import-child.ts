import { importFiles } from '../../src/actions/import-files.ts';
import { undoImport } from '../../src/actions/undo-import.ts';
import { openBook } from '../../src/store/book.ts';

/** Imports files, or undoes an import, in a process of its own that a test kills: LOCATION ORIGINALS (PATH… | undo ID). */
const [location = '', originals = '', ...rest] = process.argv.slice(2);
const book = await openBook(location, originals === '' ? {} : { originals });
process.send?.('open');
if (rest[0] === 'undo') await undoImport(book, BigInt(rest[1] ?? '0'));
else await importFiles(book, rest, { onProgress: ({ phase }) => process.send?.(phase) });
await book.close();

import { importFiles } from '../../src/actions/importing/import-files.ts';
import { undoImport } from '../../src/actions/importing/undo-import.ts';
import { runReconciliation } from '../../src/actions/runs/run-reconciliation.ts';
import { openBook } from '../../src/store/book.ts';

/**
 * Imports files, undoes an import, or runs the reconciliation, in a process of its own that a test kills:
 * LOCATION ORIGINALS (PATH… | undo ID | run). It says what it is about to do.
 */
const [location = '', originals = '', ...rest] = process.argv.slice(2);
const book = await openBook(location, originals === '' ? {} : { originals });
process.send?.('open');
if (rest[0] === 'undo') await undoImport(book, BigInt(rest[1] ?? '0'));
else if (rest[0] === 'run')
  await runReconciliation(book, {
    onProgress: (phase) => process.send?.(phase),
    onReread: ({ bytes }) => bytes === 0 && process.send?.('reread'),
  });
else await importFiles(book, rest, { onProgress: ({ phase }) => process.send?.(phase) });
process.send?.('end');
await book.close();

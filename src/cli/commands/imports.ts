import { listImports } from '../../actions/importing/undo-import.ts';
import { withBook } from '../../actions/open-book.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { groupedCount } from '../receipt-view.ts';
import { tableLines } from '../table.ts';

/** `duideshang imports`: the files that the book holds. */
export const imports = {
  name: 'imports',
  usage: '',
  summary: {
    'zh-CN': '列出账套里导入过的文件和编号',
    'zh-TW': '列出帳本裡匯入過的檔案和編號',
    en: 'list the imported files with their numbers',
  },
  options: { book: SHARED.book },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang imports --book 我的账套',
        'zh-TW': 'duideshang imports --book 我的帳本',
        en: 'duideshang imports --book my-book',
      },
      text: { 'zh-CN': '每个文件一行', 'zh-TW': '每個檔案一行', en: 'a line per file' },
    },
  ],
  positionals: [0, 0],
  run: showImports,
} as const satisfies Command;

async function showImports({ options, language, print }: CommandContext): Promise<number> {
  const words = listWords(language);
  return withBook(existingBook(options), { changes_facts: false }, async (book) => {
    const listed = await listImports(book);
    if (listed.length === 0) {
      print(words('imports_none'));
      return EXIT.ok;
    }
    const columns = [
      { title: words('import_no'), side: 'right' as const },
      { title: words('imported_at') },
      { title: words('rows'), side: 'right' as const },
      { title: words('refused'), side: 'right' as const },
      { title: words('file') },
    ];
    const rows = listed.map(({ import_id, imported_at, receipts, file }) => [
      String(import_id),
      imported_at.slice(0, 19),
      groupedCount(receipts.reduce((sum, receipt) => sum + receipt.rows_read, 0)),
      groupedCount(receipts.reduce((sum, receipt) => sum + receipt.rows_refused, 0)),
      file,
    ]);
    for (const line of tableLines(columns, rows)) print(line);
    return EXIT.ok;
  });
}

import { listImports, undoImport } from '../../actions/importing/undo-import.ts';
import { withBook } from '../../actions/open-book.ts';
import { DuideshangError } from '../../errors.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';

/** `duideshang undo [IMPORT]`: takes an import back as a whole. */
export const undo = {
  name: 'undo',
  usage: '[IMPORT]',
  summary: {
    'zh-CN': '撤销一次导入，整份去掉；不写编号就是最后一次',
    'zh-TW': '復原一次匯入，整份去掉；不寫編號就是最後一次',
    en: 'take an import back as a whole; the last one without a number',
  },
  options: { book: SHARED.book },
  examples: [
    {
      line: 'duideshang imports',
      text: { 'zh-CN': '先看编号', 'zh-TW': '先看編號', en: 'look up the number first' },
    },
    {
      line: 'duideshang undo 3',
      text: { 'zh-CN': '撤销编号 3 的导入', 'zh-TW': '復原編號 3 的匯入', en: 'take import 3 back' },
    },
  ],
  positionals: [0, 1],
  run: undoOne,
} as const satisfies Command;

async function undoOne({ options, positionals, language, print }: CommandContext): Promise<number> {
  const [number] = positionals;
  return withBook(existingBook(options), {}, async (book) => {
    const imports = await listImports(book);
    const found =
      number === undefined ? imports.at(-1) : imports.find((each) => String(each.import_id) === number);
    if (found === undefined) throw new DuideshangError('import_not_found', { import_id: number ?? '-' });
    await undoImport(book, found.import_id);
    print(listWords(language)('undone', { import_id: String(found.import_id), file: found.file }));
    return EXIT.ok;
  });
}

import { writeFile } from 'node:fs/promises';
import { withBook } from '../../actions/open-book.ts';
import {
  listTemplates,
  readTemplateFile,
  removeTemplate,
  saveTemplate,
  templateOf,
} from '../../actions/teaching/templates.ts';
import { say } from '../../model/language.ts';
import { KIND_NAMES } from '../../sources/templates/kind-names.ts';
import type { Book } from '../../store/book.ts';
import { badArgument, textOption } from '../arguments.ts';
import { bookOption } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { SHARED } from '../options.ts';
import { tableLines } from '../table.ts';
import { TEACH_TEXTS } from '../teach-texts.ts';

/** `duideshang templates`: the layouts that the book was taught. */
export const templates = {
  name: 'templates',
  usage: '',
  summary: {
    'zh-CN': '列出、导入、导出账套学会的格式',
    'zh-TW': '列出、匯入、匯出帳本學會的格式',
    en: 'list, add and export the layouts that the book was taught',
  },
  options: {
    add: {
      value: 'FILE',
      text: {
        'zh-CN': '加入同事给的模板',
        'zh-TW': '加入同事給的範本',
        en: 'add the template of a colleague',
      },
    },
    export: {
      value: 'NAME',
      text: {
        'zh-CN': '写出这个模板（配合 --out）',
        'zh-TW': '寫出這個範本（搭配 --out）',
        en: 'write this template, with --out',
      },
    },
    out: {
      value: 'FILE',
      text: { 'zh-CN': '写到哪个文件', 'zh-TW': '寫到哪個檔案', en: 'the file to write' },
    },
    remove: { value: 'NAME', text: { 'zh-CN': '停用', 'zh-TW': '停用', en: 'take out of use' } },
    book: SHARED.book,
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang templates --export 某银行 --out 某银行.json --book 我的账套',
        'zh-TW': 'duideshang templates --export 某銀行 --out 某銀行.json --book 我的帳本',
        en: 'duideshang templates --export my-bank --out my-bank.json --book my-book',
      },
      text: { 'zh-CN': '发给同事', 'zh-TW': '傳給同事', en: 'to send to a colleague' },
    },
  ],
  positionals: [0, 0],
  run: changeTemplates,
} as const satisfies Command;

async function changeTemplates(context: CommandContext): Promise<number> {
  const { options, language, print } = context;
  const add = textOption(options, 'add');
  const remove = textOption(options, 'remove');
  const exported = textOption(options, 'export');
  return withBook(bookOption(options), {}, async (book) => {
    if (add !== undefined) await saveTemplate(book, await readTemplateFile(add), null);
    if (remove !== undefined) {
      await removeTemplate(book, remove);
      print(say(TEACH_TEXTS.template_removed, language, { name: remove }));
    }
    if (exported !== undefined) await exportTemplate(book, exported, context);
    else await showTemplates(book, context);
    return EXIT.ok;
  });
}

async function exportTemplate(
  book: Book,
  name: string,
  { options, language, print }: CommandContext,
): Promise<void> {
  const text = `${JSON.stringify(await templateOf(book, name), null, 2)}\n`;
  const out = textOption(options, 'out');
  if (out === undefined) throw badArgument('--out');
  await writeFile(out, text);
  print(say(TEACH_TEXTS.template_written, language, { path: out }));
}

async function showTemplates(book: Book, { language, print }: CommandContext): Promise<void> {
  const kept = await listTemplates(book);
  if (kept.length === 0) {
    print(TEACH_TEXTS.templates_none[language]);
    return;
  }
  const titles = [
    TEACH_TEXTS.template_name,
    TEACH_TEXTS.template_kind,
    TEACH_TEXTS.template_channel,
    TEACH_TEXTS.template_headers,
  ];
  const rows = kept.map(({ template }) => [
    template.name,
    KIND_NAMES[template.kind][language],
    template.channel,
    template.headers.join(','),
  ]);
  for (const line of tableLines(
    titles.map((title) => ({ title: title[language] })),
    rows,
  ))
    print(line);
}

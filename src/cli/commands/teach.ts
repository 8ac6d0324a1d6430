import { writeFile } from 'node:fs/promises';
import { withBook } from '../../actions/open-book.ts';
import { draftTemplate, layoutNameOf, type Teaching } from '../../actions/teaching/teach-file.ts';
import { readTemplateFile, saveTemplate } from '../../actions/teaching/templates.ts';
import { say } from '../../model/language.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { TEACHABLE_KINDS, type TeachableKind } from '../../sources/templates/fields.ts';
import { badArgument, textOption } from '../arguments.ts';
import { bookOption } from '../book-place.ts';
import { type Command, type CommandContext, EXIT, type OptionValues } from '../command.ts';
import { draftLines } from '../draft-view.ts';
import { SHARED } from '../options.ts';
import { TEACH_TEXTS } from '../teach-texts.ts';

/** `duideshang teach`: shows how a file of an unknown layout is understood, and keeps it. */
export const teach = {
  name: 'teach',
  usage: 'FILE',
  summary: {
    'zh-CN': '教程序认识一种新格式的文件',
    'zh-TW': '教程式認識一種新格式的檔案',
    en: 'teach the program files of a new layout',
  },
  about: {
    'zh-CN':
      '找出表头，按列名和内容猜每列是什么，有余额就用余额验证收支方向，列出前几行理解成了什么。加 --save 记在账套里。模板的写法见 docs/reference/templates.md。',
    'zh-TW':
      '找出表頭，按欄名和內容猜每欄是什麼，有餘額就用餘額驗證收支方向，列出前幾列理解成了什麼。加 --save 記在帳本裡。範本的寫法見 docs/reference/templates.md。',
    en: 'Finds the header row, guesses by names and cells what each column is, proves the directions by the balance where there is one, and shows the first rows as they are understood. --save keeps it in the book. docs/reference/templates.md tells how a template is written.',
  },
  options: {
    name: {
      value: 'NAME',
      text: {
        'zh-CN': '这种格式的名称；不写则用文件名',
        'zh-TW': '這種格式的名稱；不寫則用檔案名稱',
        en: 'what the layout is called; else the name of the file',
      },
    },
    kind: {
      value: 'KIND',
      text: {
        'zh-CN': `每行是什么；不写则猜：${TEACHABLE_KINDS.join(' ')}`,
        'zh-TW': `每列是什麼；不寫則猜：${TEACHABLE_KINDS.join(' ')}`,
        en: `what a row is; guessed when left out: ${TEACHABLE_KINDS.join(' ')}`,
      },
    },
    template: {
      value: 'FILE',
      text: {
        'zh-CN': '用这个模板，不猜',
        'zh-TW': '用這個範本，不猜',
        en: 'use this template instead of guessing',
      },
    },
    save: { text: { 'zh-CN': '记在账套里', 'zh-TW': '記在帳本裡', en: 'keep it in the book' } },
    out: {
      value: 'FILE',
      text: { 'zh-CN': '把模板写成文件', 'zh-TW': '把範本寫成檔案', en: 'write the template to a file' },
    },
    password: SHARED.password,
    book: SHARED.book,
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang teach 某银行明细.xlsx --name 某银行 --save --book 我的账套',
        'zh-TW': 'duideshang teach 某銀行明細.xlsx --name 某銀行 --save --book 我的帳本',
        en: 'duideshang teach bank.xlsx --name my-bank --save --book my-book',
      },
      text: {
        'zh-CN': '教一次，以后同样的文件直接导入',
        'zh-TW': '教一次，以後同樣的檔案直接匯入',
        en: 'taught once, such files are imported from then on',
      },
    },
  ],
  positionals: [1, 1],
  run: teachFile,
} as const satisfies Command;

async function teachFile({ options, positionals, language, print }: CommandContext): Promise<number> {
  const file = positionals[0] ?? '';
  const draft = await draftTemplate(file, await teachingOf(file, options));
  for (const line of draftLines(draft, file, language)) print(line);
  const out = textOption(options, 'out');
  if (out !== undefined) {
    await writeFile(out, `${JSON.stringify(draft.template, null, 2)}\n`);
    print(say(TEACH_TEXTS.template_written, language, { path: out }));
  }
  if (draft.missing.length > 0) return EXIT.refused;
  if (options.save !== true) {
    if (out === undefined) print(TEACH_TEXTS.template_not_saved[language]);
    return EXIT.ok;
  }
  await withBook(bookOption(options), {}, (book) => saveTemplate(book, draft.template, null));
  print(TEACH_TEXTS.template_saved[language]);
  return EXIT.ok;
}

async function teachingOf(file: string, options: OptionValues): Promise<Teaching> {
  const given = textOption(options, 'template');
  const template = given === undefined ? undefined : await readTemplateFile(given);
  const name = textOption(options, 'name') ?? template?.name ?? layoutNameOf(file);
  const kind = kindOption(textOption(options, 'kind'));
  const password = textOption(options, 'password');
  return {
    file,
    said: { name, ...(kind !== undefined && { kind }) },
    limits: DEFAULT_LIMITS,
    ...(template !== undefined && { template: { ...template, name } }),
    ...(password !== undefined && { password }),
  };
}

function kindOption(word: string | undefined): TeachableKind | undefined {
  if (word === undefined) return undefined;
  const kind = TEACHABLE_KINDS.find((each) => each === word);
  if (kind === undefined) throw badArgument(`--kind ${word}: ${TEACHABLE_KINDS.join(' | ')}`);
  return kind;
}

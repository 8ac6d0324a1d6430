import { withBook } from '../../actions/open-book.ts';
import type { Language } from '../../model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, nameOf, TYPE_NAMES } from '../../model/names.ts';
import { formatMinor } from '../../money/money.ts';
import { BUILT_IN_RULES, NO_RULES, type RuleBook } from '../../sources/rules/rule-book.ts';
import { readRules, writeRules } from '../../store/runs/rules.ts';
import { textOption } from '../arguments.ts';
import { bookOption } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { type ListWords, listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { tableLines } from '../table.ts';
import { setRules } from '../work.ts';

/** `duideshang rules`: how money lines get their order and their fee. */
export const rules = {
  name: 'rules',
  usage: '',
  summary: {
    'zh-CN': '查看或更换账套的规则（流水怎样找订单、怎样归类、多大差额放行）',
    'zh-TW': '查看或更換帳本的規則（收支明細怎樣找訂單、怎樣歸類、多大差額放行）',
    en: 'show or replace the rules of the book: how lines find their order and their fee, what is let pass',
  },
  about: {
    'zh-CN':
      '账套自己的规则排在内置规则前面。写法见 docs/reference/rules.md。换了规则要再对一次账；单号规则有变时，会先重读已导入的账单。',
    'zh-TW':
      '帳本自己的規則排在內建規則前面。寫法見 docs/reference/rules.md。換了規則要再對一次帳；單號規則有變時，會先重讀已匯入的對帳單。',
    en: 'The rules of the book come before the built-in ones. docs/reference/rules.md tells how to write them. Reconcile again after a change; where order number rules changed, the statements are read again first.',
  },
  options: {
    set: {
      value: 'FILE',
      text: {
        'zh-CN': '换成这个文件里的规则',
        'zh-TW': '換成這個檔案裡的規則',
        en: 'use the rules of this file',
      },
    },
    clear: {
      text: {
        'zh-CN': '去掉账套自己的规则',
        'zh-TW': '去掉帳本自己的規則',
        en: 'take the rules of the book away',
      },
    },
    all: {
      text: { 'zh-CN': '也列出内置规则', 'zh-TW': '也列出內建規則', en: 'list the built-in rules too' },
    },
    book: SHARED.book,
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang rules --set 规则.json --book 我的账套',
        'zh-TW': 'duideshang rules --set 規則.json --book 我的帳本',
        en: 'duideshang rules --set rules.json --book my-book',
      },
      text: {
        'zh-CN': '让程序认识您店里特有的科目',
        'zh-TW': '讓程式認識您店裡特有的科目',
        en: 'teach the program the subjects of your shop',
      },
    },
  ],
  positionals: [0, 0],
  run: showRules,
} as const satisfies Command;

async function showRules({ options, language, print }: CommandContext): Promise<number> {
  const words = listWords(language);
  const file = textOption(options, 'set');
  return withBook(bookOption(options), {}, async (book) => {
    if (file !== undefined) await setRules(book, file);
    else if (options.clear === true) {
      await book.store.transaction((tx) => writeRules(tx, book.book_id, NO_RULES));
    }
    const own = await readRules(book.store, book.book_id);
    const counts = {
      fees: own.fee_rules.length,
      keys: own.key_rules.length,
      rates: own.fee_rates.length,
      others: own.tolerances.length + own.settlement_days.length + own.cause_order.length,
    };
    if (file !== undefined) print(words('rules_set', { file, ...counts }));
    else if (options.clear === true) print(words('rules_cleared'));
    if (counts.fees + counts.keys + counts.rates + counts.others === 0) print(words('rules_none'));
    else for (const line of [words('rules_own'), ...ruleLines(own, language, words)]) print(line);
    const built = { fees: BUILT_IN_RULES.fee_rules.length, keys: BUILT_IN_RULES.key_rules.length };
    print(words('rules_built_in', built));
    if (options.all === true) for (const line of ruleLines(BUILT_IN_RULES, language, words)) print(line);
    return EXIT.ok;
  });
}

function ruleLines(book: RuleBook, language: Language, words: ListWords): string[] {
  const rows = [
    ...book.key_rules.map(({ id, names, field, pattern }) => [id, names, `${field} ~ ${pattern}`]),
    ...book.fee_rules.map(({ id, component, test }) => [
      id,
      nameOf(COMPONENT_NAMES, component, language),
      `${test.field} ${test.how} ${test.value}`,
    ]),
    ...book.fee_rates.map(({ id, component, shop, percent }) => [
      id,
      nameOf(COMPONENT_NAMES, component, language),
      `${shop}: ${percent} %`,
    ]),
    ...book.tolerances.map(({ id, exception_type, shop, tolerance_minor }) => [
      id,
      nameOf(TYPE_NAMES, exception_type, language),
      `${shop}: ≤ ${formatMinor(tolerance_minor)}`,
    ]),
    ...book.settlement_days.map(({ id, channel, shop, days }) => [
      id,
      channel,
      `${shop}: ${words('rule_days', { days })}`,
    ]),
    ...book.cause_order.map((cause, at) => [cause, nameOf(CAUSE_NAMES, cause, language), String(at + 1)]),
  ];
  return tableLines(
    [{ title: words('rule_id') }, { title: words('rule_result') }, { title: words('rule_test') }],
    rows,
  );
}

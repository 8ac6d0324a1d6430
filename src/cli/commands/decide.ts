import { userInfo } from 'node:os';
import { DECISIONS, decide, decideMatch, takeBack } from '../../actions/cases/decide.ts';
import { withBook } from '../../actions/open-book.ts';
import { EXCEPTION_TYPES } from '../../model/result.ts';
import { badArgument, choiceOption, textOption } from '../arguments.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { tell } from '../texts.ts';

const WHAT = [...DECISIONS, 'match', 'undo'] as const;

/** `duideshang decide ORDER_NO accept|write_off|match|undo`: keeps what a person decided. */
export const decideCommand = {
  name: 'decide',
  usage: 'ORDER_NO accept|write_off|match|undo',
  summary: {
    'zh-CN': '记下对一个订单的差异的决定',
    'zh-TW': '記下對一筆訂單差異的決定',
    en: 'keep a decision about the exceptions of an order',
  },
  about: {
    'zh-CN':
      'accept：查明了，不是问题。write_off：放弃这笔差额。match：--key 那笔钱属于这个订单。undo：收回对这个订单的全部决定。\n决定记在账套里，重跑、补导入都不会丢；金额变了会再问您。',
    'zh-TW':
      'accept：查明了，不是問題。write_off：放棄這筆差額。match：--key 那筆款項屬於這筆訂單。undo：收回對這筆訂單的全部決定。\n決定記在帳本裡，重跑、補匯入都不會遺失；金額變了會再問您。',
    en: 'accept: looked into, no problem. write_off: the money is given up. match: the money of --key belongs to this order. undo: take all decisions about this order back.\nDecisions stay in the book through every run; when the money changes you are asked again.',
  },
  options: {
    note: {
      value: 'TEXT',
      text: { 'zh-CN': '理由', 'zh-TW': '理由', en: 'why' },
    },
    type: {
      value: 'TYPE',
      text: { 'zh-CN': '只对这一类差异', 'zh-TW': '只對這一類差異', en: 'only exceptions of this type' },
    },
    key: {
      value: 'KEY',
      text: {
        'zh-CN': 'match 用：流水里写的号码',
        'zh-TW': 'match 用：收支明細裡寫的號碼',
        en: 'for match: the number that the wallet line names',
      },
    },
    by: {
      value: 'NAME',
      text: {
        'zh-CN': '谁决定的；不写则用电脑的用户名',
        'zh-TW': '誰決定的；不寫則用電腦的使用者名稱',
        en: 'who decides; the user of this computer when left out',
      },
    },
    book: SHARED.book,
  },
  examples: [
    {
      line: {
        'zh-CN': 'duideshang decide 1234567890123456789 accept --note "已和平台核实"',
        'zh-TW': 'duideshang decide 1234567890123456789 accept --note "已與平台核實"',
        en: 'duideshang decide 1234567890123456789 accept --note "settled with the platform"',
      },
      text: { 'zh-CN': '查明了，不再提示', 'zh-TW': '查明了，不再提示', en: 'looked into; do not ask again' },
    },
  ],
  positionals: [2, 2],
  run: keepDecision,
} as const satisfies Command;

async function keepDecision({ options, positionals, language, print }: CommandContext): Promise<number> {
  const [orderNo = '', word = ''] = positionals;
  const what = choiceOption({ DECISION: word }, 'DECISION', WHAT, language) ?? 'accept';
  const type = choiceOption(options, 'type', EXCEPTION_TYPES, language);
  const key = textOption(options, 'key');
  if (what === 'match' && key === undefined)
    throw badArgument(tell('words_missing', language, { usage: '--key' }));
  const note = {
    made_by: textOption(options, 'by') ?? userInfo().username,
    note: textOption(options, 'note') ?? '',
  };
  const words = listWords(language);
  return withBook(existingBook(options), { changes_facts: false }, async (book) => {
    if (what === 'undo') print(words('taken_back', { count: await takeBack(book, orderNo, note.made_by) }));
    else if (what === 'match') {
      await decideMatch(book, key ?? '', orderNo, note);
      print(words('matched_done', { key: key ?? '', order_no: orderNo }));
    } else print(words('decided_done', { count: await decide(book, orderNo, what, note, type) }));
    return EXIT.ok;
  });
}

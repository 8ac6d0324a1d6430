import { withBook } from '../../actions/open-book.ts';
import { explainOrder } from '../../actions/orders/explain-order.ts';
import { exceptionSays } from '../../exceptions/says.ts';
import { COUNTER_NAMES, STEP_NAMES } from '../../model/case-names.ts';
import type { Language } from '../../model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, nameOf, STATE_NAMES, TYPE_NAMES } from '../../model/names.ts';
import { RECORD_EVENT_NAMES } from '../../model/record-names.ts';
import type { RecordEvent } from '../../model/records.ts';
import type { OrderStory, StoryEvent } from '../../model/run.ts';
import { groupedMinor } from '../../reports/amounts.ts';
import { existingBook } from '../book-place.ts';
import { type Command, type CommandContext, EXIT } from '../command.ts';
import { evidenceList, evidenceText } from '../evidence.ts';
import { type ListWords, listWords } from '../list-texts.ts';
import { SHARED } from '../options.ts';
import { equationSums } from '../result-view.ts';
import { indented } from '../table.ts';

/** `duideshang explain ORDER_NO`: everything known about one order. */
export const explain = {
  name: 'explain',
  usage: 'ORDER_NO',
  summary: {
    'zh-CN': '一个订单的来龙去脉，按时间排列',
    'zh-TW': '一筆訂單的來龍去脈，按時間排列',
    en: 'everything known about one order, in order of time',
  },
  about: {
    'zh-CN': '也可以写子订单号、支付单号、退款编号、流水号、物流单号，会找到它们所属的订单。',
    'zh-TW': '也可以寫子訂單號、支付單號、退款編號、明細編號、物流單號，會找到它們所屬的訂單。',
    en: 'A sub-order, payment, refund, wallet line or tracking number leads to its order too.',
  },
  options: {
    book: SHARED.book,
    cells: {
      text: {
        'zh-CN': '同时列出每一行的原始单元格（买家信息隐去）',
        'zh-TW': '同時列出每一列的原始儲存格（買家資訊隱去）',
        en: 'also show the raw cells of every row (buyers masked)',
      },
    },
  },
  examples: [
    {
      line: 'duideshang explain 1234567890123456789',
      text: {
        'zh-CN': '下单、付款、退款、每一笔到账和扣费，各在哪个文件哪一行',
        'zh-TW': '下單、付款、退款、每一筆到帳與扣費，各在哪個檔案哪一列',
        en: 'order, payment, refunds, every receipt and fee, each with its file and row',
      },
    },
  ],
  positionals: [1, 1],
  run: tellStory,
} as const satisfies Command;

async function tellStory({ options, positionals, language, print }: CommandContext): Promise<number> {
  const [number = ''] = positionals;
  return withBook(existingBook(options), { changes_facts: false }, async (book) => {
    const story = await explainOrder(book, number, { cells: options.cells === true });
    for (const line of storyLines(story, language)) print(line);
    return EXIT.ok;
  });
}

/** The story as lines. */
export function storyLines(story: OrderStory, language: Language): string[] {
  const words = listWords(language);
  const state = story.state === null ? null : nameOf(STATE_NAMES, story.state, language);
  const cause = story.cause === null ? '' : ` (${nameOf(CAUSE_NAMES, story.cause, language)})`;
  return [
    words('story_title', { order_no: story.order_no }),
    state === null ? words('story_no_run') : words('story_state', { state: state + cause }),
    '',
    words('story_events'),
    ...indented(story.events.flatMap((event) => eventLines(event, language, words))),
    ...(story.equation === null
      ? []
      : ['', words('story_equation'), ...indented(equationSums(story.equation, language))]),
    ...(story.exceptions.length === 0 ? [] : ['', words('story_exceptions')]),
    ...story.exceptions.flatMap((exception) =>
      indented([
        `${nameOf(TYPE_NAMES, exception.type, language)} ${groupedMinor(exception.discrepancy_minor)}`,
        `  ${exceptionSays(exception, language)}`,
        `  ${words('evidence')}: ${evidenceList(exception.evidence, language)}`,
      ]),
    ),
  ];
}

function eventLines(event: StoryEvent, language: Language, words: ListWords): string[] {
  const component = event.component === null ? null : nameOf(COMPONENT_NAMES, event.component, language);
  const amount = event.amount_minor === null ? null : groupedMinor(event.amount_minor);
  const head = [
    event.at ?? '-'.repeat(19),
    whatText(event, language, words),
    component,
    amount,
    event.live ? null : words(isDone(event) ? 'taken_back_later' : 'superseded'),
  ];
  const place = event.evidence === null ? [] : [`    ${evidenceText(event.evidence, language)}`];
  const details = Object.entries(event.details).map(([name, value]) =>
    detailText(name, value, language, words),
  );
  return [
    head.filter((part) => part !== null).join('  '),
    ...(details.length === 0 ? [] : [`    ${details.join('  ')}`]),
    ...place,
    ...Object.entries(event.cells ?? {}).map(([header, cell]) => `      ${header}: ${cell}`),
  ];
}

function whatText({ what }: StoryEvent, language: Language, words: ListWords): string {
  return isRecord(what) ? RECORD_EVENT_NAMES[what][language] : words(`what_${what}`);
}

function isRecord(what: StoryEvent['what']): what is RecordEvent {
  return what in RECORD_EVENT_NAMES;
}

/** Whether people did it; it is not a fact of a file. */
function isDone({ what }: StoryEvent): boolean {
  return what === 'decision' || what === 'transfer';
}

/** Details that say nothing without a word beside them. */
const WORDED = [
  'paid_at',
  'shipped_at',
  'parcel',
  'delivered_at',
  'payout',
  'quantity',
  'weight',
  'joined',
] as const;

function isWorded(name: string): name is (typeof WORDED)[number] {
  return WORDED.some((worded) => worded === name);
}

function detailText(name: string, value: string, language: Language, words: ListWords): string {
  if (isWorded(name)) return words(`detail_${name}`, { value });
  if (name === 'counter') return nameOf(COUNTER_NAMES, value, language);
  return name === 'decision' ? nameOf(STEP_NAMES, value, language) : value;
}

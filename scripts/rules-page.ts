import { formatMinor } from '../src/money/money.ts';
import { BUILT_IN_FEE_RULES } from '../src/sources/rules/built-in-fee-rules.ts';
import { BUILT_IN_KEY_RULES } from '../src/sources/rules/built-in-key-rules.ts';
import type { FeeRule, FeeTest } from '../src/sources/rules/fee-rules.ts';
import type { KeyRule } from '../src/sources/rules/key-rules.ts';
import { RULE_TEXT_MAX, USER_RULES_MAX } from '../src/sources/rules/rule-book.ts';
import { SETTLEMENT_DAYS_MAX, TOLERANCE_MINOR_MAX, TOLERATED_TYPES } from '../src/sources/rules/run-rules.ts';

const HOW_SAYS = {
  equals: 'is',
  starts_with: 'starts with',
  contains: 'contains',
  matches: 'matches',
} as const satisfies Record<FeeTest['how'], string>;

const HOW_TO_WRITE = `# Key rules and fee rules

Written by \`npm run reference\` from the program; never edited by hand.
A wallet line says in its numbers and words which order it belongs to and what it is for. Two lists of rules read them:
**key rules** find the order number, **fee rules** find the component. Rules are tried in order and the first that fits
decides; a book's own rules are tried before the built-in ones. Every line remembers which rules spoke.

Key rules are applied when a file is read: when they have changed, the next run reads the kept originals again. Fee rules are applied
when a reconciliation is run: a new one reclassifies every line at once.

## Writing rules

A rules file is JSON. Each list may be left out. At most ${USER_RULES_MAX} rules of a kind, ${RULE_TEXT_MAX} characters a text.

\`\`\`json
{
  "key_rules": [
    {
      "id": "my-reshipment",
      "channel": "alipay",
      "field": "memo",
      "pattern": "^补单(\\\\d{10,19})$",
      "names": "order_no"
    }
  ],
  "fee_rules": [
    {
      "id": "my-packaging",
      "channel": "alipay",
      "test": { "field": "memo", "how": "contains", "value": "包材" },
      "and": { "field": "entry_type", "how": "equals", "value": "转账" },
      "component": "logistics_fee"
    }
  ],
  "fee_rates": [
    { "id": "my-commission", "shop": "*", "component": "commission", "percent": "5" }
  ],
  "tolerances": [
    { "id": "a-few-fen", "exception_type": "amount_short", "shop": "*", "tolerance": "0.05" }
  ],
  "settlement_days": [
    { "id": "slow-wechat", "channel": "wechat", "shop": "*", "days": 7 }
  ],
  "cause_order": ["partial_refund", "damaged_id"]
}
\`\`\`

| of a key rule | |
|---|---|
| \`id\` | any text that no other rule of the kind has |
| \`channel\` | the channel of the statement (\`alipay\`, \`alipay-pooled\`, \`wechat\`, \`douyin\` …), or \`*\`; \`alipay\` also speaks for \`alipay-pooled\` |
| \`field\` | \`base_order_no\` (业务基础订单号; of the pooled account its order column), \`merchant_order_no\` (商户订单号, 业务凭证号), \`entry_type\` (业务类型), \`description\` (业务描述), \`memo\` (备注), \`title\` (商品名称), \`any\` (all words) |
| \`pattern\` | regular expression, found anywhere unless anchored with \`^\` and \`$\` |
| \`names\` | \`order_no\`: the one capture group is the number. \`tracking_no\`: it is that of a parcel, and a run finds its order. \`nothing\`: the line is the seller's own and names no order |
| \`guard\` | optional \`{"field", "pattern"}\` that must hold too |

| of a fee rule | |
|---|---|
| \`id\`, \`channel\` | as above |
| \`test\` | \`field\`: \`description\`, \`entry_type\`, \`memo\` or \`any\`; \`how\`: \`equals\`, \`starts_with\`, \`contains\` or \`matches\` (regular expression); \`value\` |
| \`and\` | optional second test that must hold too |
| \`component\` | one of the [components](results.md) |
| \`within\` | optional: the component of a fee that is taken within such a line; \`processing_fee\` when left out |

| of a fee rate | |
|---|---|
| \`id\` | any text that no other rate has |
| \`shop\` | name of the shop as in the order export, or \`*\` for every shop without a rate of its own |
| \`component\` | \`commission\`, \`platform_service_fee\`, \`points\` or \`processing_fee\` |
| \`percent\` | text with at most two decimals, e.g. \`"0.6"\` |

Fees are audited against a given rate; without one, against the rate that prevails in the shop's own orders.

| of a tolerance | |
|---|---|
| \`id\`, \`shop\` | as above |
| \`exception_type\` | ${TOLERATED_TYPES.map((type) => `\`${type}\``).join(', ')} |
| \`tolerance\` | amount as text, at most \`"${formatMinor(TOLERANCE_MINOR_MAX)}"\` |

A difference up to the tolerance raises no exception: what came counts as what was expected, and the key is matched with the
cause \`rounding\`. A fee variance up to it is let pass.

| of settlement days | |
|---|---|
| \`id\`, \`shop\` | as above |
| \`channel\` | \`alipay\`, \`alipay-pooled\`, \`wechat\`, or \`*\` for every channel without days of its own |
| \`days\` | 0 to ${SETTLEMENT_DAYS_MAX}: until then after confirmation money is not late |

Where no days are stated they are learned from the delays that the book's own receipts had.

\`cause_order\` names causes that are tried before the others, in this order. A cause holds where its test does, whatever its
place; of several that hold, the first is told. \`unexplained\` is always the last.

In the memo of a fee rule every run of digits is \`#\` (\`基础软件服务费(#)扣款\`), so that equal kinds of line are one subject;
a value may be written with digits, a \`matches\` pattern must use \`#\`. The product in \`售后退款-<product>-T200P…\` is left
out. 商品名称 joins the memo only where 业务描述 is empty, the line is no buyer's payment or refund, and a built-in rule knows
the title. A fee and its return have one component: the sign of the amount tells them apart. What no rule knows is
\`unclassified\` and listed after each run.

A number of 20 digits or more is never a Taobao order: 28 digits are a payment number, 31 a WeChat transfer, 32 a line
number. No built-in key rule takes one.
`;

/** The page of the key rules and fee rules: how to write one, and those that come with the program. */
export function rulesPage(): string {
  return `${HOW_TO_WRITE}
## Built-in key rules

${table(['rule', 'channel', 'field', 'pattern', 'only where', 'names'], BUILT_IN_KEY_RULES.map(keyCells))}
## Built-in fee rules

Codes of 业务描述 first, then the type of a trade, then names of own-account moves and fees, then what little else is
known. 聚划算 is a platform service fee, not a commission, so that the prevailing commission rate of a shop stays one rate.

${table(['rule', 'channel', 'speaks where', 'component'], BUILT_IN_FEE_RULES.map(feeCells))}`;
}

function keyCells({ id, channel, field, pattern, guard, names }: KeyRule): string[] {
  const only = guard === undefined ? '' : `${guard.field} ${code(guard.pattern)}`;
  return [code(id), channel, field, code(pattern), only, names];
}

function feeCells({ id, channel, test, and, component, within }: FeeRule): string[] {
  const tests = and === undefined ? [test] : [test, and];
  const speaks = tests
    .map(({ field, how, value }) => `${field} ${HOW_SAYS[how]} ${code(value)}`)
    .join(' and ');
  const fee = within === undefined ? '' : `, fee within: ${code(within)}`;
  return [code(id), channel, speaks, `${code(component)}${fee}`];
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

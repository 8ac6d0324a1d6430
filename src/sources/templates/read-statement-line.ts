import { parseWallTime } from '../../calendar/wall-time.ts';
import type { WallTime } from '../../model/facts.ts';
import { absolute, type Minor } from '../../money/money.ts';
import { twoColumnAmount, walletLine } from '../parts/wallet-line.ts';
import type { NormalizedRow, Refusal, RowContext } from '../source.ts';
import type { Template } from './template.ts';
import type { FieldValues } from './template-source.ts';

/** The statement line of a row. Without a number of its own its whole content identifies it. */
export function readStatementLine(
  template: Template,
  values: FieldValues,
  context: RowContext,
): NormalizedRow<'statement_lines'> | Refusal {
  const happened_at = momentOf(values);
  if (happened_at === null)
    return { code: 'not_a_time', column: 'at_time', value: words(values.at_time) ?? '' };
  const amount_minor = amountOf(template, values);
  if (amount_minor === 'unknown')
    return { code: 'unknown_sign', column: 'direction', value: words(values.direction) ?? '' };
  if (amount_minor === null) return { code: 'missing_value', column: amountColumn(values), value: '' };
  const line_no = words(values.line_no);
  const money = {
    amount_minor,
    fee_minor: absolute(minor(values.fee) ?? 0n),
    balance_minor: minor(values.balance),
  };
  const account_no = words(values.account_no) ?? context.preamble.account_no ?? null;
  const order_no = words(values.order_no);
  const cells = {
    happened_at,
    line_no,
    transaction_no: words(values.transaction_no),
    base_order_no: order_no,
    entry_type: words(values.entry_type),
    description: words(values.description),
    memo: [words(values.counterparty), words(values.memo)].filter((part) => part !== null).join(' '),
  };
  const fact = walletLine(template.channel, account_no, cells, money, context);
  return {
    identity: line_no ?? [account_no, ...Object.values(cells), ...Object.values(money)].join('|'),
    fact: order_no === null ? fact : { ...fact, order_no, key_rule: fact.key_rule ?? 'column' },
  };
}

/** What a template says of the way that money goes. */
export type Signs = Pick<Template, 'positive_is' | 'inflow_words' | 'outflow_words'>;

/** The signed amount, inflow positive; null where the row has none, `unknown` where it does not say which way. */
export function amountOf(signs: Signs, values: FieldValues): Minor | null | 'unknown' {
  const [inflow, outflow, amount] = [minor(values.inflow), minor(values.outflow), minor(values.amount)];
  if (inflow !== null || outflow !== null) return twoColumnAmount(inflow, outflow);
  if (amount === null) return null;
  if (values.direction === undefined) return signs.positive_is === 'outflow' ? -amount : amount;
  const direction = words(values.direction) ?? '';
  if (signs.outflow_words?.includes(direction)) return -absolute(amount);
  return signs.inflow_words?.includes(direction) ? absolute(amount) : 'unknown';
}

function amountColumn(values: FieldValues): string {
  return values.amount === undefined ? (values.inflow === undefined ? 'outflow' : 'inflow') : 'amount';
}

/** The day with the clock time where that stands in a column of its own, which may hold the whole moment. */
function momentOf(values: FieldValues): WallTime | null {
  const day = words(values.happened_at) ?? '';
  const clock = words(values.at_time);
  if (clock === null) return day;
  const colons = /^\d{6}$/.test(clock) ? clock.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3') : clock;
  return parseWallTime(`${day.slice(0, 10)} ${colons}`) ?? parseWallTime(clock);
}

function words(value: FieldValues[string]): string | null {
  return typeof value === 'string' ? value : null;
}

function minor(value: FieldValues[string]): Minor | null {
  return typeof value === 'bigint' ? value : null;
}

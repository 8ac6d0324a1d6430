import type { Condition, ListColumn } from '../../../../src/server/contract/lists.ts';
import { countText, momentText, moneyText, quantityText } from '../../words/format.ts';
import type { TABLE } from '../../words/table.ts';
import type { Language } from '../../words/words.ts';
import { valueText } from './cell-text.tsx';

type Texts = (typeof TABLE)[Language];
const NAMED_COUNT = 2;

/** What a condition asks, in words: `已付金额 ≥ 100.00`. */
export function conditionText(
  { how, values }: Condition,
  column: ListColumn,
  text: Texts,
  language: Language,
): string {
  const shown = values.map((value) => shownValue(value, column, text, language));
  if (how === 'between') return betweenText(values, shown, text);
  if (how === 'contains') return `${text.contains} ${shown.join(text.or)}`;
  if (how === 'starts') return `${text.starts} ${shown.join(text.or)}`;
  const [first = ''] = shown;
  const joined =
    shown.length > NAMED_COUNT ? text.others(first, countText(shown.length, language)) : shown.join(text.or);
  return how === 'is_not' ? text.not(joined) : joined;
}

function betweenText(
  values: readonly string[],
  [from = '', to = '']: readonly string[],
  text: Texts,
): string {
  const [low = '', high = ''] = values;
  if (low === '') return text.at_most(to);
  if (high === '') return text.at_least(from);
  return from === to ? from : text.between(from, to);
}

function shownValue(value: string, column: ListColumn, text: Texts, language: Language): string {
  if (value === '') return text.no_value;
  if (column.type === 'money') return /^-?\d+$/.test(value) ? moneyText(value) : value;
  if (column.type === 'quantity') return /^-?\d+$/.test(value) ? quantityText(value) : value;
  if (column.type === 'moment') return momentText(value).replace(/ (00:00|23:59)$/, '');
  return valueText(column, value, language);
}

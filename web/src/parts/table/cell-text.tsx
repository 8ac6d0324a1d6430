import type { ReactNode } from 'react';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { useLanguage } from '../../language.tsx';
import { capitalText, countText, momentText, numberText, quantityText } from '../../words/format.ts';
import type { Language } from '../../words/words.ts';
import { MoneyText } from '../money-text.tsx';
import type { Cell } from './row.ts';

/** Whether a column's values stand at the right. */
export function isNumber({ type }: ListColumn): boolean {
  return type === 'money' || type === 'quantity' || type === 'count';
}

/** A value as its column shows it. */
export function CellText({ column, cell }: { readonly column: ListColumn; readonly cell: Cell | undefined }) {
  const { language } = useLanguage();
  if (cell === null || cell === undefined || cell === '') return null;
  if (column.type === 'money') return <MoneyText minor={String(cell)} signed={isDifference(column)} />;
  return valueText(column, cell, language);
}

/** Differences show their sign, plus included. */
function isDifference({ name }: ListColumn): boolean {
  return name.startsWith('discrepancy');
}

/** A value as plain text in the language of the page. */
export function valueText(column: ListColumn, cell: Cell, language: Language): string {
  if (cell === null) return '';
  if (column.type === 'code') return codeText(column, String(cell), language);
  if (column.type === 'quantity') return quantityText(String(cell));
  if (column.type === 'count') return countText(Number(cell), language);
  if (column.type === 'moment') return momentText(String(cell));
  if (column.name === 'match_key') return numberText(String(cell));
  return String(cell);
}

function codeText({ names }: ListColumn, code: string, language: Language): string {
  const name = names?.[code]?.[language];
  return name === undefined ? code : capitalText(name);
}

/** Shows the cells of a column in a page's own way. */
export type Renderers = Readonly<
  Record<string, ((row: Readonly<Record<string, Cell>>) => ReactNode) | undefined>
>;

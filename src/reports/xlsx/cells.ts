import { quantityText } from '../../model/records.ts';
import { formatMinor, type Minor } from '../../money/money.ts';
import { neutralise } from '../neutralise.ts';
import { serialOf } from './serial.ts';
import { type StyleName, styleIndex } from './styles.ts';
import { cellText, columnLetters, xmlText } from './xml.ts';

/** What a column holds. It decides how a value is written and how the cell looks. */
export type CellKind =
  | 'text'
  | 'wrapped'
  | 'id'
  | 'money'
  | 'quantity'
  | 'count'
  | 'percent'
  | 'day'
  | 'moment';

/** A value: text, a count, an amount in minor units, a quantity in thousandths; null leaves the cell empty. */
export type CellValue = string | number | Minor | null;

/** A value with a look of its own. `formula` is kept beside the value that it gives now. */
export interface StyledCell {
  readonly value: CellValue;
  readonly kind: CellKind;
  readonly style: StyleName;
  readonly formula?: string;
}

/** Writes a cell. `reference` is like `B7`. */
export function cellXml(reference: string, cell: StyledCell): string {
  const head = `<c r="${reference}" s="${styleIndex(cell.style)}"`;
  if (cell.value === null || cell.value === '') return `${head}/>`;
  const number = numberText(cell.value, cell.kind);
  if (number === null) return textCellXml(reference, neutralise(String(cell.value)), cell.style);
  const formula = cell.formula === undefined ? '' : `<f>${xmlText(cell.formula)}</f>`;
  return `${head}>${formula}<v>${number}</v></c>`;
}

/** Writes a text as it is: an inline string is never run as a formula. */
export function textCellXml(reference: string, text: string, style: StyleName): string {
  const content = xmlText(cellText(text));
  return `<c r="${reference}" s="${styleIndex(style)}" t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
}

/** A number as exact decimal text, or null for a text. Money never passes through a float. */
function numberText(value: CellValue, kind: CellKind): string | null {
  if (typeof value === 'bigint') return wholeText(value, kind);
  if (typeof value === 'number') return kind === 'percent' ? percentText(value) : String(value);
  if (kind === 'day' || kind === 'moment') return value === null ? null : serialOf(value);
  return null;
}

function wholeText(value: bigint, kind: CellKind): string {
  if (kind === 'money') return formatMinor(value);
  return kind === 'quantity' ? quantityText(value) : value.toString();
}

/** Basis points as a fraction of one. */
function percentText(basisPoints: number): string {
  const digits = String(Math.abs(basisPoints)).padStart(5, '0');
  return `${basisPoints < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

const LETTERS: string[] = [''];

/** The letters of a column, from 1, remembered: this is the hot path of big sheets. */
export function lettersOf(column: number): string {
  for (let next = LETTERS.length; next <= column; next += 1) LETTERS.push(columnLetters(next));
  return LETTERS[column] ?? '';
}

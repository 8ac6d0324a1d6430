import type { Language } from '../../model/language.ts';
import { lettersOf } from '../xlsx/cells.ts';
import { columnNumber, xmlText } from '../xlsx/xml.ts';
import { type AnnotatedRow, COLUMN_COUNT, cellTexts, titlesIn } from './columns.ts';
import type { ResultCursor } from './cursor.ts';
import { isFilled, type RowCell, type SheetPiece } from './sheet-rows.ts';

const WIDTHS = [14, 12, 22, 60] as const;
/** Place of the amount among our columns; it is written as a number. */
const AMOUNT = 1;

/** Where and how the columns of a sheet are added. */
export interface SheetPlan {
  /** Row of the header, 0 for a sheet that goes on without one. */
  readonly header_row: number;
  /** Our first column, from 1. */
  readonly first_column: number;
  /** Whether our columns stand there from an earlier time. */
  readonly existing: boolean;
  /** Style of amounts in this workbook, null where it has none that fits. */
  readonly money_style: number | null;
  readonly cursor: ResultCursor;
  readonly language: Language;
}

/** Adds the result columns to the rows of a worksheet part, as Latin-1 text. Nothing else of the part changes. */
export class SheetPatcher {
  readonly #plan: SheetPlan;
  #prefix = '';
  #headed = false;

  constructor(plan: SheetPlan) {
    this.#plan = plan;
  }

  /** The piece with our cells; results up to its row must have been reached. */
  patch(piece: SheetPiece, prefix: string): string {
    this.#prefix = prefix;
    if (piece.is === 'other') return this.#other(piece.xml);
    if (piece.number === this.#plan.header_row) return this.#row(piece, titlesIn(this.#plan.language), true);
    const result: AnnotatedRow | null = this.#plan.cursor.take(piece.number);
    if (result !== null) return this.#row(piece, cellTexts(result), false);
    const stale = this.#plan.existing && piece.number > this.#plan.header_row;
    return stale ? this.#row(piece, null, false) : piece.xml;
  }

  #other(xml: string): string {
    if (this.#headed) return xml;
    this.#headed = true;
    return this.#head(xml);
  }

  /** `texts` null: our cells are emptied. */
  #row(piece: { xml: string; number: number }, texts: readonly string[] | null, header: boolean): string {
    const tagEnd = piece.xml.indexOf('>') + 1;
    const selfClosing = piece.xml[tagEnd - 2] === '/';
    const tag = widened(piece.xml.slice(0, tagEnd).replace(/\s*\/>$/, '>'), this.#last);
    const close = `</${this.#prefix}row>`;
    const inner = selfClosing ? '' : piece.xml.slice(tagEnd, piece.xml.length - close.length);
    const cells = cellsOf(inner, this.#prefix);
    const before = cells.filter((cell) => cell.column < this.#plan.first_column);
    const after = cells.filter((cell) => cell.column > this.#last);
    if (texts === null && before.length + after.length === cells.length) return piece.xml;
    const style = styleOf(before.findLast((cell) => isFilled(cell.xml)) ?? before.at(-1));
    const ours = texts === null ? '' : this.#cells(piece.number, texts, style, header);
    return tag + before.map(xmlOf).join('') + ours + after.map(xmlOf).join('') + close;
  }

  get #last(): number {
    return this.#plan.first_column + COLUMN_COUNT - 1;
  }

  #cells(row: number, texts: readonly string[], style: string, header: boolean): string {
    const p = this.#prefix;
    return texts
      .map((text, index) => {
        const reference = `${lettersOf(this.#plan.first_column + index)}${row}`;
        if (index === AMOUNT && !header) {
          const money = this.#plan.money_style === null ? '' : ` s="${this.#plan.money_style}"`;
          return `<${p}c r="${reference}"${money}><${p}v>${text}</${p}v></${p}c>`;
        }
        if (text === '') return `<${p}c r="${reference}"${style}/>`;
        const content = latin(xmlText(text));
        return `<${p}c r="${reference}"${style} t="inlineStr"><${p}is><${p}t xml:space="preserve">${content}</${p}t></${p}is></${p}c>`;
      })
      .join('');
  }

  /** The declared size and the column widths, made to hold our columns. */
  #head(xml: string): string {
    const last = this.#last;
    const first = this.#plan.first_column;
    const sized = xml.replace(
      /(<(?:\w+:)?dimension\s+ref=")([A-Z]+\d+):([A-Z]+)(\d+)"/,
      (whole, start: string, from: string, letters: string, row: string) =>
        columnNumber(letters) + 1 < first || columnNumber(letters) >= last
          ? whole
          : `${start}${from}:${lettersOf(last)}${row}"`,
    );
    const widths = WIDTHS.map(
      (width, index) =>
        `<${this.#prefix}col min="${first + index}" max="${first + index}" width="${width}" customWidth="1"/>`,
    ).join('');
    const declared = [...sized.matchAll(/<(?:\w+:)?col\s[^>]*\bmax="(\d+)"/g)];
    if (declared.some((match) => Number.parseInt(match[1] ?? '0', 10) >= first)) return sized;
    return declared.length > 0
      ? sized.replace(/<\/(?:\w+:)?cols>/, (close) => widths + close)
      : sized.replace(
          /<(?:\w+:)?sheetData\b/,
          (tag) => `<${this.#prefix}cols>${widths}</${this.#prefix}cols>${tag}`,
        );
  }
}

function xmlOf(cell: RowCell): string {
  return cell.xml;
}

/** UTF-8 bytes as Latin-1 text. */
function latin(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function styleOf(cell: RowCell | undefined): string {
  const style = cell === undefined ? null : /\ss="\d+"/.exec(cell.xml.slice(0, cell.xml.indexOf('>')));
  return style?.[0] ?? '';
}

/** `spans` tells a program how far a row reaches. */
function widened(tag: string, last: number): string {
  return tag.replace(
    /(\sspans="\d+:)(\d+)"/,
    (_, start: string, to: string) => `${start}${Math.max(last, Number.parseInt(to, 10))}"`,
  );
}

/** The cells of a row in order. One without a reference stands beside the one before. */
export function cellsOf(inner: string, prefix: string): RowCell[] {
  const cells: RowCell[] = [];
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  let column = 0;
  for (let at = nextCell(inner, open, 0); at >= 0; ) {
    const tagEnd = inner.indexOf('>', at);
    const end = inner[tagEnd - 1] === '/' ? tagEnd + 1 : indexAfter(inner, close, tagEnd);
    const reference = /\sr="([A-Z]+)\d+"/.exec(inner.slice(at, tagEnd + 1));
    column = reference === null ? column + 1 : columnNumber(reference[1] ?? '');
    const next = nextCell(inner, open, end);
    cells.push({ column, xml: inner.slice(at, next < 0 ? inner.length : next) });
    at = next;
  }
  return cells;
}

function indexAfter(inner: string, mark: string, from: number): number {
  const at = inner.indexOf(mark, from);
  return at < 0 ? inner.length : at + mark.length;
}

function nextCell(inner: string, open: string, from: number): number {
  let at = inner.indexOf(open, from);
  while (at >= 0 && !/[\s/>]/.test(inner[at + open.length] ?? '')) at = inner.indexOf(open, at + 1);
  return at;
}

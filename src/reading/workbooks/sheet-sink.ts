import { errorAt, type Place } from '../place.ts';
import { BOOLEAN, INLINE, MOMENT, NUMBER, PlainRow, SHARED, TEXT } from '../text/plain-row.ts';
import { ESCAPED } from '../text/plain-text.ts';
import { RowCollector } from '../text/row-collector.ts';
import { numberText } from './numbers.ts';
import type { ElementLane } from './plain-markup.ts';
import { momentOf, momentOfIso, momentOfSerial } from './serials.ts';
import { cellText } from './shared-strings.ts';
import type { Workbook } from './xlsx.ts';
import { attribute } from './xml.ts';

/** A number of fewer digits is as it was written: only longer ones can have lost some. */
const LONG_NUMBER_DIGITS = 16;

/** Types by attribute `t`; every other holds text. */
const TYPES: ReadonlyMap<string | null, number> = new Map([
  [null, NUMBER],
  ['n', NUMBER],
  ['s', SHARED],
  ['inlineStr', INLINE],
  ['b', BOOLEAN],
  ['d', MOMENT],
]);

/** Listens to a worksheet part, takes its plain rows, and gathers both. */
export class SheetSink implements ElementLane {
  readonly closing = '</row>';
  listening = false;
  readonly rows: RowCollector;
  workbook: Workbook | null = null;
  readonly #place: Place;
  readonly #plain = new PlainRow();
  #type = NUMBER;
  #style = 0;
  #raw = '';
  #phonetic = false;

  constructor(place: Place) {
    this.#place = place;
    this.rows = new RowCollector(place);
  }

  open(name: string, tag: string): void {
    switch (name) {
      case 'c':
        this.rows.column = columnOf(attribute(tag, 'r')) ?? this.rows.column + 1;
        this.#type = TYPES.get(attribute(tag, 't')) ?? TEXT;
        this.#style = this.#type === NUMBER ? +(attribute(tag, 's') ?? '0') : 0;
        this.#raw = '';
        return;
      case 'v':
        this.listening = true;
        return;
      case 't':
        this.listening = this.#type === INLINE && !this.#phonetic;
        return;
      case 'rPh':
        this.#phonetic = true;
        return;
      case 'row':
        this.rows.startRow(+(attribute(tag, 'r') ?? '0'));
        this.#forgetCell();
    }
  }

  /** A row owes nothing to what came before it, and leaves nothing. */
  #forgetCell(): void {
    this.listening = false;
    this.#phonetic = false;
    this.#type = NUMBER;
    this.#style = 0;
    this.#raw = '';
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.listening = false;
        return;
      case 'c':
        if (this.#raw !== '') {
          this.rows.setCell(this.rows.wanted ? this.#textOf(this.#type, this.#style, this.#raw) : null);
        }
        return;
      case 'rPh':
        this.#phonetic = false;
        return;
      case 'row':
        this.rows.endRow();
        this.#forgetCell();
    }
  }

  text(raw: string): void {
    this.#raw = this.rows.joined(this.#raw, raw);
  }

  take(bytes: Buffer, from: number, end: number): number {
    const row = this.#plain;
    let at = from;
    row.enter(bytes);
    while (row.split(at, end)) {
      this.#take(row);
      at = row.next;
    }
    return at;
  }

  #take(row: PlainRow): void {
    const { rows } = this;
    rows.startRow(row.number);
    for (let cell = 0; cell < row.count; cell++) {
      const column = row.column[cell] ?? -1;
      rows.column = column < 0 ? rows.column + 1 : column;
      if (row.from[cell] === row.to[cell]) continue;
      rows.setCell(rows.wanted ? this.#plainText(row, cell) : null);
    }
    rows.endRow();
    this.#forgetCell();
  }

  #plainText(row: PlainRow, cell: number): string {
    const type = row.type[cell] ?? TEXT;
    const style = row.style[cell] ?? 0;
    if (type === SHARED) {
      const index = row.index[cell] ?? -1;
      if (index >= 0) return this.#shared(index);
    }
    if (type === NUMBER) {
      const moment = this.#plainMoment(row, cell, style);
      if (moment !== null) return moment;
    }
    const isVerbatim = (type === TEXT || type === INLINE) && ((row.marks[cell] ?? 0) & ESCAPED) === 0;
    return isVerbatim ? row.text(cell) : this.#textOf(type, style, row.text(cell));
  }

  /** The moment that a number means by its style; `null` if it means none or its text has to tell. */
  #plainMoment(row: PlainRow, cell: number, style: number): string | null {
    const kind = this.workbook?.formats[style] ?? null;
    return kind === null ? null : momentOfSerial(row.decimal(cell), kind, this.workbook?.from1904 ?? false);
  }

  #textOf(type: number, style: number, raw: string): string {
    switch (type) {
      case SHARED:
        return this.#shared(+raw);
      case BOOLEAN:
        return raw === '1' || raw === 'true' ? 'TRUE' : 'FALSE';
      case MOMENT:
        return momentOfIso(raw);
      case NUMBER:
        return this.#number(style, raw);
      default:
        return cellText(raw);
    }
  }

  #shared(index: number): string {
    const text = this.workbook?.strings.at(index) ?? null;
    if (text === null) throw errorAt(this.#place, 'workbook_broken', { row: this.rows.rowNumber });
    return text;
  }

  #number(style: number, raw: string): string {
    const kind = this.workbook?.formats[style] ?? null;
    if (kind !== null) return momentOf(raw, kind, this.workbook?.from1904 ?? false);
    return raw.length < LONG_NUMBER_DIGITS ? raw : numberText(raw);
  }
}

/** The column of a reference such as `AB12`, from 0; `null` without one. */
function columnOf(reference: string | null): number | null {
  if (reference === null) return null;
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? null : column - 1;
}

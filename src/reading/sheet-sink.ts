import { numberText } from './numbers.ts';
import { errorAt, type Place } from './place.ts';
import { RowCollector } from './row-collector.ts';
import { momentOf, momentOfIso } from './serials.ts';
import { cellText } from './shared-strings.ts';
import type { Workbook } from './xlsx.ts';
import { attribute, type XmlSink } from './xml.ts';

/** Listens to a worksheet part and gathers its rows. */
export class SheetSink implements XmlSink {
  listening = false;
  readonly rows: RowCollector;
  workbook: Workbook | null = null;
  readonly #place: Place;
  #type = 'n';
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
        this.#type = attribute(tag, 't') ?? 'n';
        this.#style = this.#type === 'n' ? +(attribute(tag, 's') ?? '0') : 0;
        this.#raw = '';
        return;
      case 'v':
        this.listening = true;
        return;
      case 't':
        this.listening = this.#type === 'inlineStr' && !this.#phonetic;
        return;
      case 'rPh':
        this.#phonetic = true;
        return;
      case 'row':
        this.rows.startRow(Math.max(this.rows.rowNumber + 1, +(attribute(tag, 'r') ?? '0')));
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.listening = false;
        return;
      case 'c':
        if (this.#raw !== '') this.rows.setCell(this.rows.wanted ? this.#value() : null);
        return;
      case 'rPh':
        this.#phonetic = false;
        return;
      case 'row':
        this.rows.endRow();
    }
  }

  text(raw: string): void {
    this.#raw += raw;
  }

  #value(): string {
    switch (this.#type) {
      case 's':
        return this.#shared();
      case 'b':
        return this.#raw === '1' || this.#raw === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return momentOfIso(this.#raw);
      case 'n':
        return this.#number();
      default:
        return cellText(this.#raw);
    }
  }

  #shared(): string {
    const text = this.workbook?.strings.at(+this.#raw) ?? null;
    if (text === null) throw errorAt(this.#place, 'workbook_broken', { row: this.rows.rowNumber });
    return text;
  }

  #number(): string {
    const kind = this.workbook?.formats[this.#style] ?? null;
    return kind === null
      ? numberText(this.#raw)
      : momentOf(this.#raw, kind, this.workbook?.from1904 ?? false);
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

import type { Content } from '../origin.ts';
import { errorAt, type Place } from '../place.ts';
import { Readings } from '../readings.ts';
import type { Table } from '../table.ts';
import { RowCollector } from '../text/row-collector.ts';
import { scanMarkup } from './markup.ts';
import { attribute, unescapeXml, type XmlSink } from './xml.ts';

/**
 * The rows of all tables of a web page as one table, in the order in which they begin: banks put what belongs to one
 * statement into several. A page that ends inside a table was cut short. Cells are text, so ids stay exact; a cell over several columns or rows has its text in the
 * first, the others are ''.
 */
export function htmlTable(place: Place, content: Content): Table {
  const sinks = new Readings(() => new HtmlSink(place));
  return {
    member: place.member,
    sheet: null,
    encoding: 'html',
    select: (columns) => sinks.current.rows.select(columns),
    async *rows() {
      const sink = sinks.begin();
      for await (const _ of scanMarkup(place, content, sink, () => sink.rows.rowNumber, true)) {
        const rows = sink.rows.take();
        if (rows.length > 0) yield rows;
      }
      if (sink.openTables > 0) throw errorAt(place, 'workbook_broken', { row: sink.rows.rowNumber });
      sink.endRow();
      const rows = sink.rows.take();
      if (rows.length > 0) yield rows;
    },
  };
}

/** Cells may be declared to reach further than any table does. */
const SPAN_MAX = 1000;

class HtmlSink implements XmlSink {
  listening = false;
  readonly rows: RowCollector;
  /** Tables begun and not ended. */
  openTables = 0;
  #raw = '';
  #inRow = false;
  #colSpan = 1;
  #rowSpan = 1;
  /** By column: rows below that a cell above reaches into. */
  #reaching: number[] = [];

  constructor(place: Place) {
    this.rows = new RowCollector(place);
  }

  open(name: string, tag: string): void {
    if (name === 'table') {
      this.openTables++;
      this.endRow();
      this.#reaching = [];
    } else if (name === 'tr') this.#startRow();
    else if (name === 'td' || name === 'th') this.#startCell(tag);
    else if (name === 'br' && this.listening) this.#raw += '\n';
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.#endCell();
    else if (name === 'tr' || name === 'table') this.endRow();
    if (name === 'table') this.openTables--;
  }

  text(raw: string): void {
    this.#raw = this.rows.joined(this.#raw, raw.replaceAll(/\s+/g, ' '));
  }

  endRow(): void {
    if (!this.#inRow) return;
    this.#endCell();
    this.rows.endRow();
    this.#inRow = false;
  }

  #startRow(): void {
    this.endRow();
    this.rows.startRow(this.rows.rowNumber + 1);
    this.#inRow = true;
    this.#colSpan = 1;
  }

  #startCell(tag: string): void {
    if (!this.#inRow) this.#startRow();
    this.#endCell();
    let column = this.rows.column + this.#colSpan;
    for (; (this.#reaching[column] ?? 0) > 0; column++)
      this.#reaching[column] = (this.#reaching[column] ?? 0) - 1;
    this.rows.column = column;
    this.#colSpan = span(attribute(tag, 'colspan'));
    this.#rowSpan = span(attribute(tag, 'rowspan'));
    this.#raw = '';
    this.listening = true;
  }

  #endCell(): void {
    if (!this.listening) return;
    this.listening = false;
    for (let more = 0; more < this.#colSpan && this.#rowSpan > 1; more++) {
      this.#reaching[this.rows.column + more] = this.#rowSpan - 1;
    }
    const text = unescapeXml(this.#raw).trim();
    this.rows.setCell(text === '' || this.rows.wanted ? text : null);
  }
}

function span(value: string | null): number {
  const count = Number.parseInt(value ?? '1', 10);
  return count >= 1 && count <= SPAN_MAX ? count : 1;
}

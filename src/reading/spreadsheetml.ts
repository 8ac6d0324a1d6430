import { scanMarkup } from './markup.ts';
import { numberText } from './numbers.ts';
import type { Content } from './origin.ts';
import type { Place } from './place.ts';
import { RowCollector } from './row-collector.ts';
import { momentOfIso } from './serials.ts';
import type { Table } from './table.ts';
import { attribute, unescapeXml, type XmlSink } from './xml.ts';

/** The sheets of a SpreadsheetML-2003 workbook, the XML that Alipay and others name `.xls`. */
export async function* spreadsheetmlTables(place: Place, content: Content): AsyncGenerator<Table> {
  const names: string[] = [];
  const sink: XmlSink = {
    listening: false,
    open: (name, tag) => {
      if (name === 'Worksheet') names.push(attribute(tag, 'Name') ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  };
  for await (const _ of scanMarkup(place, content, sink, () => 0));
  for (const [index, name] of names.entries()) yield sheetTable({ ...place, sheet: name }, content, index);
}

/** Each sheet reads the file from its start, for sheets follow each other in one stream. */
function sheetTable(place: Place, content: Content, index: number): Table {
  const sink = new WorksheetSink(place, index);
  return {
    member: place.member,
    sheet: place.sheet,
    encoding: 'spreadsheetml',
    select: (columns) => sink.rows.select(columns),
    async *rows() {
      for await (const _ of scanMarkup(place, content, sink, () => sink.rows.rowNumber)) {
        const rows = sink.rows.take();
        if (rows.length > 0) yield rows;
        if (sink.over) return;
      }
    },
  };
}

class WorksheetSink implements XmlSink {
  listening = false;
  /** Whether the sheet has ended. */
  over = false;
  readonly rows: RowCollector;
  #sheetsBefore: number;
  #type = '';
  #raw = '';
  #rowSpan = 0;
  #cellSpan = 0;
  /** Comments hold `Data` of their own. */
  #inComment = false;

  constructor(place: Place, index: number) {
    this.rows = new RowCollector(place);
    this.#sheetsBefore = index;
  }

  get #within(): boolean {
    return this.#sheetsBefore < 0 && !this.over;
  }

  open(name: string, tag: string): void {
    if (name === 'Worksheet') this.#sheetsBefore--;
    if (!this.#within) return;
    if (name === 'Row') {
      this.rows.startRow(+(attribute(tag, 'Index') ?? this.rows.rowNumber + 1 + this.#rowSpan));
      this.#rowSpan = +(attribute(tag, 'Span') ?? '0');
      this.#cellSpan = 0;
    } else if (name === 'Cell') {
      const index = attribute(tag, 'Index');
      this.rows.column = index === null ? this.rows.column + 1 + this.#cellSpan : +index - 1;
      this.#cellSpan = +(attribute(tag, 'MergeAcross') ?? '0');
      this.#raw = '';
    } else if (name === 'Comment') this.#inComment = true;
    else if (name === 'Data' && !this.#inComment) {
      this.#type = attribute(tag, 'Type') ?? 'String';
      this.listening = true;
    }
  }

  close(name: string): void {
    if (!this.#within) return;
    if (name === 'Data') this.listening = false;
    else if (name === 'Comment') this.#inComment = false;
    else if (name === 'Cell') this.rows.setCell(this.#value());
    else if (name === 'Row') this.rows.endRow();
    else if (name === 'Worksheet') this.over = true;
  }

  text(raw: string): void {
    this.#raw += raw;
  }

  #value(): string | null {
    if (this.#raw === '') return '';
    if (!this.rows.wanted) return null;
    if (this.#type === 'DateTime') return momentOfIso(this.#raw);
    if (this.#type === 'Boolean') return this.#raw === '1' ? 'TRUE' : 'FALSE';
    if (this.#type === 'Number') return numberText(this.#raw);
    return unescapeXml(this.#raw);
  }
}

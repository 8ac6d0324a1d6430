import type { Content } from '../origin.ts';
import type { Place } from '../place.ts';
import { Readings } from '../readings.ts';
import type { Row, Table } from '../table.ts';
import { RowCollector } from '../text/row-collector.ts';
import { scanMarkup } from './markup.ts';
import { numberText } from './numbers.ts';
import { momentOfIso } from './serials.ts';
import { refuseManySheets } from './workbook-parts.ts';
import { attribute, unescapeXml, type XmlSink } from './xml.ts';

/** The sheets of a SpreadsheetML-2003 workbook, the XML that Alipay and others name `.xls`. */
export async function* spreadsheetmlTables(place: Place, content: Content): AsyncGenerator<Table> {
  const names: string[] = [];
  const sink: XmlSink = {
    listening: false,
    open: (name, tag) => {
      if (name === 'Worksheet') refuseManySheets(place, names.push(attribute(tag, 'Name') ?? ''));
    },
    close: () => undefined,
    text: () => undefined,
  };
  for await (const _ of scanMarkup(place, content, sink, () => 0));
  const newReading = () => readingOf(place, content, names);
  const shared = newReading();
  try {
    for (const index of names.keys()) yield sheetTable(place, index, shared, newReading);
  } finally {
    await shared.pieces.return(undefined);
  }
}

/** A reading of a file: each piece adds rows to the sheets that it belongs to. */
interface FileReading {
  readonly sheets: readonly WorksheetSink[];
  readonly pieces: AsyncGenerator<void>;
}

function readingOf(place: Place, content: Content, names: readonly string[]): FileReading {
  const sheets = names.map((sheet) => new WorksheetSink({ ...place, sheet }));
  const workbook = new WorkbookSink(sheets);
  const pieces = scanMarkup(place, content, workbook, () => workbook.sheet?.rows.rowNumber ?? 0);
  return { sheets, pieces };
}

/**
 * The file is read once for all its sheets, which follow each other: a sheet goes on with the pieces where the one before
 * left them. To be read again it needs a reading of its own.
 */
function sheetTable(place: Place, index: number, shared: FileReading, newReading: () => FileReading): Table {
  const readings = new Readings(newReading, shared);
  return {
    member: place.member,
    sheet: shared.sheets[index]?.place.sheet ?? null,
    encoding: 'spreadsheetml',
    select: (columns) => readings.current.sheets[index]?.rows.select(columns),
    async *rows() {
      const reading = readings.begin();
      try {
        yield* rowsOf(reading, index);
      } finally {
        if (reading !== shared) await reading.pieces.return(undefined);
      }
    },
  };
}

/** The rows of a sheet; what the reading of those before it left is passed over. */
async function* rowsOf({ sheets, pieces }: FileReading, index: number): AsyncGenerator<readonly Row[]> {
  for (;;) {
    const rows = sheets[index]?.rows.take() ?? [];
    if (rows.length > 0) yield rows;
    for (const earlier of sheets.slice(0, index)) earlier.rows.take();
    if (sheets[index]?.over || (await pieces.next()).done) return;
  }
}

/** Gives each sheet what stands in it. */
class WorkbookSink implements XmlSink {
  readonly #sheets: readonly WorksheetSink[];
  #index = -1;

  constructor(sheets: readonly WorksheetSink[]) {
    this.#sheets = sheets;
  }

  /** The sheet begun last, until it ends. */
  get sheet(): WorksheetSink | undefined {
    const sheet = this.#sheets[this.#index];
    return sheet?.over ? undefined : sheet;
  }

  get listening(): boolean {
    return this.sheet?.listening ?? false;
  }

  open(name: string, tag: string): void {
    if (name === 'Worksheet') this.#index++;
    this.sheet?.open(name, tag);
  }

  close(name: string): void {
    this.sheet?.close(name);
  }

  text(raw: string): void {
    this.sheet?.text(raw);
  }
}

/** Listens to one worksheet. */
class WorksheetSink implements XmlSink {
  listening = false;
  /** Whether the sheet has ended. */
  over = false;
  readonly place: Place;
  readonly rows: RowCollector;
  #type = '';
  #raw = '';
  #rowSpan = 0;
  #cellSpan = 0;
  /** Comments hold `Data` of their own. */
  #inComment = false;

  constructor(place: Place) {
    this.place = place;
    this.rows = new RowCollector(place);
  }

  open(name: string, tag: string): void {
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
    if (name === 'Data') this.listening = false;
    else if (name === 'Comment') this.#inComment = false;
    else if (name === 'Cell') this.rows.setCell(this.#value());
    else if (name === 'Row') this.rows.endRow();
    else if (name === 'Worksheet') this.over = true;
  }

  text(raw: string): void {
    this.#raw = this.rows.joined(this.#raw, raw);
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

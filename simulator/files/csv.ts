import { encodeGb18030 } from '../gb18030.ts';
import { ByteSink, type ByteTarget } from './byte-sink.ts';
import { type OutColumn, type TableWriter, writeCell } from './column.ts';

/** How a csv of one platform looks. */
export interface CsvStyle {
  readonly encoding: 'gb18030' | 'utf-8-bom';
  /** Whether every cell stands in quotes. */
  readonly quoted: boolean;
  /** What stands before and after a number that must stay text, instead of quotes. */
  readonly idBefore: string;
  readonly idAfter: string;
  readonly lineEnd: '\r\n' | '\n';
  /** Whole lines before the header and after the last row. */
  readonly preamble?: readonly string[];
}

/** 订单报表 and 宝贝报表: all quoted, `="…"` around numbers. */
export const TAOBAO_CSV: CsvStyle = {
  encoding: 'gb18030',
  quoted: true,
  idBefore: '="',
  idAfter: '"',
  lineEnd: '\r\n',
};

/** Alipay: nothing quoted, a TAB after numbers. */
export const ALIPAY_CSV: CsvStyle = {
  encoding: 'gb18030',
  quoted: false,
  idBefore: '',
  idAfter: '\t',
  lineEnd: '\r\n',
};

/** 聚合账户: nothing quoted, numbers bare. */
export const POOLED_CSV: CsvStyle = { ...ALIPAY_CSV, idAfter: '' };

type Segment<R> = Uint8Array | OutColumn<R>;

/** A csv of one layout. Constant cells, quotes and commas are merged into as few byte runs as possible. */
export class CsvWriter<R> implements TableWriter<R> {
  rows = 0;
  private readonly sink: ByteSink;
  private readonly segments: readonly Segment<R>[];
  private readonly target: ByteTarget;
  private readonly style: CsvStyle;

  constructor(target: ByteTarget, style: CsvStyle, columns: readonly OutColumn<R>[]) {
    this.target = target;
    this.style = style;
    this.sink = new ByteSink((text) => encoded(style, style.quoted ? text.replaceAll('"', '""') : text));
    this.segments = compile(style, columns);
    const mark = style.encoding === 'utf-8-bom' ? '\ufeff' : '';
    const quote = style.quoted ? '"' : '';
    const header = columns.map((column) => quote + column.header + quote).join(',');
    this.lines(...(style.preamble ?? []), header);
    if (mark !== '') this.prepend(mark);
  }

  row(row: R): void {
    const { sink } = this;
    for (const segment of this.segments) {
      if (segment instanceof Uint8Array) sink.raw(segment);
      else if (segment.kind === 'id' && segment.isNumber !== undefined) this.guardedId(segment, row);
      else writeCell(sink, segment, row);
    }
    this.rows += 1;
    sink.drain(this.target);
  }

  /** Whole lines that are not rows. */
  lines(...lines: readonly string[]): void {
    for (const line of lines) this.sink.raw(encoded(this.style, line + this.style.lineEnd));
  }

  close(): void {
    this.sink.flush(this.target);
    this.target.close();
  }

  private guardedId(column: OutColumn<R> & { kind: 'id' }, row: R): void {
    const plain = column.isNumber?.(row) === true;
    const quote = this.style.quoted ? '"' : '';
    this.sink.ascii(plain ? quote : this.style.idBefore);
    column.write(this.sink, row);
    this.sink.ascii(plain ? quote : this.style.idAfter);
  }

  private prepend(mark: string): void {
    const start = this.sink.take();
    this.sink.raw(encoded(this.style, mark));
    this.sink.raw(start);
  }
}

function encoded(style: CsvStyle, text: string): Uint8Array {
  return style.encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text, 'utf8');
}

function compile<R>(style: CsvStyle, columns: readonly OutColumn<R>[]): Segment<R>[] {
  const segments: Segment<R>[] = [];
  let run = '';
  columns.forEach((column, at) => {
    const { before, after } = around(style, column);
    run += (at === 0 ? '' : ',') + before;
    if (column.kind === 'constant') run += column.text;
    else {
      if (run !== '') segments.push(encoded(style, run));
      segments.push(column);
      run = '';
    }
    run += after;
  });
  segments.push(encoded(style, run + style.lineEnd));
  return segments;
}

function around<R>(style: CsvStyle, column: OutColumn<R>): { before: string; after: string } {
  if (column.kind === 'id' && column.isNumber !== undefined) return { before: '', after: '' };
  if (column.kind === 'id') return { before: style.idBefore, after: style.idAfter };
  const quote = style.quoted ? '"' : '';
  return { before: quote, after: quote };
}

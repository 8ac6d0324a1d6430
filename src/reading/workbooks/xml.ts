/** What listens to an `XmlScanner`. Names come without prefix; `tag` is everything between the angle brackets. */
export interface XmlSink {
  /** Whether text is wanted just now. */
  readonly listening: boolean;
  open(name: string, tag: string): void;
  close(name: string): void;
  /** Text as written, entities not yet replaced, perhaps in pieces. */
  text(raw: string): void;
}

/** `dtd`: the document declares its own entities. `broken`: it is cut short or no XML. */
export class XmlFault extends Error {
  readonly kind: 'dtd' | 'broken';
  constructor(kind: 'dtd' | 'broken') {
    super(kind);
    this.kind = kind;
  }
}

const TAG_CHARACTERS_MAX = 4 * 1024 ** 2;
/** Elements inside each other; those of workbooks are a dozen deep. */
const DEPTH_MAX = 1000;
/** Elements of a page whose text is no text of it, with what ends each. */
const SKIPPED_ENDS: ReadonlyMap<string, RegExp> = new Map([
  ['script', /<\/script/gi],
  ['style', /<\/style/gi],
]);
/** The longest of those ends, but for its last character: so much of one may stand at the end of a piece. */
const SKIPPED_END_CHARACTERS_MAX = 7;
const BANG = 33;
const SLASH = 47;
const GREATER = 62;
const QUESTION = 63;

/**
 * Cuts a document that comes in pieces into tags and text. Made for what spreadsheets write: it replaces nothing, and
 * refuses a DTD, so no entity can grow. Elements must nest: a damaged closing tag would take its row along unnoticed. With
 * `html` names are lowercase, nothing needs to be closed but tags and comments, and scripts and styles are passed over.
 */
export class XmlScanner {
  readonly #sink: XmlSink;
  readonly #html: boolean;
  #rest = '';
  /** The elements that are open, outermost first; of a page none. */
  readonly #open: string[] = [];
  /** What ends the element whose text is passed over. */
  #skipping: RegExp | null = null;

  constructor(sink: XmlSink, html = false) {
    this.#sink = sink;
    this.#html = html;
  }

  /** Whether it has read all that it was given, and stands between two pieces of markup. */
  get idle(): boolean {
    return this.#rest === '' && this.#skipping === null;
  }

  /** Takes the next piece of the document. */
  write(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const open = this.#tagStart(text, at);
      if (open > at && this.#sink.listening && this.#skipping === null) this.#sink.text(text.slice(at, open));
      if (open === text.length) {
        at = open;
        break;
      }
      const next = this.#markup(text, open);
      if (next < 0) {
        at = open;
        break;
      }
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > TAG_CHARACTERS_MAX) throw new XmlFault('broken');
  }

  /** Says that the document is over; throws if it cannot be. */
  end(): void {
    if (this.#rest !== '' || this.#skipping !== null || this.#open.length > 0) throw new XmlFault('broken');
  }

  /** Where the next tag starts, the end of the text if none does. */
  #tagStart(text: string, from: number): number {
    if (this.#skipping !== null) {
      const end = searchFrom(text, this.#skipping, from);
      return end < 0 ? Math.max(from, text.length - SKIPPED_END_CHARACTERS_MAX) : end;
    }
    let open = text.indexOf('<', from);
    while (this.#html && open >= 0 && open + 1 < text.length && !/[a-z/!?]/i.test(text[open + 1] ?? '')) {
      open = text.indexOf('<', open + 1);
    }
    return open < 0 ? text.length : open;
  }

  /** Reads what starts at `open` and returns where it ends, negative if it is not all there. */
  #markup(text: string, open: number): number {
    if (this.#skipping !== null) {
      if (searchFrom(text, this.#skipping, open) !== open) return -1;
      this.#skipping = null;
    }
    const code = text.charCodeAt(open + 1);
    if (Number.isNaN(code)) return -1;
    if (code === BANG) return this.#declaration(text, open);
    if (code === QUESTION) return after(text, this.#html ? '>' : '?>', open);
    const end = tagEnd(text, open);
    if (end < 0) return -1;
    if (code === SLASH) this.#closeElement(nameAt(text, open + 2, end, this.#html));
    else this.#openElement(text, open, end);
    return end + 1;
  }

  #openElement(text: string, open: number, end: number): void {
    const name = nameAt(text, open + 1, end, this.#html);
    if (!this.#html && this.#open.push(name) > DEPTH_MAX) throw new XmlFault('broken');
    this.#sink.open(name, text.slice(open + 1, end));
    if (text.charCodeAt(end - 1) === SLASH) this.#closeElement(name);
    else if (this.#html) this.#skipping = SKIPPED_ENDS.get(name) ?? null;
  }

  #closeElement(name: string): void {
    if (!this.#html && this.#open.pop() !== name) throw new XmlFault('broken');
    this.#sink.close(name);
  }

  #declaration(text: string, open: number): number {
    if (text.length < open + 9 && !text.includes('>', open)) return -1;
    if (text.startsWith('<!--', open)) return after(text, '-->', open + 4);
    if (text.startsWith('<![CDATA[', open)) {
      const end = after(text, ']]>', open);
      if (end > 0 && this.#sink.listening) {
        this.#sink.text(text.slice(open + 9, end - 3).replaceAll('&', '&amp;'));
      }
      return end;
    }
    if (!this.#html) throw new XmlFault('dtd');
    return after(text, '>', open);
  }
}

/** Where a pattern is found from `from` on, negative if nowhere. */
function searchFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** Where the tag's `>` stands: one inside a quoted attribute does not end it. */
function tagEnd(text: string, open: number): number {
  let end = text.indexOf('>', open);
  let from = open;
  while (end >= 0) {
    from = afterQuotes(text, from, end);
    if (from <= end) return end;
    end = text.indexOf('>', from);
  }
  return -1;
}

/** Where the last quoted value that begins between `from` and `end` is over: beyond `end` if it holds what stands there. */
function afterQuotes(text: string, from: number, end: number): number {
  let after = from;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 34 && code !== 39) continue;
    const close = text.indexOf(code === 34 ? '"' : "'", at + 1);
    if (close < 0) return Number.POSITIVE_INFINITY;
    at = close;
    after = close + 1;
  }
  return after;
}

function nameAt(text: string, from: number, end: number, html: boolean): string {
  let start = from;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) start = at + 1;
    else if (code <= 32 || code === SLASH || code === GREATER) break;
  }
  const name = text.slice(start, at);
  return html ? name.toLowerCase() : name;
}

/** The value of an attribute by its name without prefix, `null` if the tag has none. */
export function attribute(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + name.length)) {
    const before = tag.charCodeAt(at - 1);
    if (before > 32 && before !== 58) continue;
    let next = at + name.length;
    while (tag.charCodeAt(next) <= 32) next++;
    if (tag[next] !== '=') continue;
    next++;
    while (tag.charCodeAt(next) <= 32) next++;
    return attributeValue(tag, next);
  }
  return null;
}

function attributeValue(tag: string, from: number): string {
  const quote = tag[from];
  if (quote !== '"' && quote !== "'") return /^[^\s>]*/.exec(tag.slice(from))?.[0] ?? '';
  const end = tag.indexOf(quote, from + 1);
  return unescapeXml(tag.slice(from + 1, end < 0 ? tag.length : end));
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  yen: '¥',
  middot: '·',
  mdash: '—',
  ldquo: '“',
  rdquo: '”',
  times: '×',
  copy: '©',
};

/** What one character is written in at most: `&#1114111;`. */
export const ENTITY_CHARACTERS_MAX = 10;

/** Text with its entities replaced; what is none stays as it is. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

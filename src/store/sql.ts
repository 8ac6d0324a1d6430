/** A value that can be bound to a statement. */
export type SqlValue = string | number | bigint | boolean | null;

/** The engines of the one visible fork. */
export interface PerEngine {
  readonly duckdb: string;
  readonly postgres: string;
}

type Part = { readonly text: string } | { readonly value: SqlValue } | { readonly fork: PerEngine };

/** A statement or a fragment of one. Values are kept apart from the text: an engine binds them or writes them as its literals. */
export class Sql {
  readonly parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }

  /** The text with `$1…` placeholders and the values, for an engine. */
  render(engine: keyof PerEngine): { text: string; values: SqlValue[] } {
    const values: SqlValue[] = [];
    const text = this.renderWith(engine, (value) => `$${values.push(value)}`);
    return { text, values };
  }

  /** The text for an engine, with what `write` makes of each value in its place. */
  renderWith(engine: keyof PerEngine, write: (value: SqlValue) => string): string {
    return this.parts
      .map((part) => {
        if ('text' in part) return part.text;
        return 'fork' in part ? part.fork[engine] : write(part.value);
      })
      .join('');
  }
}

/** Builds a statement: `` sql`select * from orders where order_no = ${no}` ``. A nested `Sql` is spliced, all else bound. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly (SqlValue | Sql)[]): Sql {
  const parts: Part[] = [];
  strings.forEach((text, index) => {
    parts.push({ text });
    const insert = inserts[index];
    if (index >= inserts.length) return;
    if (insert instanceof Sql) parts.push(...insert.parts);
    else parts.push({ value: insert as SqlValue });
  });
  return new Sql(parts);
}

/** SQL text written by us (a column list, a `.sql` file). Never pass anything that came from outside. */
export function trusted(text: string): Sql {
  return new Sql([{ text }]);
}

/** The only fork between engines. Counted by tidy.test.ts. */
export function perEngine(fork: PerEngine): Sql {
  return new Sql([{ fork }]);
}

/** Fragments with a separator between them. */
export function join(fragments: readonly Sql[], separator = ', '): Sql {
  return new Sql(
    fragments.flatMap((fragment, index) =>
      index === 0 ? fragment.parts : [{ text: separator }, ...fragment.parts],
    ),
  );
}

/** Fills `:name` placeholders of a `.sql` text with bound values. A name without a value throws. */
export function withValues(text: string, values: Readonly<Record<string, SqlValue>>): Sql {
  const parts: Part[] = [];
  let last = 0;
  for (const match of text.matchAll(/(?<!:):([a-z_]+)\b/g)) {
    const name = match[1] ?? '';
    const value = values[name];
    if (value === undefined) throw new TypeError(`no value for :${name}`);
    parts.push({ text: text.slice(last, match.index) }, { value });
    last = match.index + match[0].length;
  }
  parts.push({ text: text.slice(last) });
  return new Sql(parts);
}

/**
 * Fills a `.sql` text: `:name` placeholders with bound values, and holes written as comments (a slash-star comment that
 * holds one name) with fragments. A hole without a fragment stays empty.
 */
export function fillSql(
  text: string,
  values: Readonly<Record<string, SqlValue>>,
  fragments: Readonly<Record<string, Sql>>,
): Sql {
  const pieces = text.split(/\/\* (\w+) \*\//);
  return join(
    pieces.map((piece, index) =>
      index % 2 === 0 ? withValues(piece, values) : (fragments[piece] ?? trusted('')),
    ),
    '',
  );
}

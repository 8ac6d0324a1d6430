import type { FactKind, FactTypes, WallTime } from '../model/facts.ts';
import type { Text } from '../model/language.ts';
import type { Minor } from '../money/money.ts';
import type { Column } from './columns.ts';
import type { KeyFinder } from './rules/key-rules.ts';

/** Columns of a source, by the name that `normalize` uses. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The parsed cells of a row. An optional column that the file does not have is `null`. */
export type Values<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/**
 * How a file is recognised: by the header row, found by content. Names are compared after `normalizeHeader`
 * (no spaces, tabs, BOM; full-width brackets as half-width; 帐 as 账).
 */
export interface Signature {
  /** Every one of these headers is there. */
  readonly all: readonly string[];
  /** At least one of each group is there. */
  readonly any?: readonly (readonly string[])[];
  /** None of these is there. */
  readonly none?: readonly string[];
  /** Three quarters of these are there. A table that lacks one of them is claimed only where nobody else claims it. */
  readonly most?: readonly string[];
}

/** What the lines above the header, the file's name and the sheet's name tell. */
export interface Preamble {
  readonly account_no?: string;
  readonly shop?: string;
  /** First and last moment that the file says it covers: [from, to). */
  readonly from_at?: WallTime;
  readonly to_at?: WallTime;
  /** When the file was exported, if it says so: a later export updates an earlier one. */
  readonly exported_at?: WallTime;
  /** What the money is in, where the file says it once: an ISO code. */
  readonly currency?: string;
  /** What the lines above state of the rows below. */
  readonly totals?: readonly ControlTotal[];
}

/** A total that the file itself states, to be compared with what was read. `null` members are not stated. */
export interface ControlTotal {
  /** `inflow`/`outflow`: lines of that sign; `net`: all; others name a column total of the source. */
  readonly of: string;
  readonly count: number | null;
  readonly sum_minor: Minor | null;
}

/** A row that is not a fact: a footer to skip (`totals` empty) or one that states totals or the time of the export. */
export interface Footer {
  readonly totals: readonly ControlTotal[];
  readonly exported_at?: WallTime;
}

/**
 * Why a row was refused. `column` is the header as in the file; `normalize` may give the name that the column has in
 * `Source.columns`, which the engine replaces by that header.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly column: string;
  readonly value: string;
}

/** The reasons for refusing a row; `refusals.ts` has the sentence of each. */
export type RefusalCode =
  | 'balance_contradicts'
  | 'damaged_id'
  | 'missing_value'
  | 'not_an_amount'
  | 'not_an_id'
  | 'not_a_quantity'
  | 'not_a_time'
  | 'parts_differ'
  | 'several_numbers'
  | 'too_precise'
  | 'too_large'
  | 'too_few_cells'
  | 'too_many_cells'
  | 'unknown_status'
  | 'unknown_direction'
  | 'unknown_sign';

/** What `normalize` may lean on besides the row. */
export interface RowContext {
  readonly preamble: Preamble;
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number;
  /** Finds the order number that a wallet line names, by the book's rules. Without it the built-in rules apply. */
  readonly findKey?: KeyFinder;
}

/** A row that was read but is another account's money, told by that account's own file. Counted, not taken. */
export interface Elsewhere {
  /** The channel that tells it. */
  readonly elsewhere: string;
}

/**
 * A row's fact with what identifies it among all files: `identity` is unique per real-world row of this source's
 * channel (own id), or, where `Source.identity` is `content`, what of its content never changes.
 */
export interface NormalizedRow<K extends FactKind> {
  readonly fact: FactTypes[K];
  readonly identity: string;
  /** What the row adds to named control totals of this source beyond inflow, outflow and net. */
  readonly totals?: Readonly<Record<string, Minor>>;
}

/**
 * One file format. A source states only what is peculiar to it; finding the header, parsing cells, refusing rows,
 * comparing totals and balances is the work of the engine (`read-table.ts`).
 */
export interface Source<K extends FactKind = FactKind, C extends Columns = Columns> {
  /** `<channel>-<what>`, e.g. `alipay-statement`. Name of the folder too. */
  readonly id: string;
  /** Whose file: `taobao`, `alipay`, `alipay-pooled` (聚合账户), `wechat`, … Facts of one channel share identities. */
  readonly channel: string;
  readonly kind: K;
  readonly title: Text;
  readonly signature: Signature;
  /**
   * When it may claim a table that others claim too: `first` what the book was taught, `last` what reads many layouts by what
   * they have in common. Absent: between them.
   */
  readonly claims?: 'first' | 'last';
  readonly columns: C;
  /**
   * `own`: a row that repeats an identity is the same row again. `content`: the file has no own id, so equal rows
   * are told apart by their number of occurrence.
   */
  readonly identity: 'own' | 'content';
  /**
   * Where several sources of a channel tell the same money of an account and day, the lower rank counts and the
   * others prove it. Of other facts the telling of lower rank is the one that counts.
   */
  readonly rank?: number;
  /**
   * Whether `normalize` only carries numbers: it puts moments, and ids of eight characters or more, where they belong, alone
   * or joined with others and with words, and never looks into them or compares them; it adds and subtracts amounts and
   * looks at no more of them than whether they are there and their sign, and never writes them into a text. Then their bytes are carried and need not become text (`byte-lane.ts`), and
   * rows that differ in numbers only are read alike (`row-shapes.ts`).
   */
  readonly carries_numbers?: boolean;
  /**
   * Whether the running balance decides: the amount of a row goes the way that its balance shows, and a row that follows
   * from no other is refused. Statement lines only; `normalize` gives the way that the row itself says.
   */
  readonly balance_decides?: boolean;
  /** Whether sheets after the first repeat the layout without a header row. */
  readonly continues?: boolean;
  /**
   * Columns, by name, whose cells the file merges over the rows of what they tell: a row where all of them are blank has
   * those of the row above.
   */
  readonly merged?: readonly string[];
  /**
   * Other facts that the same rows tell, such as the lines of an order: sources with the same columns, each read in a
   * pass of its own, as a batch with its own receipt. What only some rows tell is `null` for the others. They refuse
   * nothing: a row that cannot be read is refused by the source itself, and then is no fact of theirs.
   */
  readonly also?: readonly Source[];
  /**
   * Orders only: the id of the source, told by the same rows and before this one, of lines among which the amount of an order
   * is split. What an order says was paid is the sum of its live lines, whatever its own row says.
   */
  readonly sum_of_lines?: string;
  readonly preamble?: (
    lines: readonly (readonly string[])[],
    fileName: string,
    sheet: string | null,
  ) => Preamble;
  /**
   * Called for every row after the header; null: an ordinary row. A footer whose totals cannot be read is refused by the
   * name of the total. A hot path: look at the first character first.
   */
  readonly footer?: (cells: readonly string[], state: FooterState) => Footer | Refusal | null;
  /**
   * The fact of a row; a footer where its cells say that it sums up others; null where this telling has none of it and
   * another one does (`also`): the row counts among the others. `values` is one object, used again for every row: take
   * what you need, do not keep it.
   */
  normalize(values: Values<C>, context: RowContext): NormalizedRow<K> | Refusal | Elsewhere | Footer | null;
}

/** What a footer may lean on besides its row. */
export interface FooterState {
  /** Where the columns of the source stand in this table, by name; those that it lacks are left out. */
  readonly positions: ReadonlyMap<string, number>;
  /** The footer row before (WeChat: a header line, then the values). */
  previous: readonly string[] | null;
}

/** A run of more orders is not repeated. */
export const REPEATED_ORDERS_MAX = 2_000_000;

/** What one bench run found, as it is kept in bench/results/. */
export interface BenchResult {
  readonly on_day: string;
  readonly commit: string;
  readonly machine: Machine;
  readonly sizes: readonly SizeResult[];
}

/** How fast files are read, as it is kept in bench/results/sources/. */
export interface SourcesResult {
  readonly on_day: string;
  readonly commit: string;
  readonly machine: Machine;
  readonly speeds: readonly SourceSpeed[];
}

/** How fast the server answers, as it is kept in bench/results/server/. */
export interface ServerResult {
  readonly on_day: string;
  readonly commit: string;
  readonly machine: Machine;
  readonly sizes: readonly ServerSize[];
}

/** A book of one size, and how long users who asked at once waited. */
export interface ServerSize {
  readonly orders: number;
  readonly users: number;
  readonly answers: readonly {
    readonly name: string;
    readonly calm: AnswerTimes;
    /** From the upload of the files to the end of the run. */
    readonly importing: AnswerTimes;
  }[];
}

/** How long a question took, asked so often. */
export interface AnswerTimes {
  readonly asked: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly worst_ms: number;
}

/** One file that was read, in seconds of processor time. */
export interface SourceSpeed {
  /** The source, or what the file is where only its rows were read. */
  readonly name: string;
  readonly encoding: string;
  /** Of a workbook unpacked. */
  readonly bytes: number;
  readonly seconds: number;
  /** For decoding the same bytes, or inflating the same members, and nothing else. */
  readonly plain_seconds: number;
  readonly peak_rss_bytes: number | null;
}

/** Where it ran. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_bytes: number;
  readonly system: string;
  readonly node: string;
}

/** One size. */
export interface SizeResult {
  readonly orders: number;
  /** Order rows and wallet lines that the program read. */
  readonly rows: number;
  readonly bytes: number;
  readonly floor: FloorResult;
  readonly ours: OursResult;
  readonly rivals: readonly RivalResult[];
}

/** Time and memory of the median run. */
interface Cost {
  readonly seconds: number;
  readonly peak_rss_bytes: number | null;
  /** Seconds of every run, in order. */
  readonly runs: readonly number[];
}

export interface FloorResult extends Cost {
  readonly decode_seconds: number;
  readonly query_seconds: number;
}

export interface OursResult extends Cost {
  /** Seconds per phase of the median run; empty when the program tells none. */
  readonly phases: Readonly<Record<string, number>>;
}

export type RivalResult =
  | { readonly name: string; readonly skipped: string }
  | {
      readonly name: string;
      readonly version: string;
      readonly seconds: number;
      readonly peak_rss_bytes: number | null;
    };

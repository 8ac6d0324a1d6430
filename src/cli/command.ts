import type { Language, Text } from '../model/language.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';

/** One option of a command. `value` names what follows it; without it the option is a switch. */
export interface Option {
  readonly value?: string;
  readonly text: Text;
}

/** A line of `--help` that can be typed as it stands, with what it does. */
export interface Example {
  readonly line: string | Text;
  readonly text: Text;
}

/** The values of a command's options as they were typed. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** What a command works with. */
export interface CommandContext {
  readonly io: Io;
  readonly language: Language;
  readonly options: OptionValues;
  readonly positionals: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Writes a line, or an empty one, to standard output, or to standard error where the JSON goes there. */
  readonly print: (line?: string) => void;
}

/** A command of `duideshang`. `run` returns the exit code. */
export interface Command {
  readonly name: string;
  /** What follows the name, for the usage line. */
  readonly usage: string;
  readonly summary: Text;
  /** More, for `--help`. */
  readonly about?: Text;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly Example[];
  /** How many words besides options it takes. */
  readonly positionals: readonly [least: number, most: number];
  run(context: CommandContext): Promise<number>;
}

/** Exit codes of all commands. */
export const EXIT = { ok: 0, exceptions: 1, refused: 2, fault: 3, interrupted: 130 } as const;

import { parseArgs } from 'node:util';
import { parseWallTime } from '../calendar/wall-time.ts';
import { DuideshangError } from '../errors.ts';
import type { Language } from '../model/language.ts';
import type { Command, OptionValues } from './command.ts';
import { GLOBAL_OPTIONS } from './options.ts';
import { tell } from './texts.ts';

/** The words of a command line, told apart. */
export interface ParsedArguments {
  readonly options: OptionValues;
  readonly positionals: readonly string[];
}

/** Tells options and other words apart. @throws bad_argument, with what is wrong in the language. */
export function parseArguments(
  command: Command,
  words: readonly string[],
  language: Language,
): ParsedArguments {
  const known: Command['options'] = { ...GLOBAL_OPTIONS, ...command.options };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, option]) => [
      name,
      { type: option.value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    if (values.help !== true) refuseCount(command, positionals, language);
    return { options: values as OptionValues, positionals };
  } catch (error) {
    throw argumentError(error, language);
  }
}

function refuseCount(command: Command, positionals: readonly string[], language: Language): void {
  const [least, most] = command.positionals;
  if (positionals.length < least)
    throw badArgument(tell('words_missing', language, { usage: command.usage }));
  if (positionals.length > most) {
    throw badArgument(tell('words_too_many', language, { word: positionals[most] ?? '' }));
  }
}

/** An error of the catalogue that says what is wrong with the arguments. */
export function badArgument(what: string): DuideshangError {
  return new DuideshangError('bad_argument', { what });
}

function argumentError(error: unknown, language: Language): unknown {
  if (!(error instanceof TypeError) || !('code' in error)) return error;
  const name =
    /'([^']*)'/
      .exec(error.message)?.[1]
      ?.replace(/^-\w, /, '')
      .replace(/ <value>$/, '') ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return badArgument(tell('unknown_option', language, { name }));
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  const isSwitch = error.message.includes('does not take an argument');
  return badArgument(tell(isSwitch ? 'option_switch' : 'option_value_missing', language, { name }));
}

/** A text option; undefined when it was not given. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A day option. @throws bad_argument for what is no day of the calendar. */
export function dayOption(options: OptionValues, name: string, language: Language): string | undefined {
  const value = textOption(options, name);
  if (value === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && parseWallTime(value) !== null) return value;
  const expected = tell('expected_day', language);
  throw badArgument(tell('option_value_wrong', language, { name: `--${name}`, value, expected }));
}

/** A whole number option. @throws bad_argument. */
export function countOption(options: OptionValues, name: string, language: Language): number | undefined {
  const value = textOption(options, name);
  if (value === undefined) return undefined;
  if (/^\d{1,10}$/.test(value)) return Number.parseInt(value, 10);
  const expected = tell('expected_count', language);
  throw badArgument(tell('option_value_wrong', language, { name: `--${name}`, value, expected }));
}

/** An option that takes one of a few words. @throws bad_argument that lists them. */
export function choiceOption<T extends string>(
  options: OptionValues,
  name: string,
  choices: readonly T[],
  language: Language,
): T | undefined {
  const value = textOption(options, name);
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  const expected = choices.join(' | ');
  throw badArgument(tell('option_value_wrong', language, { name: `--${name}`, value, expected }));
}

/** The period asked for. @throws bad_argument when it ends before it begins. */
export function periodOptions(
  options: OptionValues,
  language: Language,
): { from_day?: string; to_day?: string } {
  const from = dayOption(options, 'from', language);
  const to = dayOption(options, 'to', language);
  if (from !== undefined && to !== undefined && from > to) {
    throw badArgument(tell('days_reversed', language, { from, to }));
  }
  return { ...(from === undefined ? {} : { from_day: from }), ...(to === undefined ? {} : { to_day: to }) };
}

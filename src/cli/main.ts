import { type DuideshangError, knownError } from '../errors.ts';
import { LANGUAGES, type Language } from '../model/language.ts';
import { version } from '../server/version.ts';
import { badArgument, parseArguments } from './arguments.ts';
import { type Command, EXIT } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { commandHelp, generalHelp } from './help.ts';
import type { Io } from './io.ts';
import { chooseLanguage } from './language.ts';
import { Progress } from './progress.ts';
import { tell } from './texts.ts';
import { STANDARD_OUTPUT } from './work.ts';

export { terminal } from './io.ts';

/**
 * Runs a command line and returns its exit code: 0 all ties or is explained, 1 exceptions remain, 2 refused input,
 * 3 a fault, 130 stopped with Ctrl-C. Errors are one sentence; with `--debug` the stack follows.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [given, ...words] = argv;
  const language = chooseLanguage(langOf(argv), io.env);
  const said = language ?? chooseLanguage(undefined, io.env) ?? 'zh-CN';
  try {
    if (language === null) throw wrongLanguage(langOf(argv) ?? '', said);
    if (given === '--version' || given === '-v') return print(io, [version()]);
    if (given === undefined || given === '--help' || given === '-h' || given === 'help') {
      return help(words[0], io, language);
    }
    if (given.startsWith('-')) throw badArgument(tell('unknown_option', language, { name: given }));
    return await runCommand(commandNamed(given, language), words, io, language);
  } catch (error) {
    return tellError(error, io, said, argv.includes('--debug'));
  }
}

async function runCommand(
  command: Command,
  words: readonly string[],
  io: Io,
  language: Language,
): Promise<number> {
  const { options, positionals } = parseArguments(command, words, language);
  if (options.help === true) return print(io, commandHelp(command, language));
  const progress = new Progress(io.stderr);
  const stopping = new AbortController();
  const listening = io.onInterrupt(() => stopping.abort());
  const told = options.json === STANDARD_OUTPUT ? io.stderr : io.stdout;
  try {
    return await command.run({
      io,
      language,
      options,
      positionals,
      signal: stopping.signal,
      progress,
      print: (line = '') => {
        progress.clear();
        told.write(`${line}\n`);
      },
    });
  } catch (error) {
    progress.clear();
    if (!stopping.signal.aborted) throw error;
    io.stderr.write(`${tell('interrupted', language)}\n`);
    return EXIT.interrupted;
  } finally {
    listening();
    progress.clear();
  }
}

function help(name: string | undefined, io: Io, language: Language): number {
  if (name === undefined || name.startsWith('-')) return print(io, generalHelp(COMMANDS, language));
  return print(io, commandHelp(commandNamed(name, language), language));
}

function commandNamed(name: string, language: Language): Command {
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) throw badArgument(tell('unknown_command', language, { name }));
  return command;
}

function tellError(error: unknown, io: Io, language: Language, debug: boolean): number {
  const known = knownError(error);
  const message = error instanceof Error ? error.message : String(error);
  io.stderr.write(`${known?.says(language) ?? tell('fault', language, { message })}\n`);
  if (debug && error instanceof Error) io.stderr.write(`${stackOf(error)}\n`);
  return known?.exit ?? EXIT.fault;
}

function stackOf(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}

function print(io: Io, lines: readonly string[]): number {
  io.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

/** `--lang` is needed before all else, to speak of errors in it. */
function langOf(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at];
  if (word === undefined) return undefined;
  return word === '--lang' ? argv[at + 1] : word.slice('--lang='.length);
}

function wrongLanguage(value: string, language: Language): DuideshangError {
  const expected = LANGUAGES.join(' | ');
  return badArgument(tell('option_value_wrong', language, { name: '--lang', value, expected }));
}

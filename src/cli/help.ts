import { WORKBOOK_NAME } from '../actions/runs/write-results.ts';
import { type Language, say, type Text } from '../model/language.ts';
import { BOOK_FOLDER, DEFAULT_OUT } from './book-place.ts';
import type { Command, Option } from './command.ts';
import { GLOBAL_OPTIONS } from './options.ts';
import { indented, tableLines } from './table.ts';
import { tell } from './texts.ts';

/** `duideshang --help`: what there is. */
export function generalHelp(commands: readonly Command[], language: Language): string[] {
  return [
    tell('program', language),
    '',
    tell('usage', language, { line: 'duideshang COMMAND …' }),
    '',
    tell('commands', language),
    ...pairs(
      commands.map((command) => [`${command.name} ${command.usage}`, helpText(command.summary, language)]),
    ),
    '',
    tell('options', language),
    ...pairs([...optionPairs(GLOBAL_OPTIONS, language), ['--version', tell('version', language)]]),
    '',
    ...exitCodes(language),
    '',
    tell('help_more', language),
  ];
}

/** `duideshang COMMAND --help`: what a command does, its options, examples to type. */
export function commandHelp(command: Command, language: Language): string[] {
  return [
    helpText(command.summary, language),
    '',
    tell('usage', language, { line: usageLine(command) }),
    ...(command.about === undefined ? [] : ['', ...helpText(command.about, language).split('\n')]),
    '',
    tell('options', language),
    ...pairs(optionPairs({ ...command.options, ...GLOBAL_OPTIONS }, language)),
    '',
    tell('examples', language),
    ...command.examples.flatMap(({ line, text }) => [
      `  ${typeof line === 'string' ? line : line[language]}`,
      `      ${helpText(text, language)}`,
    ]),
    '',
    ...exitCodes(language),
  ];
}

/** The command with what follows it. */
export function usageLine(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => `[${optionWords(name, option)}]`);
  return ['duideshang', command.name, command.usage, ...options].filter((word) => word !== '').join(' ');
}

function optionWords(name: string, option: Option): string {
  return option.value === undefined ? `--${name}` : `--${name} ${option.value}`;
}

function optionPairs(options: Readonly<Record<string, Option>>, language: Language): [string, string][] {
  return Object.entries(options).map(([name, option]) => [
    optionWords(name, option),
    helpText(option.text, language),
  ]);
}

function pairs(entries: readonly (readonly [string, string])[]): string[] {
  return indented(tableLines([{ title: '' }, { title: '' }], entries).slice(2));
}

function exitCodes(language: Language): string[] {
  const codes = (['exit_0', 'exit_1', 'exit_2', 'exit_3', 'exit_130'] as const).map(
    (name) => [name.slice('exit_'.length), tell(name, language)] as const,
  );
  return [tell('exit_codes', language), ...pairs(codes)];
}

/** A text of a help page: the names of our own files are filled in, the same in every language. */
export function helpText(text: Text, language: Language): string {
  return say(text, language, { out: DEFAULT_OUT, book: BOOK_FOLDER, workbook: WORKBOOK_NAME });
}

import { COMMANDS } from '../src/cli/commands/index.ts';
import { commandHelp, generalHelp } from '../src/cli/help.ts';
import { CATALOGUE } from '../src/errors.ts';
import { COMPONENT_TERMS, COMPONENTS } from '../src/model/component.ts';
import { LANGUAGES, type Language, type Text } from '../src/model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, STATE_NAMES, STATE_NOTES, TYPE_NAMES } from '../src/model/names.ts';
import { CAUSES, EXCEPTION_TYPES, STATES } from '../src/model/result.ts';
import { SOURCES } from '../src/sources/registry.ts';
import type { Source } from '../src/sources/source.ts';
import { apiPage } from './api-page.ts';
import { rulesPage } from './rules-page.ts';

const WRITTEN = 'Written by `npm run reference` from the program; never edited by hand.';

/** The pages of docs/reference/ that follow from the program, by file name. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'api.md': page('The server’s API', '').concat(apiPage()),
    'commands.md': commandsPage(),
    'errors.md': errorsPage(),
    'results.md': resultsPage(),
    'rules.md': rulesPage(),
    'sources.md': sourcesPage(),
  };
}

function commandsPage(): string {
  const block = (lines: readonly string[]): string => `\n\`\`\`text\n${lines.join('\n').trimEnd()}\n\`\`\`\n`;
  const bothHelps = (of: (language: Language) => readonly string[]): string =>
    block(of('zh-CN')) + block(of('en'));
  return page('Commands', 'What `--help` says.').concat(
    bothHelps((language) => generalHelp(COMMANDS, language)),
    ...COMMANDS.map(
      (command) => `\n## \`${command.name}\`\n${bothHelps((language) => commandHelp(command, language))}`,
    ),
  );
}

function errorsPage(): string {
  return page(
    'Errors',
    'Every error that a user can see. Exit code 2: the input was refused and nothing of it was kept; 3: a fault of the',
    'program or of the machine. Words in braces are filled in.',
  ).concat(
    Object.entries(CATALOGUE)
      .map(
        ([code, { exit, status, text }]) =>
          `\n## \`${code}\`\n\nExit code ${exit}, HTTP status ${status}.\n\n${inAllLanguages(text)}\n`,
      )
      .join(''),
  );
}

function resultsPage(): string {
  const head = page(
    'States, exception types, causes and components',
    'The codes of every result, with their names.',
  );
  return [
    head,
    '## States of an order',
    table(['code', ...LANGUAGES, 'meaning'], STATES, (state) => [
      ...names(STATE_NAMES[state]),
      STATE_NOTES[state].en,
    ]),
    '## Exception types: what is seen',
    table(['code', ...LANGUAGES], EXCEPTION_TYPES, (type) => names(TYPE_NAMES[type])),
    '## Causes: why it is so',
    table(['code', ...LANGUAGES], CAUSES, (cause) => names(CAUSE_NAMES[cause])),
    '## Components: what a money line is for',
    'The term says where the component stands in the equation; `own_account` is in none.\n',
    table(['code', ...LANGUAGES, 'term'], COMPONENTS, (component) => [
      ...names(COMPONENT_NAMES[component]),
      COMPONENT_TERMS[component],
    ]),
  ].join('\n');
}

function sourcesPage(): string {
  const head = page(
    'File formats',
    'A file is recognised by the names in its header row, wherever that row stands. Columns may come in any order; names',
    'after a stroke are other names of the same column. Columns not listed here are not looked at.',
  );
  return head.concat(SOURCES.map(sourceSection).join(''));
}

function sourceSection({ id, title, kind, columns, signature }: Source): string {
  const rows = Object.values(columns).map(
    ({ headers, required }) => `| ${headers.join(' / ')} | ${required ? 'required' : ''} |`,
  );
  const needs = [...signature.all, ...(signature.any ?? []).map((group) => group.join(' or '))];
  return [
    `\n## ${title['zh-CN']} (\`${id}\`)\n`,
    `${title.en}; gives ${kind.replace('_', ' ')}. More: [${id}](../sources/${id}.md).\n`,
    `Recognised by ${needs.join(', ')}${signature.none ? `; without ${signature.none.join(', ')}` : ''}.\n`,
    '| column | |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function page(title: string, ...says: string[]): string {
  return [`# ${title}`, '', WRITTEN, ...says, ''].join('\n');
}

function inAllLanguages(text: Text): string {
  return LANGUAGES.map((language) => `- ${language}: ${text[language].replaceAll('\n', ' ')}`).join('\n');
}

function names(text: Text): string[] {
  return LANGUAGES.map((language) => text[language]);
}

function table<C extends string>(
  head: readonly string[],
  codes: readonly C[],
  cellsOf: (code: C) => string[],
): string {
  const rows = codes.map((code) => [`\`${code}\``, ...cellsOf(code)]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\n${lines.join('\n')}\n`;
}

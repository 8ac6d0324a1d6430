import { COMMANDS } from '../src/cli/commands/index.ts';
import { commandHelp, generalHelp } from '../src/cli/help.ts';
import { CATALOGUE } from '../src/errors.ts';
import { COMPONENT_TERMS, COMPONENTS } from '../src/model/component.ts';
import { LANGUAGES, type Language, type Text } from '../src/model/language.ts';
import { CAUSE_NAMES, COMPONENT_NAMES, STATE_NAMES, STATE_NOTES, TYPE_NAMES } from '../src/model/names.ts';
import { CAUSES, EXCEPTION_TYPES, STATES } from '../src/model/result.ts';
import { SOURCES } from '../src/sources/registry.ts';
import type { Source } from '../src/sources/source.ts';
import { TEACHABLE_KINDS, teachableFields } from '../src/sources/templates/fields.ts';
import { KIND_NAMES } from '../src/sources/templates/kind-names.ts';
import { Template } from '../src/sources/templates/template-schema.ts';
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
    'template.schema.json': `${JSON.stringify(Template, null, 2)}\n`,
    'templates.md': templatesPage(),
  };
}

const TEMPLATE_TEXT = `A template says how files of one layout are recognised and read, so that a bank or a system that
the program does not know needs no code. \`duideshang teach FILE --out T.json\` writes one as guessed from a file;
\`duideshang teach FILE --template T.json\` shows what a changed one makes of it, \`--save\` keeps it in the book.
\`duideshang templates\` lists, adds and exports them. Form: [template.schema.json](template.schema.json).

- A file is recognised by \`headers\`: three quarters of them are in its header row, in any order, and among these every column
  that a row depends on (the fields with *, amounts, the direction; all that are read where rows have no number of their own).
  Where all are, a template comes before a format of the program; where some are missing, after all others.
- \`columns\` gives each field the headers that its column may have. Names are compared without blanks and signs in full width.
- Amounts of a statement: \`inflow\` and \`outflow\`, or \`amount\` with its sign (\`positive_is\`), or \`amount\` with \`direction\`
  and the words that mean inflow and outflow; a row whose direction is neither is refused. Where there is a \`balance\`, the
  receipt says whether each follows from the one before.
- Rows whose first filled cell begins with one of \`footers\` are no facts; amounts in a row of 合计 or 总计 are compared with what was
  read, and the receipt says whether they agree.
- Costs in \`charges\` and \`carrier_charges\` are written without a sign by most: \`positive_is\` is then \`outflow\`.
- \`statuses\` says what each word of \`status_text\` of orders means: \`unpaid\`, \`paid\`, \`shipped\`, \`completed\` or \`cancelled\`.
  Words that other platforms use too are known; a row with any other is refused and names the word.
- \`channel\`: files of one channel tell the same facts, so a line that two of them hold counts once. \`bank\` is own money.
- A changed template is a new one: what was imported before stays as it was read. To have it read anew, undo the import and
  import the file again.
`;

function templatesPage(): string {
  const sections = TEACHABLE_KINDS.map((kind) => {
    const rows = Object.entries(teachableFields(kind)).map(
      ([name, { cell, required, label }]) =>
        `| \`${name}\`${required ? ' *' : ''} | ${cell} | ${label['zh-CN']} | ${label.en} |`,
    );
    return `\n## \`${kind}\`: ${KIND_NAMES[kind]['zh-CN']}, ${KIND_NAMES[kind].en}\n\n| field | cells | 中文 | English |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return page('Templates', TEMPLATE_TEXT).concat('\nFields with * must have a column.\n', ...sections);
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

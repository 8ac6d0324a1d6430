import type { Draft } from '../actions/teaching/teach-file.ts';
import { type Language, listed, say } from '../model/language.ts';
import { STATUS_NAMES } from '../model/names.ts';
import { teachableFields } from '../sources/templates/fields.ts';
import { KIND_NAMES } from '../sources/templates/kind-names.ts';
import { sumLines, tableLines } from './table.ts';
import { TEACH_TEXTS } from './teach-texts.ts';

const EXAMPLE_CHARACTERS_MAX = 40;

/** What a template makes of a file, as lines for the terminal. */
export function draftLines(draft: Draft, file: string, language: Language): string[] {
  const { template, missing, header_row, member, sheet } = draft;
  const place = [file, member, sheet].filter((part) => part !== null).join(' › ');
  const kind = KIND_NAMES[template.kind];
  const fields = missing.map((alternatives) =>
    alternatives.map((field) => labelOf(draft, field, language)).join('/'),
  );
  return [
    say(TEACH_TEXTS.draft_is, language, { place, row: header_row, kind }),
    '',
    ...columnLines(draft, language),
    '',
    ...statusLines(draft, language),
    ...(missing.length > 0
      ? [say(TEACH_TEXTS.draft_missing, language, { fields: listed(fields) })]
      : [...understoodLines(draft, language), ...proofLines(draft, language)]),
  ];
}

function columnLines({ template, columns }: Draft, language: Language): string[] {
  const fields = teachableFields(template.kind);
  const rows = columns.map(({ header, cells }) => {
    const field = Object.keys(template.columns).find((name) => template.columns[name]?.includes(header));
    const understood = field === undefined ? TEACH_TEXTS.draft_unused : fields[field]?.label;
    const example = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    return [header, understood?.[language] ?? field ?? '', example.slice(0, EXAMPLE_CHARACTERS_MAX)];
  });
  const titles = [TEACH_TEXTS.draft_column, TEACH_TEXTS.draft_field, TEACH_TEXTS.draft_example];
  return tableLines(
    titles.map((title) => ({ title: title[language] })),
    rows,
  );
}

/** What each word of a status means; nothing for a file without any. */
function statusLines({ status_words }: Draft, language: Language): string[] {
  if (status_words.length === 0) return [];
  const rows = status_words.map(({ word, status }) => [
    word,
    (status === null ? TEACH_TEXTS.status_open : STATUS_NAMES[status])[language],
  ]);
  const titles = [TEACH_TEXTS.status_word, TEACH_TEXTS.status_means];
  const isOpen = status_words.some(({ status }) => status === null);
  return [
    ...tableLines(
      titles.map((title) => ({ title: title[language] })),
      rows,
    ),
    ...(isOpen ? [TEACH_TEXTS.statuses_open[language]] : []),
    '',
  ];
}

function understoodLines(draft: Draft, language: Language): string[] {
  const [first] = draft.understood;
  if (first === undefined) return [];
  const cells = Object.entries(first.cells).map(
    ([name, value]) => [labelOf(draft, name, language), value] as const,
  );
  return [...sumLines(cells), ''];
}

function proofLines(draft: Draft, language: Language): string[] {
  const { rows_read, rows_refused, refused, running_balance, broken_at_row, is_whole } = draft;
  const rows = say(TEACH_TEXTS.draft_rows, language, { read: rows_read, refused: rows_refused });
  const balance =
    running_balance === 'none'
      ? []
      : [
          running_balance === 'ok'
            ? TEACH_TEXTS.balance_ok[language]
            : say(TEACH_TEXTS.balance_broken, language, { row: broken_at_row ?? 0 }),
        ];
  return [
    is_whole ? rows : rows + TEACH_TEXTS.draft_part[language],
    ...refused.map(({ why }) => `  ${why[language]}`),
    ...balance,
  ];
}

function labelOf({ template }: Draft, field: string, language: Language): string {
  return teachableFields(template.kind)[field]?.label[language] ?? field;
}

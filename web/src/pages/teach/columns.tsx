import { Select, Table, Text } from '@mantine/core';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import type { TeachableKindCard, TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useSay, useWords } from '../../language.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { TEMPLATES } from '../../words/templates.ts';
import { fieldOf, giveColumn, type Template } from './edit.ts';
import { Signs } from './signs.tsx';
import { Statuses } from './statuses.tsx';
import classes from './teach.module.css';

interface Props {
  readonly draft: TemplateDraft;
  readonly template: Template;
  readonly card: TeachableKindCard;
  /** What a word of a status can mean. */
  readonly statuses: ReplyOf<'templates'>['statuses'];
  readonly onChange: (template: Template) => void;
}

/** The columns as they stand in the file, and above each what it is. */
export function Columns({ draft, template, card, statuses, onChange }: Props) {
  const text = useWords(TEMPLATES);
  const rows = draft.columns[0]?.cells.map((_, at) => at) ?? [];
  return (
    <Sheet title={text.columns}>
      <Text size="sm" c="var(--soft)" mb="xs">
        {text.columns_note(draft.header_row)}
      </Text>
      <Table.ScrollContainer minWidth={0}>
        <Table className={classes.columns} verticalSpacing={3} horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {draft.columns.map(({ header }, at) => (
                <Table.Th key={columnKey(header, at)} data-used={fieldOf(template, header) ?? undefined}>
                  <ColumnHead header={header} template={template} card={card} onChange={onChange} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row}>
                {draft.columns.map(({ header, cells }, at) => (
                  <Table.Td
                    key={columnKey(header, at)}
                    title={cells[row]}
                    data-unused={fieldOf(template, header) === null || undefined}
                  >
                    {cells[row]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Signs template={template} words={draft.direction_words} onChange={onChange} />
      <Statuses template={template} words={draft.status_words} statuses={statuses} onChange={onChange} />
    </Sheet>
  );
}

/** A file may name two columns alike. */
function columnKey(header: string, at: number): string {
  return `${at} ${header}`;
}

interface HeadProps extends Omit<Props, 'draft' | 'statuses'> {
  readonly header: string;
}

/** Stands for no field in the list of fields. */
const UNUSED = '';

function ColumnHead({ header, template, card, onChange }: HeadProps) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const given = fieldOf(template, header);
  const fields = card.fields.map(({ field, label, required }) => ({
    value: field,
    label: required ? `${say(label)} *` : say(label),
  }));
  return (
    <>
      <Select
        size="xs"
        aria-label={text.column_is(header)}
        data={[{ value: UNUSED, label: text.unused }, ...fields]}
        value={given ?? UNUSED}
        styles={given === null ? { input: { color: 'var(--soft)' } } : {}}
        comboboxProps={{ width: 220, position: 'bottom-start' }}
        onChange={(field) => onChange(giveColumn(template, header, field === UNUSED ? null : field))}
      />
      <Text size="sm" fw={600} mt={6} truncate title={header}>
        {header}
      </Text>
    </>
  );
}

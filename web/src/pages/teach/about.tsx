import { Group, Select, TextInput } from '@mantine/core';
import type { TeachableKindCard, TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useSay, useWords } from '../../language.tsx';
import { capitalText } from '../../words/format.ts';
import { TEMPLATES } from '../../words/templates.ts';
import { isName, type Template } from './edit.ts';
import type { Drafting } from './use-draft.ts';

const NAME_MAX = 60;
const ACCOUNT_MAX = 64;
const SHOP_MAX = 100;

interface Props {
  readonly drafting: Drafting;
  readonly draft: TemplateDraft;
  readonly template: Template;
  readonly kinds: readonly TeachableKindCard[];
  readonly name: string;
  /** Another template of the book bears the name. */
  readonly isTaken: boolean;
  readonly onName: (name: string) => void;
}

/** What the layout is called, what its rows are and where the files come from. */
export function About({ drafting, draft, template, kinds, name, isTaken, onName }: Props) {
  const text = useWords(TEMPLATES);
  const say = useSay();
  const { change, guess } = drafting;
  const card = kinds.find(({ kind }) => kind === template.kind);
  const channels = (card?.channels ?? []).map((each) => ({
    value: each.channel,
    label: capitalText(say(each.name)),
  }));
  return (
    <Group gap="md" align="flex-start">
      <TextInput
        label={text.name}
        description={isTaken ? text.name_taken : text.name_note}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        w={260}
        maxLength={NAME_MAX}
        value={name}
        error={isName(name.trim()) ? undefined : text.name_wrong}
        onChange={({ currentTarget }) => onName(currentTarget.value)}
      />
      <Select
        label={text.kind}
        w={220}
        data={kinds.map((each) => ({ value: each.kind, label: capitalText(say(each.name)) }))}
        value={template.kind}
        onChange={(kind) => kind !== null && guess({ kind })}
      />
      <Select
        label={text.channel}
        w={240}
        data={withOwn(channels, template.channel)}
        value={template.channel}
        onChange={(channel) => channel !== null && change({ ...template, channel })}
      />
      <Unnamed template={template} card={card} found={draft.understood[0]?.cells} onChange={change} />
      {draft.tables.length > 1 && <TableChoice draft={draft} onChoose={(table) => guess({ table })} />}
    </Group>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A channel that the program does not offer, of a template from elsewhere, is shown as it is. */
function withOwn(offered: readonly Choice[], channel: string): Choice[] {
  const isOffered = offered.some(({ value }) => value === channel);
  return isOffered ? [...offered] : [...offered, { value: channel, label: channel }];
}

const UNNAMED = [
  { field: 'account_no', label: 'account', note: 'account_note', length_max: ACCOUNT_MAX },
  { field: 'shop', label: 'shop', note: 'shop_note', length_max: SHOP_MAX },
] as const;

interface UnnamedProps {
  readonly template: Template;
  readonly card: TeachableKindCard | undefined;
  /** The cells of the first row as understood: the lines above the header may have told them. */
  readonly found: Readonly<Record<string, string>> | undefined;
  readonly onChange: (template: Template) => void;
}

/** The account and the shop, of kinds that have them, where no column of the file names them. */
function Unnamed({ template, card, found, onChange }: UnnamedProps) {
  const text = useWords(TEMPLATES);
  const wanted = UNNAMED.filter(
    ({ field }) =>
      card?.fields.some((each) => each.field === field) === true && template.columns[field] === undefined,
  );
  return wanted.map(({ field, label, note, length_max }) => (
    <TextInput
      key={field}
      label={text[label]}
      description={text[note]}
      inputWrapperOrder={['label', 'input', 'description']}
      w={190}
      maxLength={length_max}
      placeholder={found?.[field]}
      value={template[field] ?? ''}
      onChange={({ currentTarget }) => onChange(withText(template, field, currentTarget.value))}
    />
  ));
}

function withText(template: Template, field: 'account_no' | 'shop', value: string): Template {
  const { [field]: _, ...rest } = template;
  return value === '' ? rest : { ...rest, [field]: value };
}

interface TableChoiceProps {
  readonly draft: TemplateDraft;
  readonly onChoose: (table: number) => void;
}

/** Which member of a zip or sheet of a workbook is taught. */
function TableChoice({ draft, onChoose }: TableChoiceProps) {
  const text = useWords(TEMPLATES);
  const names = draft.tables.map(({ member, sheet }, at) => ({
    value: String(at),
    label: [member, sheet].filter((part) => part !== null).join(' · ') || text.table_nth(at + 1),
  }));
  return (
    <Select
      label={text.table}
      w={220}
      data={names}
      value={String(draft.table)}
      onChange={(at) => at !== null && onChoose(Number.parseInt(at, 10))}
    />
  );
}

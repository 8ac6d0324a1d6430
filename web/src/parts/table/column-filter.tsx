import { Button, Checkbox, Group, ScrollArea, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Condition, ListColumn } from '../../../../src/server/contract/lists.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { countText, milliOf, minorOf, plainMoneyText, quantityText } from '../../words/format.ts';
import { TABLE } from '../../words/table.ts';
import { valueText } from './cell-text.tsx';
import type { Table } from './use-table.ts';

interface Props {
  readonly table: Table;
  readonly column: ListColumn;
  readonly onDone: () => void;
}

/** Asks which values of a column are meant, by the column's type. */
export function ColumnFilter(props: Props) {
  const { type } = props.column;
  if (type === 'code') return <ValuesFilter {...props} />;
  if (type === 'text') return <TextFilter {...props} />;
  return <RangeFilter {...props} />;
}

/** The condition of a column, and how to set it; null takes it away. */
function useCondition({ table, column, onDone }: Props) {
  const { conditions } = table.state;
  const held = conditions.find((condition) => condition.column === column.name);
  const set = (next: Omit<Condition, 'column'> | null, isDone = true): void => {
    const others = conditions.filter((condition) => condition !== held);
    table.change({ conditions: next === null ? others : [...others, { column: column.name, ...next }] });
    if (isDone) onDone();
  };
  return { held, set };
}

function ValuesFilter(props: Props) {
  const { table, column } = props;
  const text = useWords(TABLE);
  const { language } = useLanguage();
  const { held, set } = useCondition(props);
  const found = useValues(table, column);
  const chosen = held?.how === 'is' ? held.values : [];
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    set(next.length === 0 ? null : { how: 'is', values: next }, false);
  };
  return (
    <ScrollArea.Autosize mah={240} type="auto" offsetScrollbars="present">
      <Stack gap={0} py={2} px={2}>
        {found.values.map(({ value, count }) => (
          <Group key={value} justify="space-between" wrap="nowrap" gap="sm" mih={28}>
            <Checkbox
              label={value === '' ? text.no_value : valueText(column, value, language)}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            {count !== null && (
              <Text size="xs" c="var(--soft)">
                {countText(count, language)}
              </Text>
            )}
          </Group>
        ))}
        {found.cut && (
          <Text size="xs" c="var(--soft)">
            {text.values_cut}
          </Text>
        )}
      </Stack>
    </ScrollArea.Autosize>
  );
}

interface Values {
  readonly values: readonly { readonly value: string; readonly count: number | null }[];
  readonly cut: boolean;
}

/** The values of a column under the other conditions, with counts where the list can be grouped by it. */
function useValues({ list, filter }: Table, { name, groupable }: ListColumn): Values {
  const params = { book_id: useBookId(), list };
  const others = { ...filter, conditions: filter.conditions.filter(({ column }) => column !== name) };
  const groups = useApi(
    'list_groups',
    { params, body: { filter: others, by: [name] } },
    { enabled: groupable },
  );
  const plain = useApi('list_values', { params, body: { column: name } }, { enabled: !groupable });
  if (groupable)
    return {
      values: (groups.data?.groups ?? [])
        .map(({ values, count }) => ({ value: String(values[0] ?? ''), count }))
        .sort((left, right) => right.count - left.count),
      cut: groups.data?.cut ?? false,
    };
  return {
    values: (plain.data?.values ?? []).map((value) => ({ value: value ?? '', count: null })),
    cut: plain.data?.cut ?? false,
  };
}

function TextFilter(props: Props) {
  const text = useWords(TABLE);
  const { held, set } = useCondition(props);
  const [how, setHow] = useState<string>(held?.how ?? 'contains');
  const [value, setValue] = useState(held?.values[0] ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = value.trim();
    if (wanted === '' && how !== 'is') set(null);
    else set({ how: how as Condition['how'], values: [wanted] });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Select
          aria-label={text.text_how}
          value={how}
          onChange={(next) => setHow(next ?? 'contains')}
          comboboxProps={{ withinPortal: false }}
          data={[
            { value: 'contains', label: text.contains },
            { value: 'starts', label: text.starts },
            { value: 'is', label: text.is },
          ]}
        />
        <TextInput
          aria-label={text.text_value}
          value={value}
          data-autofocus
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <FilterButtons onClear={() => set(null)} />
      </Stack>
    </form>
  );
}

function RangeFilter(props: Props) {
  const { type } = props.column;
  const text = useWords(TABLE);
  const { held, set } = useCondition(props);
  const [from, setFrom] = useState(shownBound(held?.values[0] ?? '', type));
  const [to, setTo] = useState(shownBound(held?.values[1] ?? '', type));
  const low = bound(from, type, '00:00:00');
  const high = bound(to, type, '23:59:59');
  const kind = type === 'day' || type === 'moment' ? 'date' : 'text';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (low === null || high === null) return;
    set(low === '' && high === '' ? null : { how: 'between', values: [low, high] });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          type={kind}
          label={type === 'money' ? text.amount_from : text.from}
          value={from}
          inputMode={kind === 'text' ? 'decimal' : undefined}
          error={low === null ? text.amount_wrong : null}
          data-autofocus
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type={kind}
          label={type === 'money' ? text.amount_to : text.to}
          value={to}
          inputMode={kind === 'text' ? 'decimal' : undefined}
          error={high === null ? text.amount_wrong : null}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <FilterButtons onClear={() => set(null)} />
      </Stack>
    </form>
  );
}

/** A bound as the server takes it; null when it cannot be read. */
function bound(typed: string, type: ListColumn['type'], time: string): string | null {
  const value = typed.trim();
  if (value === '') return '';
  if (type === 'money') return minorOf(value);
  if (type === 'quantity') return milliOf(value);
  if (type === 'count') return /^\d+$/.test(value) ? value : null;
  return type === 'moment' ? `${value} ${time}` : value;
}

function shownBound(value: string, type: ListColumn['type']): string {
  if (value === '') return '';
  if (type === 'money') return plainMoneyText(value);
  if (type === 'quantity') return quantityText(value).replaceAll(',', '');
  return type === 'moment' ? value.slice(0, 10) : value;
}

function FilterButtons({ onClear }: { readonly onClear: () => void }) {
  const text = useWords(TABLE);
  return (
    <Group gap="xs" justify="flex-end">
      <Button size="compact-sm" variant="default" onClick={onClear}>
        {text.clear}
      </Button>
      <Button size="compact-sm" type="submit">
        {text.apply}
      </Button>
    </Group>
  );
}

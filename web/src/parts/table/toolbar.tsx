import { ActionIcon, Button, CloseButton, Group, Menu, Text, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFilter, IconPrinter, IconSearch, IconStack2 } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { usePress } from '../../parts/use-press.ts';
import { COMMON } from '../../words/common.ts';
import { TABLE } from '../../words/table.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { conditionText } from './condition-text.ts';
import classes from './table.module.css';
import type { Table } from './use-table.ts';

interface Props {
  readonly table: Table;
  /** What the page adds at the left: saved views and the like. */
  readonly children?: ReactNode;
}

/** Above the table: find, the filters that are set, groups, columns, export, print. */
export function Toolbar({ table, children }: Props) {
  return (
    <Group gap="xs" className={`${classes.toolbar} no-print`} align="flex-start">
      <Group gap="xs" flex={1}>
        {children}
        <FindField table={table} />
        <FilterBar table={table} />
      </Group>
      <Group gap={4} wrap="nowrap" ms="auto">
        <GroupMenu table={table} />
        <ColumnChooser
          layout={table.layout}
          onChange={() => table.state.columns && table.change({ columns: null })}
        />
        <ExportMenu table={table} />
        <PrintButton />
      </Group>
    </Group>
  );
}

const TYPING_MS = 300;

function FindField({ table: { state, change } }: { readonly table: Table }) {
  const text = useWords(TABLE);
  const [typed, setTyped] = useState(state.text);
  useEffect(() => setTyped(state.text), [state.text]);
  useEffect(() => {
    if (typed === state.text) return;
    const timer = setTimeout(() => change({ text: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, state.text, change]);
  return (
    <TextInput
      size="xs"
      w={180}
      styles={{ input: { fontSize: 14 } }}
      aria-label={text.find}
      placeholder={text.find}
      value={typed}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={
        typed !== '' && <CloseButton size="sm" aria-label={text.find_clear} onClick={() => setTyped('')} />
      }
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

/** The filters that are set, each to be taken away by itself or all at once. */
export function FilterBar({ table: { state, change, card } }: { readonly table: Table }) {
  const text = useWords(TABLE);
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      {state.conditions.map((condition) => {
        const column = card?.columns.find(({ name }) => name === condition.column);
        if (column === undefined) return null;
        const says = `${say(column.label)}: ${conditionText(condition, column, text, language)}`;
        return (
          <Group key={JSON.stringify(condition)} gap={4} className={classes.chip} wrap="nowrap">
            <IconFilter size={13} aria-hidden />
            <Text size="sm" truncate maw={280} title={says}>
              {says}
            </Text>
            <CloseButton
              size="xs"
              aria-label={text.remove_filter(says)}
              onClick={() => change({ conditions: state.conditions.filter((one) => one !== condition) })}
            />
          </Group>
        );
      })}
      {state.conditions.length > 1 && (
        <Button variant="subtle" size="compact-sm" onClick={() => change({ conditions: [], text: '' })}>
          {text.clear}
        </Button>
      )}
    </>
  );
}

function GroupMenu({ table: { state, change, card } }: { readonly table: Table }) {
  const text = useWords(TABLE);
  const say = useSay();
  const groupable = card?.columns.filter((column) => column.groupable) ?? [];
  if (groupable.length === 0) return null;
  const chosen = state.group_by.flatMap((name) => groupable.filter((column) => column.name === name));
  const rest = groupable.filter(({ name }) => !state.group_by.includes(name));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          size="xs"
          fz="sm"
          leftSection={<IconStack2 size={15} aria-hidden />}
        >
          {[text.group, ...chosen.map(({ label }) => say(label))].join(' · ')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {chosen.length > 0 && (
          <Menu.Item onClick={() => change({ group_by: [] })}>{text.group_none}</Menu.Item>
        )}
        {chosen.length > 0 && <Menu.Label>{text.group_second}</Menu.Label>}
        {chosen.length < 3 &&
          rest.map(({ name, label }) => (
            <Menu.Item key={name} onClick={() => change({ group_by: [...state.group_by, name] })}>
              {say(label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ExportMenu({ table }: { readonly table: Table }) {
  const text = useWords(TABLE);
  const { language } = useLanguage();
  const bookId = useBookId();
  const write = usePress('export_list', ['list_jobs']);
  const start = (format: 'xlsx' | 'csv') => () =>
    write.mutate(
      {
        params: { book_id: bookId, list: table.list },
        body: {
          filter: table.filter,
          sort: [...table.state.sort],
          columns: table.layout.shown.map(({ name }) => name),
          format,
          language,
        },
      },
      { onSuccess: () => notifications.show({ message: text.exporting }) },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={30} aria-label={text.export} title={text.export} loading={write.isPending}>
          <IconDownload size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={start('xlsx')}>{text.export_xlsx}</Menu.Item>
        <Menu.Item onClick={start('csv')}>{text.export_csv}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PrintButton() {
  const { print } = useWords(COMMON);
  return (
    <Tooltip label={print}>
      <ActionIcon size={30} aria-label={print} onClick={() => window.print()}>
        <IconPrinter size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

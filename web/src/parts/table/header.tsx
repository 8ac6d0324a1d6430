import { ActionIcon, Button, Checkbox, Divider, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowsVertical,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconFilterFilled,
  IconStack2,
} from '@tabler/icons-react';
import { type MouseEvent, type PointerEvent, useState } from 'react';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { useSay, useWords } from '../../language.tsx';
import { TABLE } from '../../words/table.ts';
import type { Language } from '../../words/words.ts';
import { cellMarks } from './cell-marks.ts';
import { ColumnFilter } from './column-filter.tsx';
import type { SortColumn } from './state.ts';
import classes from './table.module.css';
import type { Table } from './use-table.ts';

interface Props {
  readonly table: Table;
  /** Absent where rows cannot be chosen. */
  readonly choice?: { readonly isAll: boolean; readonly isSome: boolean; readonly onToggle: () => void };
}

/** The heads of the columns: a click sorts, with Shift by one more column; a menu filters, groups, hides and widens. */
export function TableHeader({ table, choice }: Props) {
  const text = useWords(TABLE);
  return (
    <div className={classes.header} role="row" aria-rowindex={1}>
      {choice !== undefined && (
        <div className={classes.choice} role="columnheader">
          <Checkbox
            aria-label={text.choose_shown}
            checked={choice.isAll}
            indeterminate={!choice.isAll && choice.isSome}
            onChange={choice.onToggle}
          />
        </div>
      )}
      {table.layout.shown.map((column) => (
        <HeaderCell key={column.name} table={table} column={column} />
      ))}
    </div>
  );
}

interface ColumnProps {
  readonly table: Table;
  readonly column: ListColumn;
}

function HeaderCell({ table, column }: ColumnProps) {
  const say = useSay();
  const { sort, conditions } = table.state;
  const sorted = sort.find((one) => one.column === column.name);
  const isFiltered = conditions.some((condition) => condition.column === column.name);
  const press = ({ shiftKey }: MouseEvent): void => {
    if (column.sortable) table.change({ sort: nextSort(sort, column, shiftKey) });
  };
  return (
    <div
      className={classes.head}
      role="columnheader"
      aria-sort={sorted === undefined ? 'none' : sorted.descending ? 'descending' : 'ascending'}
      {...cellMarks(column, table.pinned)}
    >
      <UnstyledButton
        className={classes.title}
        onClick={press}
        disabled={!column.sortable}
        title={say(column.label)}
      >
        <span className={classes.word}>{say(column.label)}</span>
        {sorted !== undefined && (
          <SortSign sorted={sorted} place={sort.length > 1 ? sort.indexOf(sorted) + 1 : 0} />
        )}
      </UnstyledButton>
      {isFiltered && <IconFilterFilled size={12} className={classes.filtered} aria-hidden />}
      <ColumnMenu table={table} column={column} />
      <Grip table={table} column={column} />
    </div>
  );
}

function SortSign({ sorted, place }: { readonly sorted: SortColumn; readonly place: number }) {
  const Sign = sorted.by_size === true ? IconArrowsVertical : sorted.descending ? IconArrowDown : IconArrowUp;
  return (
    <>
      <Sign size={13} aria-hidden />
      {place > 0 && <sup>{place}</sup>}
    </>
  );
}

/** A click turns the order of a column: first its usual way (amounts and moments from the largest), then the other, then none. */
function nextSort(
  sort: readonly SortColumn[],
  { name, type }: ListColumn,
  keepOthers: boolean,
): SortColumn[] {
  const held = sort.find(({ column }) => column === name);
  const others = keepOthers ? sort.filter(({ column }) => column !== name) : [];
  const usual = type !== 'text' && type !== 'code';
  if (held === undefined) return [...others, { column: name, descending: usual }].slice(-3);
  return held.descending === usual && held.by_size !== true
    ? [...others, { column: name, descending: !usual }].slice(-3)
    : [...others];
}

function ColumnMenu({ table, column }: ColumnProps) {
  const text = useWords(TABLE);
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={250}>
      <Popover.Target>
        <ActionIcon
          size={20}
          className={classes.menu}
          aria-label={text.column_menu(say(column.label))}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronDown size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Stack gap="xs">
          {column.filterable && <ColumnFilter table={table} column={column} onDone={close} />}
          {column.filterable && <Divider />}
          <ColumnActions table={table} column={column} onDone={close} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const WIDTH_STEP = 40;

/** What the two orders of a column are called: days go from the earliest, amounts from the smallest, words from A. */
function orderWords(type: ListColumn['type'], text: (typeof TABLE)[Language]): readonly [string, string] {
  if (type === 'day' || type === 'moment') return [text.sort_earliest, text.sort_latest];
  if (type === 'text' || type === 'code') return [text.sort_first, text.sort_last];
  return [text.sort_up, text.sort_down];
}

function ColumnActions({ table, column, onDone }: ColumnProps & { readonly onDone: () => void }) {
  const text = useWords(TABLE);
  const { layout, state } = table;
  const { name, type } = column;
  const [up, down] = orderWords(type, text);
  const sortBy = (descending: boolean, bySize: boolean) => () => {
    table.change({ sort: [{ column: name, descending, ...(bySize && { by_size: true }) }] });
    onDone();
  };
  const actions = [
    { says: up, icon: IconArrowUp, isOffered: column.sortable, run: sortBy(false, false) },
    { says: down, icon: IconArrowDown, isOffered: column.sortable, run: sortBy(true, false) },
    {
      says: text.sort_size,
      icon: IconArrowsVertical,
      isOffered: column.sortable && type === 'money',
      run: sortBy(true, true),
    },
    {
      says: text.group_by,
      icon: IconStack2,
      isOffered: column.groupable && !state.group_by.includes(name),
      run: () => table.change({ group_by: [...state.group_by, name].slice(-3) }),
    },
    {
      says: text.hide,
      icon: IconEyeOff,
      isOffered: layout.shown.length > 1,
      run: () => layout.setShown(name, false),
    },
  ];
  return (
    <Stack gap={2}>
      {actions
        .filter(({ isOffered }) => isOffered)
        .map(({ says, icon: Sign, run }) => (
          <UnstyledButton key={says} className={classes.action} onClick={run}>
            <Sign size={15} aria-hidden />
            <Text size="sm">{says}</Text>
          </UnstyledButton>
        ))}
      <Button.Group>
        {[text.narrower, text.wider].map((says, index) => (
          <Button
            key={says}
            variant="default"
            size="compact-xs"
            flex={1}
            onClick={() =>
              layout.setWidth(name, layout.widthOf(column) + (index === 0 ? -WIDTH_STEP : WIDTH_STEP))
            }
          >
            {says}
          </Button>
        ))}
      </Button.Group>
    </Stack>
  );
}

/** The edge of a column, which the mouse can pull; the column's menu has the same for the keyboard. */
function Grip({ table, column }: ColumnProps) {
  const { layout } = table;
  const pull = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    const grip = event.currentTarget;
    const begin = event.clientX;
    const width = layout.widthOf(column);
    grip.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent) =>
      layout.setWidth(column.name, width + clientX - begin);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return <div className={classes.grip} onPointerDown={pull} aria-hidden />;
}

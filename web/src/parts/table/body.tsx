import { notifications } from '@mantine/notifications';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useLanguage, useWords } from '../../language.tsx';
import { usePrinting } from '../../printing.ts';
import { countText } from '../../words/format.ts';
import { TABLE } from '../../words/table.ts';
import { cellMarks } from './cell-marks.ts';
import type { Renderers } from './cell-text.tsx';
import { useChoosing } from './choosing.ts';
import { useFitting } from './fitting.ts';
import { TableHeader } from './header.tsx';
import { conditionsOf, type Items, type RowGroup } from './items.ts';
import { usePlaceKept } from './place.ts';
import { rowAt, type TableRow } from './row.ts';
import classes from './table.module.css';
import { type LineActions, SumText, TableLine } from './table-row.tsx';
import { useCursor } from './use-cursor.ts';
import type { Table } from './use-table.ts';

const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 36;
const OVERSCAN = 12;
const PRINTED_MAX = 2000;
const CHOICE_WIDTH = 38;

interface Props {
  readonly table: Table;
  readonly items: Items;
  readonly totals: ReplyOf<'list_totals'> | undefined;
  readonly canChoose: boolean;
  /** Leaves out columns that find no room. */
  readonly isBeside: boolean;
  readonly renderers: Renderers;
  readonly onOpen: ((row: TableRow) => void) | undefined;
}

/** The rows on the screen out of all there are, between the heads of the columns and the totals. */
export function TableBody(props: Props) {
  const { items, totals, canChoose, isBeside, onOpen } = props;
  const text = useWords(TABLE);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const table = useFitting(props.table, scroller, isBeside && !isPrinting, canChoose ? CHOICE_WIDTH : 0);
  const { choose, chooseShown } = useChoosing(table, items, () =>
    notifications.show({ message: text.range_unread }),
  );
  const virtual = useVirtual(table, items, scroller);
  usePlaceKept(table, items, scroller);
  const lines = virtual.getVirtualItems();
  const open = useOpen(table, items, onOpen);
  const reveal = useCallback((index: number) => virtual.scrollToIndex(index), [virtual]);
  const focus = useCallback(() => scroller.current?.focus({ preventScroll: true }), []);
  const cursor = useCursor({ table, items, reveal, focus, open, choose: canChoose ? choose : null });
  const actions = useLineActions(table, items, { open, choose, moveTo: cursor.moveTo });
  const shown = isPrinting ? printedLines(items) : lines.map(({ index, start }) => ({ index, start }));
  return (
    <div
      ref={scroller}
      className={`${classes.scroller} ${onOpen === undefined ? '' : classes.clickable}`}
      style={{ '--columns': templateOf(table, canChoose) } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={text.list}
      aria-rowcount={(totals?.count ?? items.count) + 1}
      aria-multiselectable={canChoose}
      aria-activedescendant={cursor.index === null ? undefined : `${id}-${cursor.index}`}
      onKeyDown={cursor.onKeyDown}
    >
      <TableHeader table={table} {...(canChoose && { choice: choiceOf(table, items, chooseShown) })} />
      <div
        className={classes.canvas}
        role="rowgroup"
        style={{ height: virtual.getTotalSize() - 2 * HEADER_HEIGHT }}
      >
        {shown.map(({ index, start }) => (
          <div
            key={index}
            className={classes.line}
            role="presentation"
            style={{ transform: `translateY(${start}px)` }}
          >
            <Line
              {...props}
              table={table}
              id={`${id}-${index}`}
              index={index}
              cursor={cursor.index}
              actions={actions}
            />
          </div>
        ))}
      </div>
      <Totals
        table={table}
        items={items}
        totals={totals}
        canChoose={canChoose}
        printed={isPrinting ? shown.length : null}
        line={lineSeen(virtual.range?.startIndex, virtual.range?.endIndex, cursor.index)}
      />
    </div>
  );
}

/** Which lines are on the screen: at first where somebody was who comes back. Tells the list which rows those are. */
function useVirtual({ place }: Table, { count, show }: Items, scroller: RefObject<HTMLElement | null>) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialOffset: place?.top ?? 0,
    paddingEnd: 2 * HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: HEADER_HEIGHT,
  });
  const lines = virtual.getVirtualItems();
  const first = lines[0]?.index;
  const last = lines.at(-1)?.index;
  useEffect(() => {
    if (first !== undefined && last !== undefined) show(first, last);
  }, [show, first, last]);
  return virtual;
}

interface LineProps extends Props {
  readonly id: string;
  readonly index: number;
  readonly cursor: number | null;
  readonly actions: LineActions;
}

function Line({ table, items, renderers, canChoose, id, index, cursor, actions }: LineProps) {
  const item = items.at(index);
  const { chosen, layout, state } = table;
  const groupBy = useMemo(
    () => state.group_by.flatMap((name) => layout.all.filter((column) => column.name === name)),
    [state.group_by, layout.all],
  );
  const isChosen = item?.kind === 'row' && (chosen.all || chosen.rows.has(item.row.key));
  return (
    <TableLine
      id={id}
      index={index}
      item={item}
      columns={layout.shown}
      pinned={table.pinned}
      groupBy={groupBy}
      isActive={index === cursor}
      isChosen={isChosen}
      isAllChosen={chosen.all}
      canChoose={canChoose}
      renderers={renderers}
      actions={actions}
    />
  );
}

function templateOf({ layout }: Table, canChoose: boolean): string {
  const widths = layout.shown.map((column) => `${layout.widthOf(column)}px`);
  return [...(canChoose ? [`${CHOICE_WIDTH}px`] : []), ...widths, 'minmax(0, 1fr)'].join(' ');
}

function choiceOf({ chosen }: Table, items: Items, onToggle: () => void) {
  const isSome = chosen.all || chosen.rows.size > 0;
  return { isAll: chosen.all || (isSome && chosen.rows.size >= items.count), isSome, onToggle };
}

/** Opens a row, or unfolds a group. */
function useOpen(table: Table, items: Items, onOpen: ((row: TableRow) => void) | undefined) {
  const latest = useRef({ table, items, onOpen });
  latest.current = { table, items, onOpen };
  return useCallback((index: number): void => {
    const now = latest.current;
    const item = now.items.at(index);
    if (item?.kind === 'row') now.onOpen?.(item.row);
    if (item?.kind === 'group') now.items.toggle(item.name);
    if (item?.kind === 'more') showAlone(now.table, item.group);
  }, []);
}

function showAlone({ state, change }: Table, group: RowGroup): void {
  change({ conditions: [...state.conditions, ...conditionsOf(group, state.group_by)], group_by: [] });
}

interface Doing {
  readonly open: (index: number) => void;
  readonly choose: (index: number, isRange: boolean) => void;
  readonly moveTo: (index: number) => void;
}

function useLineActions(table: Table, { toggle }: Items, { open, choose, moveTo }: Doing): LineActions {
  const latest = useRef(table);
  latest.current = table;
  return useMemo(
    () => ({
      press: (index: number, { target }: MouseEvent) => {
        const isOnControl = target instanceof Element && target.closest('button, a, input, label') !== null;
        if (isOnControl) return;
        moveTo(index);
        // A number that is being marked in order to be copied does not open its row.
        if (document.getSelection()?.toString() !== '') return;
        const coming = latest.current.cursor.arrival();
        if (coming === null) open(index);
        else void coming.then((hasCome) => hasCome && open(latest.current.cursor.index() ?? index));
      },
      choose,
      toggle,
      more: (group: RowGroup) => showAlone(latest.current, group),
    }),
    [toggle, open, choose, moveTo],
  );
}

/** Lines on paper: all rows that are kept, not only those on the screen. */
function printedLines(items: Items): { index: number; start: number }[] {
  const count = Math.min(items.count, PRINTED_MAX);
  return Array.from({ length: count }, (_, index) => ({ index, start: 0 })).filter(
    ({ index }) => items.at(index)?.kind === 'group' || rowAt(items, index) !== undefined,
  );
}

/** The line that the count of rows names: the cursor's while it is in sight, else the first in sight, none at the very top. */
function lineSeen(first = 0, last = 0, cursor: number | null): number | null {
  if (cursor !== null && cursor >= first && cursor <= last) return cursor;
  return first > 0 ? first : null;
}

interface TotalsProps {
  readonly table: Table;
  readonly items: Items;
  readonly totals: ReplyOf<'list_totals'> | undefined;
  readonly canChoose: boolean;
  readonly printed: number | null;
  /** The line whose number is told; null for none. */
  readonly line: number | null;
}

function Totals({ table, items, totals, canChoose, printed, line }: TotalsProps) {
  const text = useWords(TABLE);
  const { language } = useLanguage();
  if (totals === undefined) return null;
  const all = countText(totals.count, language);
  const isPart = printed !== null && printed < totals.count;
  const number = line === null ? null : (items.numberOf?.(line) ?? null);
  return (
    <div className={classes.totals} role="row">
      {canChoose && <div className={classes.choice} role="gridcell" />}
      {table.layout.shown.map((column, place) => (
        <div key={column.name} className={classes.cell} role="gridcell" {...cellMarks(column, table.pinned)}>
          {place === 0 ? (
            <span>
              {isPart && text.printed(countText(printed, language), all)}
              {!isPart && (number === null ? text.rows(all) : text.row_of(countText(number, language), all))}
              {items.isCut && ` · ${text.groups_cut}`}
            </span>
          ) : (
            <SumText column={column} sum={totals.sums[column.name]} />
          )}
        </div>
      ))}
    </div>
  );
}

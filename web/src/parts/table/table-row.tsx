import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { useLanguage, useWords } from '../../language.tsx';
import { countText, quantityText } from '../../words/format.ts';
import { TABLE } from '../../words/table.ts';
import { MoneyText } from '../money-text.tsx';
import { cellMarks } from './cell-marks.ts';
import { CellText, type Renderers, valueText } from './cell-text.tsx';
import type { Item, RowGroup } from './items.ts';
import type { Cell, TableRow } from './row.ts';
import classes from './table.module.css';

/** What can be done with a line; the functions stay the same as long as the table does. */
export interface LineActions {
  readonly press: (index: number, event: MouseEvent) => void;
  readonly choose: (index: number, isRange: boolean) => void;
  readonly toggle: (group: string) => void;
  readonly more: (group: RowGroup) => void;
}

interface Props {
  readonly index: number;
  readonly id: string;
  readonly item: Item | undefined;
  readonly columns: readonly ListColumn[];
  /** The column that stays in sight. */
  readonly pinned: string | null;
  readonly groupBy: readonly ListColumn[];
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly canChoose: boolean;
  readonly isAllChosen: boolean;
  readonly renderers: Renderers;
  readonly actions: LineActions;
}

/** A line of the table: a row, a group, or a place where a row will be. */
export const TableLine = memo(function TableLine(props: Props) {
  const { item, index, id, isActive, isChosen } = props;
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={item?.kind === 'group' ? classes.group : classes.row}
      data-active={isActive || undefined}
      data-chosen={isChosen || undefined}
      onClick={(event) => props.actions.press(index, event)}
      onKeyDown={undefined}
    >
      <LineContent {...props} />
    </div>
  );
});

function LineContent(props: Props) {
  const { item, actions, columns, canChoose } = props;
  if (item === undefined) return <Bones count={columns.length} canChoose={canChoose} />;
  if (item.kind === 'row') return <RowCells {...props} row={item.row} />;
  if (item.kind === 'more') return <MoreLine group={item.group} onMore={actions.more} />;
  return <GroupCells {...props} item={item} />;
}

function RowCells({
  row,
  index,
  columns,
  pinned,
  renderers,
  canChoose,
  isChosen,
  isAllChosen,
  actions,
}: Props & { readonly row: TableRow }) {
  const text = useWords(TABLE);
  return (
    <>
      {canChoose && (
        <div className={classes.choice} role="gridcell">
          <Checkbox
            aria-label={`${text.choose_row} ${row.key}`}
            tabIndex={-1}
            checked={isChosen}
            disabled={isAllChosen}
            onClick={(event) => actions.choose(index, event.shiftKey)}
            onChange={() => undefined}
          />
        </div>
      )}
      {columns.map((column) => (
        <div key={column.name} className={classes.cell} role="gridcell" {...cellMarks(column, pinned)}>
          <span className={classes.word} title={longText(column, row.cells[column.name])}>
            {renderers[column.name]?.(row.cells) ?? (
              <CellText column={column} cell={row.cells[column.name]} />
            )}
          </span>
        </div>
      ))}
    </>
  );
}

/** Text that a narrow column may cut is told in full by its title. */
function longText({ type }: ListColumn, cell: Cell | undefined): string | undefined {
  return type === 'text' && typeof cell === 'string' ? cell : undefined;
}

function GroupCells({
  item,
  columns,
  pinned,
  groupBy,
  canChoose,
  actions,
}: Props & { readonly item: Extract<Item, { kind: 'group' }> }) {
  const text = useWords(TABLE);
  const { language } = useLanguage();
  const Sign = item.isOpen ? IconChevronDown : IconChevronRight;
  const { values, count, sums } = item.group;
  const name = groupBy.map(
    (column, place) => valueText(column, values[place] ?? null, language) || text.no_value,
  );
  // The name takes the room of the leading columns that have no sum of their own.
  const lead = Math.max(
    columns.findIndex(({ name: column }) => sums[column] !== undefined),
    1,
  );
  return (
    <>
      <div
        className={classes.cell}
        role="gridcell"
        style={{ gridColumn: `1 / ${lead + (canChoose ? 2 : 1)}` }}
      >
        <UnstyledButton
          className={classes.fold}
          tabIndex={-1}
          aria-expanded={item.isOpen}
          onClick={() => actions.toggle(item.name)}
        >
          <Sign size={15} aria-hidden />
          <span className={classes.word}>{name.join(' · ')}</span>
          <span className={classes.count}>{countText(count, language)}</span>
        </UnstyledButton>
      </div>
      {columns.slice(lead).map((column) => (
        <div key={column.name} className={classes.cell} role="gridcell" {...cellMarks(column, pinned)}>
          <SumText column={column} sum={sums[column.name]} />
        </div>
      ))}
    </>
  );
}

/** A sum under or beside its column. */
export function SumText({ column, sum }: { readonly column: ListColumn; readonly sum: string | undefined }) {
  const { language } = useLanguage();
  if (sum === undefined) return null;
  if (column.type === 'money')
    return <MoneyText minor={sum} signed={column.name.startsWith('discrepancy')} />;
  return column.type === 'quantity' ? quantityText(sum) : countText(Number(sum), language);
}

function MoreLine({
  group,
  onMore,
}: {
  readonly group: RowGroup;
  readonly onMore: (group: RowGroup) => void;
}) {
  const text = useWords(TABLE);
  const { language } = useLanguage();
  return (
    <div className={classes.cell} role="gridcell" style={{ gridColumn: '1 / -1' }}>
      <UnstyledButton className={classes.fold} c="var(--accent)" onClick={() => onMore(group)}>
        {text.more_rows(countText(group.count, language))}
      </UnstyledButton>
    </div>
  );
}

function Bones({ count, canChoose }: { readonly count: number; readonly canChoose: boolean }) {
  return (
    <>
      {canChoose && <div className={classes.choice} role="gridcell" />}
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <div key={place} className={classes.cell} role="gridcell">
          <span className={classes.bone} style={{ width: `${45 + ((place * 29) % 45)}%` }} />
        </div>
      ))}
    </>
  );
}

import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import type { Table } from './use-table.ts';

/** A column in less than this says too little. */
const NARROW_PX_MIN = 96;

type WidthOf = (column: ListColumn) => number;

/**
 * How wide each column is in a room, in their order, so that none is cut by the edge: the first one and the pinned one as wide
 * as they are anyway, the others as long as there is room, the last of them in what is left of it. Columns left out have none.
 */
export function fitting(
  columns: readonly ListColumn[],
  widthOf: WidthOf,
  pinned: string | null,
  room: number,
): ReadonlyMap<ListColumn, number> {
  const isKept = (column: ListColumn, at: number): boolean => at === 0 || column.name === pinned;
  let left = columns.filter(isKept).reduce((rest, column) => rest - widthOf(column), room);
  const widths = columns.map((column, at): [ListColumn, number] => {
    const width = widthOf(column);
    if (isKept(column, at)) return [column, width];
    const given = left >= Math.min(width, NARROW_PX_MIN) ? Math.min(width, left) : 0;
    left = given < width ? 0 : left - width;
    return [column, given];
  });
  return new Map(widths.filter(([, width]) => width > 0));
}

/** A table with its columns fitted to its scroller beside `taken` pixels; as it is while `isOn` is not. */
export function useFitting(
  table: Table,
  scroller: RefObject<HTMLElement | null>,
  isOn: boolean,
  taken: number,
): Table {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!isOn || element === null) {
      setRoom(null);
      return;
    }
    const measure = (): void => setRoom(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, isOn]);
  const { layout, pinned } = table;
  const fitted = useMemo(() => {
    if (room === null) return layout;
    const widths = fitting(layout.shown, layout.widthOf, pinned, room - taken);
    return {
      ...layout,
      shown: [...widths.keys()],
      widthOf: (column: ListColumn) => widths.get(column) ?? layout.widthOf(column),
    };
  }, [layout, pinned, room, taken]);
  return useMemo(() => ({ ...table, layout: fitted }), [table, fitted]);
}

import { useCallback, useRef } from 'react';
import type { Items } from './items.ts';
import { rowAt, type TableRow } from './row.ts';
import { CHOSEN_MAX, type Table } from './use-table.ts';

/**
 * Chooses rows of a table: one, or with Shift all from the one chosen before. A stretch with rows that have not come is not
 * chosen in part: `onUnread` is called instead.
 */
export function useChoosing(table: Table, items: Items, onUnread: () => void) {
  const latest = useRef({ table, items, onUnread });
  latest.current = { table, items, onUnread };
  const anchor = useRef(0);
  const choose = useCallback((index: number, isRange: boolean): void => {
    const { table: now, items: lines, onUnread: tell } = latest.current;
    if (now.chosen.all) return;
    const rows = new Map(now.chosen.rows);
    if (isRange && !isRead(lines, anchor.current, index)) {
      tell();
      return;
    }
    if (isRange) addRows(rows, lines, anchor.current, index);
    else toggleRow(rows, rowAt(lines, index));
    anchor.current = index;
    now.choose({ all: false, rows });
  }, []);
  const chooseShown = useCallback((): void => {
    const { table: now, items: lines } = latest.current;
    const rows = new Map<string, TableRow>();
    if (!now.chosen.all && now.chosen.rows.size === 0) addRows(rows, lines, 0, lines.count - 1);
    now.choose({ all: false, rows });
  }, []);
  return { choose, chooseShown };
}

/** Whether all lines from one to another have come, as far as they can be chosen. */
function isRead(items: Items, from: number, to: number): boolean {
  const first = Math.min(from, to);
  const count = Math.min(Math.abs(to - from) + 1, CHOSEN_MAX);
  return Array.from({ length: count }, (_, at) => items.at(first + at)).every((item) => item !== undefined);
}

function toggleRow(rows: Map<string, TableRow>, row: TableRow | undefined): void {
  if (row !== undefined && !rows.delete(row.key) && rows.size < CHOSEN_MAX) rows.set(row.key, row);
}

function addRows(rows: Map<string, TableRow>, items: Items, from: number, to: number): void {
  for (let index = Math.min(from, to); index <= Math.max(from, to) && rows.size < CHOSEN_MAX; index += 1) {
    const row = rowAt(items, index);
    if (row !== undefined) rows.set(row.key, row);
  }
}

import { useCallback, useMemo, useState } from 'react';
import type { Static } from 'typebox';
import type { ListCard, ListColumn } from '../../../../src/server/contract/lists.ts';
import { useLanguage } from '../../language.tsx';
import { useSession } from '../../me.tsx';
import { recall, remember } from '../../memory.ts';
import type { Language } from '../../words/words.ts';
import { plainWidth } from './column-width.ts';

/** A list as the server declares it. */
export type Card = Static<typeof ListCard>;

const WIDTH_MIN = 60;
const WIDTH_MAX = 800;

interface Kept {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

/** How a user likes the columns of a list, and how to change it. */
export interface Layout {
  /** All columns in the user's order. */
  readonly all: readonly ListColumn[];
  readonly shown: readonly ListColumn[];
  readonly widthOf: (column: ListColumn) => number;
  readonly setWidth: (column: string, width: number) => void;
  readonly setShown: (column: string, isShown: boolean) => void;
  readonly move: (column: string, by: -1 | 1) => void;
  readonly reset: () => void;
}

/** Keeps choice, order and widths of a list's columns per user in this browser. `wanted` overrules choice and order. */
export function useLayout(list: string, card: Card | undefined, wanted: readonly string[] | null): Layout {
  const { me } = useSession();
  const { language } = useLanguage();
  const name = `columns.${me.user_id}.${list}`;
  const [kept, setKept] = useState<Kept | null>(() => readKept(recall(name)));
  const keep = useCallback(
    (next: Kept | null) => {
      remember(name, next === null ? '' : JSON.stringify(next));
      setKept(next);
    },
    [name],
  );
  return useMemo(
    () => layoutOf(card?.columns ?? [], kept, wanted, keep, language),
    [card, kept, wanted, keep, language],
  );
}

function readKept(text: string | null): Kept | null {
  try {
    return text === null || text === '' ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

function layoutOf(
  columns: readonly ListColumn[],
  kept: Kept | null,
  wanted: readonly string[] | null,
  keep: (next: Kept | null) => void,
  language: Language,
): Layout {
  const hidden = kept?.hidden ?? columns.filter(({ shown }) => !shown).map(({ name }) => name);
  const widths = kept?.widths ?? {};
  const all = inOrder(columns, kept?.order ?? []);
  const order = all.map(({ name }) => name);
  const shown =
    wanted === null
      ? all.filter(({ name }) => !hidden.includes(name))
      : inOrder(columns, wanted).filter(({ name }) => wanted.includes(name));
  return {
    all,
    shown,
    widthOf: (column) => widths[column.name] ?? plainWidth(column, language),
    setWidth: (column, width) =>
      keep({
        order,
        hidden,
        widths: { ...widths, [column]: Math.round(Math.min(Math.max(width, WIDTH_MIN), WIDTH_MAX)) },
      }),
    setShown: (column, isShown) =>
      keep({
        order,
        widths,
        hidden: isShown ? hidden.filter((name) => name !== column) : [...hidden, column],
      }),
    move: (column, by) => keep({ hidden, widths, order: moved(order, column, by) }),
    reset: () => keep(null),
  };
}

function inOrder(columns: readonly ListColumn[], order: readonly string[]): readonly ListColumn[] {
  const place = ({ name }: ListColumn): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return columns.toSorted((left, right) => place(left) - place(right));
}

function moved(order: readonly string[], column: string, by: -1 | 1): readonly string[] {
  const from = order.indexOf(column);
  const to = from + by;
  if (to < 0 || to >= order.length) return order;
  return order.toSpliced(from, 1).toSpliced(to, 0, column);
}

import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ListName } from '../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../book.tsx';
import classes from './list-page.module.css';
import { PageHeader } from './page-header.tsx';
import type { Renderers } from './table/cell-text.tsx';
import { ListTable } from './table/list-table.tsx';
import { cellText, type TableRow } from './table/row.ts';
import type { TableState } from './table/state.ts';
import { useTable } from './table/use-table.ts';
import { SavedViews } from './views/saved-views.tsx';

interface Props {
  readonly list: ListName;
  readonly title: string;
  readonly note?: string;
  /** What the table shows before the user changes anything. */
  readonly first?: Partial<TableState>;
  /** The page below the book that a row leads to; null where it leads nowhere. */
  readonly pageOf: (row: TableRow) => string | null;
  readonly also?: readonly string[];
  readonly renderers?: Renderers;
  /** At the right of the title: what leads to lists beside this one. */
  readonly children?: ReactNode;
}

/** A page that is one list of the book. */
export function ListPage({ list, title, note, first, pageOf, also, renderers, children }: Props) {
  const bookId = useBookId();
  const [, go] = useLocation();
  const table = useTable(list, {
    ...(first !== undefined && { first }),
    ...(also !== undefined && { also }),
  });
  const open = (row: TableRow): void => {
    const page = pageOf(row);
    if (page !== null) go(bookPath(bookId, page));
  };
  return (
    <div className={classes.page}>
      <PageHeader title={title} note={note}>
        {children}
      </PageHeader>
      <ListTable
        table={table}
        onOpen={open}
        tools={<SavedViews table={table} />}
        {...(renderers !== undefined && { renderers })}
      />
    </div>
  );
}

/** The page of the order that a row names in one of its columns. */
export function orderPage(row: TableRow, column: string): string | null {
  const number = cellText(row, column);
  return number === '' || number.startsWith('?') ? null : `orders/${encodeURIComponent(number)}`;
}

import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { ListName } from '../../../src/server/contract/lists.ts';
import { bookPath, useBookId } from '../book.tsx';
import { useKeys } from '../keys.tsx';
import { useWords } from '../language.tsx';
import { ORIGINAL_ROW } from '../words/original-row.ts';
import classes from './list-page.module.css';
import { OriginalRowDialog } from './original-row-dialog.tsx';
import { PageHeader } from './page-header.tsx';
import type { Renderers } from './table/cell-text.tsx';
import { ListTable } from './table/list-table.tsx';
import { cellText, type TableRow } from './table/row.ts';
import type { TableState } from './table/state.ts';
import { type Table, useTable } from './table/use-table.ts';
import { SavedViews } from './views/saved-views.tsx';

interface Props {
  readonly list: ListName;
  readonly title: string;
  readonly note?: string;
  /** What the table shows before the user changes anything. */
  readonly first?: Partial<TableState>;
  /** The page below the book that a row leads to; null where it leads to none, and its row in the file is shown instead. */
  readonly pageOf: (row: TableRow) => string | null;
  readonly also?: readonly string[];
  readonly renderers?: Renderers;
  /** At the right of the title: what leads to lists beside this one. */
  readonly children?: ReactNode;
}

/** A page that is one list of the book. A row of a file can be seen as it stands there. */
export function ListPage({ list, title, note, first, pageOf, also, renderers, children }: Props) {
  const bookId = useBookId();
  const [, go] = useLocation();
  const table = useTable(list, {
    ...(first !== undefined && { first }),
    ...(also !== undefined && { also }),
  });
  const original = useOriginalRow(table);
  const open = (row: TableRow): void => {
    const page = pageOf(row);
    if (page !== null) go(bookPath(bookId, page));
    else original.show(row.key);
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
      {original.dialog}
    </div>
  );
}

/** Shows the original of a row by its key, of a list whose keys name batch and row; the row of the cursor by the key `v`. */
function useOriginalRow({ card, cursor }: Table) {
  const text = useWords(ORIGINAL_ROW);
  const [place, setPlace] = useState<FilePlace | null>(null);
  const show = (key: string | null): void =>
    setPlace(card?.key === ROW_KEY && key !== null ? placeOf(key) : null);
  useKeys(
    card?.key === ROW_KEY
      ? [{ key: 'v', says: text.open, run: () => show(cursor.key()), ready: cursor.begin }]
      : [],
  );
  const dialog = place !== null && (
    <OriginalRowDialog {...place} title={text.title(place.row)} isOpen onClose={() => setPlace(null)} />
  );
  return { show, dialog };
}

/** The key of lists whose rows are rows of files. */
const ROW_KEY = 'row_key';

interface FilePlace {
  readonly batchId: string;
  readonly row: number;
}

function placeOf(key: string): FilePlace {
  const [batchId = '', row = ''] = key.split('-');
  return { batchId, row: Number(row) };
}

/** The page of the order that a row names in one of its columns. */
export function orderPage(row: TableRow, column: string): string | null {
  const number = cellText(row, column);
  return number === '' || number.startsWith('?') ? null : `orders/${encodeURIComponent(number)}`;
}

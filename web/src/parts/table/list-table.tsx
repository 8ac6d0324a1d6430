import { Box, Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import type { Selection } from '../../../../src/server/contract/cases.ts';
import { useApi } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { TABLE } from '../../words/table.ts';
import { EmptyState } from '../empty-state.tsx';
import { ErrorState } from '../error-state.tsx';
import { Waiting } from '../waiting.tsx';
import { TableBody } from './body.tsx';
import { BulkBar } from './bulk-bar.tsx';
import type { Renderers } from './cell-text.tsx';
import { useItems } from './items.ts';
import { cellText, type TableRow } from './row.ts';
import classes from './table.module.css';
import { Toolbar } from './toolbar.tsx';
import { type Chosen, chosenCount, type Table } from './use-table.ts';

interface Props {
  readonly table: Table;
  /** What Enter or a click on a row does. */
  readonly onOpen?: (row: TableRow) => void;
  /** Lets rows be chosen and shows this when some are. */
  readonly bulk?: (chosen: Chosen, count: number) => ReactNode;
  /** What the page adds to the toolbar at the left. */
  readonly tools?: ReactNode;
  readonly renderers?: Renderers;
  /** Shown instead of the usual words when the list holds nothing at all. */
  readonly empty?: ReactNode;
}

const NO_RENDERERS: Renderers = {};

/**
 * A list of the book of any length: fetched by key as it is scrolled, filtered and sorted by its columns, grouped with
 * sums, totals below, rows chosen one by one, by range or all of the filter, and all of it by keyboard.
 */
export function ListTable({ table, onOpen, bulk, tools, renderers = NO_RENDERERS, empty }: Props) {
  const text = useWords(TABLE);
  const totals = useTotals(table);
  const items = useItems(table, totals?.count);
  if (table.fault !== null) return <ErrorState fault={table.fault} onRetry={table.retry} />;
  if (table.card === undefined) return <Waiting />;
  const isFiltered = table.state.conditions.length > 0 || table.state.text !== '';
  const isEmpty = totals?.count === 0 || items.count === 0;
  const count = chosenCount(table.chosen, totals?.count ?? 0);
  return (
    <section className={classes.sheet} aria-label={text.list}>
      <Toolbar table={table}>{tools}</Toolbar>
      {bulk !== undefined && count > 0 && (
        <BulkBar table={table} count={count} total={totals?.count}>
          {bulk(table.chosen, count)}
        </BulkBar>
      )}
      {items.fault !== null && (
        <Box p="sm">
          <ErrorState fault={items.fault} onRetry={items.retry} />
        </Box>
      )}
      {items.fault === null &&
        isEmpty &&
        (empty !== undefined && !isFiltered ? empty : <Nothing table={table} />)}
      {items.fault === null && !isEmpty && (
        <TableBody
          table={table}
          items={items}
          totals={totals}
          canChoose={bulk !== undefined}
          renderers={renderers}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

function Nothing({ table }: { readonly table: Table }) {
  const text = useWords(TABLE);
  const may = useMay();
  const bookId = useBookId();
  const isFiltered = table.state.conditions.length > 0 || table.state.text !== '';
  return (
    <EmptyState
      icon={IconListSearch}
      title={isFiltered ? text.empty : text.empty_list}
      advice={isFiltered ? text.empty_advice : text.empty_list_advice}
    >
      {isFiltered && (
        <Button variant="default" onClick={() => table.change({ conditions: [], text: '' })}>
          {text.clear}
        </Button>
      )}
      {!isFiltered && may('import_uploads') && (
        <Button component={Link} href={bookPath(bookId, 'import')} variant="default">
          {text.to_import}
        </Button>
      )}
    </EmptyState>
  );
}

/** Count and sums of the rows of a table's filter; undefined until they have come. */
export function useTotals({ list, filter, card }: Table) {
  const bookId = useBookId();
  const totals = useApi(
    'list_totals',
    { params: { book_id: bookId, list }, body: { filter } },
    { enabled: card !== undefined },
  );
  return totals.data;
}

/** The chosen rows as the server takes them for a move of cases; `version` is the column with their version. */
export function useSelection({ chosen, filter }: Table, version: string): Selection {
  return useMemo(() => {
    if (chosen.all) return { filter };
    const cases = [...chosen.rows.values()].map((row) => ({
      case_id: row.key,
      version: Number(cellText(row, version)),
    }));
    return { cases };
  }, [chosen, filter, version]);
}

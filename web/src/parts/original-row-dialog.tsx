import { Loader, Stack, Table, Text } from '@mantine/core';
import type { OriginalRow } from '../../../src/server/contract/orders.ts';
import { useApi } from '../api/queries.ts';
import { useBookId } from '../book.tsx';
import { useLanguage, useWords } from '../language.tsx';
import { countText } from '../words/format.ts';
import { ORIGINAL_ROW } from '../words/original-row.ts';
import { Dialog } from './dialog.tsx';
import { ErrorState } from './error-state.tsx';
import classes from './original-row-dialog.module.css';

interface Props {
  /** Names the row. */
  readonly title: string;
  readonly batchId: string;
  readonly row: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The cells of a row as they stand in the kept original. */
export function OriginalRowDialog({ title, batchId, row, isOpen, onClose }: Props) {
  return (
    <Dialog title={title} size="lg" isOpen={isOpen} onClose={onClose}>
      <ReadRow batchId={batchId} row={row} />
    </Dialog>
  );
}

/** Reads the row as long as it is shown: who closes the dialog calls the reading off. */
function ReadRow({ batchId, row }: Pick<Props, 'batchId' | 'row'>) {
  const bookId = useBookId();
  const found = useApi('original_row', {
    params: { book_id: bookId, batch_id: batchId, row_no: String(row) },
  });
  if (found.isPending) return <Reading />;
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />;
  return <Cells of={found.data.row} />;
}

function Reading() {
  const text = useWords(ORIGINAL_ROW);
  return (
    <Stack align="center" gap="xs" py="xl" role="status">
      <Loader size="sm" aria-hidden />
      <Text>{text.reading}</Text>
      <Text size="xs" c="var(--soft)">
        {text.reading_note}
      </Text>
    </Stack>
  );
}

function Cells({ of: { cells, empty_cells } }: { readonly of: OriginalRow }) {
  const text = useWords(ORIGINAL_ROW);
  const { language } = useLanguage();
  const notes = [empty_cells > 0 ? text.empty(countText(empty_cells, language)) : null, text.masked];
  return (
    <Stack gap="xs">
      <Table withRowBorders verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.header}</Table.Th>
            <Table.Th>{text.cell}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cells.map(({ header, text: cell }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike, and the cells do not move
            <Table.Tr key={at}>
              <Table.Th scope="row" className={classes.header}>
                {header}
              </Table.Th>
              <Table.Td className={classes.cell}>{cell}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="var(--soft)">
        {notes.filter((note) => note !== null).join(' ')}
      </Text>
    </Stack>
  );
}

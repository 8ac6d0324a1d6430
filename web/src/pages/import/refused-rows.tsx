import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { pathOf } from '../../api/client.ts';
import { type Calling, useApiPages, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { countText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { type Mended, RefusedTable } from './refused-table.tsx';

/** A row that could not be read, and why. */
export type Refused = ReplyOf<'refused_rows'>['rows'][number];

const ROWS_AT_ONCE = 200;

/** The rows of the book that could not be read, file by file, to be mended in place. Nothing when there are none. */
export function RefusedRows() {
  const text = useWords(IMPORTS);
  const { language } = useLanguage();
  const bookId = useBookId();
  const refused = useApiPages('refused_rows', (after: string | null) => ({
    params: { book_id: bookId },
    query: { limit: ROWS_AT_ONCE, ...(after !== null && { after }) },
  }));
  // Asked for here: the rows leave the page, the last one with the whole list, before it is told that they were taken.
  const mend = useCall('mend_rows', 'book');
  if (refused.isError) return <ErrorState fault={refused.error} onRetry={() => void refused.refetch()} />;
  const total = refused.data?.pages[0]?.total ?? 0;
  if (refused.data === undefined || total === 0) return null;
  const rows = refused.data.pages.flatMap((page) => page.rows);
  const batches = Map.groupBy(rows, ({ batch_id }) => batch_id);
  return (
    <Paper withBorder bg="var(--sheet)" p="md" component="section" aria-label={text.refused_title}>
      <Group gap="sm">
        <Title order={2}>{text.refused_title}</Title>
        <Badge color="red" variant="light" radius="sm" tt="none">
          {text.refused_count(countText(total, language))}
        </Badge>
      </Group>
      <Text size="sm" c="var(--soft)" mb="sm">
        {text.refused_note}
      </Text>
      <Stack gap="lg">
        {[...batches].map(([batchId, rows]) => (
          <RefusedBatch key={batchId} batchId={batchId} rows={rows} mend={mend} />
        ))}
      </Stack>
      {refused.hasNextPage && (
        <Group mt="md" gap="sm">
          <Button
            variant="default"
            size="xs"
            loading={refused.isFetchingNextPage}
            onClick={() => void refused.fetchNextPage()}
          >
            {text.refused_more}
          </Button>
          <Text size="sm" c="var(--soft)">
            {text.refused_shown(countText(rows.length, language), countText(total, language))}
          </Text>
        </Group>
      )}
    </Paper>
  );
}

interface BatchProps {
  readonly batchId: string;
  readonly rows: readonly Refused[];
  readonly mend: Calling<'mend_rows'>;
}

function RefusedBatch({ batchId, rows, mend }: BatchProps) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const [mended, setMended] = useState<Mended>({});
  const count = Object.keys(mended).length;
  const [first] = rows;
  const isOurs = mend.variables?.body.batch_id === batchId;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (count === 0) return;
    const body = {
      batch_id: batchId,
      rows: Object.entries(mended).map(([row, cells]) => ({ row: Number(row), cells: { ...cells } })),
    };
    mend.mutate(
      { params: { book_id: bookId }, body },
      {
        onSuccess: ({ taken }) => {
          setMended({});
          if (taken > 0) notifications.show({ message: text.taken(taken) });
        },
      },
    );
  };
  return (
    <Stack component="form" gap="xs" onSubmit={submit}>
      <Group justify="space-between">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {[first?.file, first?.sheet].filter((part) => part !== null && part !== undefined).join(' · ')}
        </Text>
        <Group gap="xs">
          {may('download_refused') && (
            <Button
              component="a"
              href={pathOf('download_refused', { params: { book_id: bookId }, query: { batch_id: batchId } })}
              download
              variant="default"
              size="xs"
              leftSection={<IconDownload size={15} aria-hidden />}
            >
              {text.download}
            </Button>
          )}
          {may('mend_rows') && (
            <Button type="submit" size="xs" disabled={count === 0} loading={isOurs && mend.isPending}>
              {text.mend(count)}
            </Button>
          )}
        </Group>
      </Group>
      {isOurs && mend.isError && <ErrorState fault={mend.error} />}
      {isOurs && mend.data !== undefined && mend.data.still_refused.length > 0 && (
        <Alert color="yellow" variant="light" role="status">
          {text.still(mend.data.still_refused.length)}
        </Alert>
      )}
      <RefusedTable rows={rows} mended={mended} onChange={may('mend_rows') ? setMended : null} />
    </Stack>
  );
}

import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { pathOf } from '../../api/client.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { countText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { type Mended, RefusedTable } from './refused-table.tsx';

/** A row that could not be read, and why. */
export type Refused = ReplyOf<'refused_rows'>['rows'][number];

const SHOWN_MAX = 500;

/** The rows of the book that could not be read, file by file, to be mended in place. Nothing when there are none. */
export function RefusedRows() {
  const text = useWords(IMPORTS);
  const { language } = useLanguage();
  const bookId = useBookId();
  const refused = useApi('refused_rows', { params: { book_id: bookId }, query: { limit: SHOWN_MAX } });
  if (refused.isError) return <ErrorState fault={refused.error} onRetry={() => void refused.refetch()} />;
  if (refused.data === undefined || refused.data.total === 0) return null;
  const batches = Map.groupBy(refused.data.rows, ({ batch_id }) => batch_id);
  return (
    <Paper withBorder bg="var(--sheet)" p="md" component="section" aria-label={text.refused_title}>
      <Group gap="sm">
        <Title order={2}>{text.refused_title}</Title>
        <Badge color="red" variant="light" radius="sm" tt="none">
          {text.refused_count(countText(refused.data.total, language))}
        </Badge>
      </Group>
      <Text size="sm" c="var(--soft)" mb="sm">
        {text.refused_note}
      </Text>
      <Stack gap="lg">
        {[...batches].map(([batchId, rows]) => (
          <RefusedBatch key={batchId} batchId={batchId} rows={rows} />
        ))}
      </Stack>
    </Paper>
  );
}

interface BatchProps {
  readonly batchId: string;
  readonly rows: readonly Refused[];
}

function RefusedBatch({ batchId, rows }: BatchProps) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const [mended, setMended] = useState<Mended>({});
  const mend = useCall('mend_rows', 'book');
  const count = Object.keys(mended).length;
  const [first] = rows;
  const submit = (): void => {
    const body = {
      batch_id: batchId,
      rows: Object.entries(mended).map(([row, cells]) => ({ row: Number(row), cells: { ...cells } })),
    };
    mend.mutate({ params: { book_id: bookId }, body }, { onSuccess: () => setMended({}) });
  };
  return (
    <Stack gap="xs">
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
            <Button size="xs" disabled={count === 0} loading={mend.isPending} onClick={submit}>
              {text.mend(count)}
            </Button>
          )}
        </Group>
      </Group>
      {mend.isError && <ErrorState fault={mend.error} />}
      {mend.data !== undefined && <MendResult result={mend.data} />}
      <RefusedTable rows={rows} mended={mended} onChange={may('mend_rows') ? setMended : null} />
    </Stack>
  );
}

function MendResult({ result }: { readonly result: ReplyOf<'mend_rows'> }) {
  const text = useWords(IMPORTS);
  const { taken, still_refused } = result;
  return (
    <Alert color={still_refused.length > 0 ? 'yellow' : 'green'} variant="light" role="status">
      <Text size="sm">{text.taken(taken)}</Text>
      {still_refused.length > 0 && <Text size="sm">{text.still(still_refused.length)}</Text>}
    </Alert>
  );
}

import { Stack } from '@mantine/core';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { IMPORTS } from '../../words/imports.ts';
import { Coverage } from './coverage.tsx';
import { DropZone } from './drop-zone.tsx';
import { ImportJob } from './import-job.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { Unrecognized } from './unrecognized.tsx';
import { useSending } from './use-sending.ts';

/** Getting files in: drop them, watch them being read, see what they proved, mend what could not be read. */
export default function ImportPage() {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const sending = useSending();
  const jobs = useApi('list_jobs', { params: { book_id: bookId } }).data?.jobs ?? [];
  // The latest import is shown whoever began it, so that the page can be left and come back to.
  const latest = jobs.find(({ kind }) => kind === 'import');
  return (
    <>
      <PageHeader title={text.title} note={text.note} />
      <Stack gap="md">
        <DropZone sending={sending} />
        {latest !== undefined && sending.state.kind !== 'sending' && <ImportJob job={latest} />}
        {may('unrecognized_files') && <Unrecognized />}
        {may('refused_rows') && <RefusedRows />}
        <Coverage />
      </Stack>
    </>
  );
}

import { Alert, Button, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { Job } from '../../../../src/server/contract/books.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { isLive } from '../../shell/jobs.tsx';
import { countText, momentText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { LeftOut } from '../imports/left-out.tsx';
import { ReceiptTable } from '../imports/receipts.tsx';
import classes from './import.module.css';

/** An import: file by file while it runs, then its receipts. */
export function ImportJob({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  return (
    <Paper withBorder bg="var(--sheet)" p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm" aria-live="polite">
            <StateBadge state={job.state} name={text[`job_${job.state}`]} />
            <Text size="sm" c="var(--soft)">
              {job.made_by} · {momentText(job.made_at)}
              {job.state === 'running' && job.progress !== null && ` · ${say(job.progress.phase)}`}
            </Text>
          </Group>
          <JobButtons job={job} />
        </Group>
        {job.error !== null && (
          <Alert color="red" variant="light" role="alert">
            {say(job.error)}
          </Alert>
        )}
        {(isLive(job) || job.files.some(({ error }) => error !== null)) && <FileTable job={job} />}
        {job.state === 'done' && <Receipts job={job} />}
      </Stack>
    </Paper>
  );
}

function JobButtons({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const cancel = useCall('cancel_job', ['list_jobs']);
  if (isLive(job) && may('cancel_job'))
    return (
      <Button
        variant="default"
        size="xs"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ params: { book_id: bookId, job_id: job.job_id } })}
      >
        {text.stop}
      </Button>
    );
  if (job.state !== 'done') return null;
  return (
    <Button component={Link} href={bookPath(bookId, 'overview')} size="xs">
      {text.see_overview}
    </Button>
  );
}

function FileTable({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  return (
    <Table className={classes.files} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.file}</Table.Th>
          <Table.Th w={260}>{text.progress}</Table.Th>
          <Table.Th w={110} ta="right">
            {text.rows}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {job.files.map((file) => (
          <FileRow key={file.file} file={file} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FileRow({ file }: { readonly file: Job['files'][number] }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const { language } = useLanguage();
  const isDone = file.phase === 'done';
  const part = isDone ? 100 : file.bytes_total === 0 ? 0 : (file.bytes * 100) / file.bytes_total;
  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        {file.file}
        {file.error !== null && (
          <Text size="xs" className={classes.bad}>
            {say(file.error)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Progress
            flex={1}
            size="sm"
            value={part}
            color={file.phase === 'failed' ? 'red' : isDone ? 'green' : undefined}
            aria-label={file.file}
          />
          <Text size="xs" w={92} c={file.phase === 'failed' ? 'var(--minus)' : 'var(--soft)'}>
            {text[`phase_${file.phase}`]}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td ta="right">{file.rows === 0 ? '' : countText(file.rows, language)}</Table.Td>
    </Table.Tr>
  );
}

function Receipts({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const imports = useApi('list_imports', { params: { book_id: bookId }, query: { job_id: job.job_id } });
  const cards = imports.data?.imports ?? [];
  const receipts = cards.flatMap((card) => card.receipts);
  if (receipts.length === 0) return null;
  return (
    <div>
      <Title order={2} mb={4}>
        {text.receipts}
      </Title>
      <ReceiptTable receipts={receipts} />
      <LeftOut tables={cards.flatMap((card) => card.left_out)} />
    </div>
  );
}

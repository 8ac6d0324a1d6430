import { Alert, Anchor, Button, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { Job } from '../../../../src/server/contract/books.ts';
import { useApi } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { usePress } from '../../parts/use-press.ts';
import { isLive } from '../../shell/jobs.tsx';
import { countText, momentText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { LeftOut } from '../imports/left-out.tsx';
import { ReceiptTable } from '../imports/receipts.tsx';
import classes from './import.module.css';

/** An import: file by file while it runs, then the files that were not read, and the receipts. */
export function ImportJob({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const failed = job.files.filter(({ error }) => error !== null);
  return (
    <Paper withBorder bg="var(--sheet)" p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="sm" aria-live="polite">
            <StateBadge state={job.state} name={text[`job_${job.state}`]} />
            <Text size="sm" c="var(--soft)">
              {job.made_by} · {momentText(job.made_at)}
              {job.state === 'running' && job.progress !== null && ` · ${say(job.progress.phase)}`}
              {job.state === 'done' &&
                ` · ${text.files_read(job.files.length - failed.length, failed.length)}`}
            </Text>
          </Group>
          <JobButtons job={job} />
        </Group>
        {job.error !== null && !failed.some(({ error }) => isSame(error, job.error)) && (
          <Alert color="red" variant="light" role="alert">
            {say(job.error)}
          </Alert>
        )}
        {isLive(job) && <FileTable files={job.files} />}
        {!isLive(job) && failed.length > 0 && <FailedFiles files={failed} />}
        {job.state === 'done' && <Receipts job={job} />}
      </Stack>
    </Paper>
  );
}

/** A job fails by what a file of its own tells already. */
function isSame(error: Job['error'], other: Job['error']): boolean {
  return error !== null && other !== null && error['zh-CN'] === other['zh-CN'];
}

function JobButtons({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const cancel = usePress('cancel_job', ['list_jobs']);
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

function FileTable({ files }: Pick<Job, 'files'>) {
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
        {files.map((file) => (
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

/** Files of which nothing was taken, why, and the way to teach those that nobody knows. */
function FailedFiles({ files }: Pick<Job, 'files'>) {
  const text = useWords(IMPORTS);
  const say = useSay();
  const bookId = useBookId();
  const may = useMay();
  const canTeach = may('unrecognized_files') && may('draft_template');
  const waiting = useApi('unrecognized_files', { params: { book_id: bookId } }, { enabled: canTeach });
  return (
    <Table className={classes.files} verticalSpacing={6} aria-label={text.phase_failed}>
      <Table.Tbody>
        {files.map(({ file, error }) => {
          const upload = waiting.data?.files.find((each) => each.file === file);
          return (
            <Table.Tr key={file}>
              <Table.Td className={classes.name}>
                <Text size="sm" fw={600}>
                  {file}
                </Text>
                <Text size="sm" className={classes.bad}>
                  {error !== null && say(error)}
                </Text>
              </Table.Td>
              <Table.Td w={150} ta="right">
                {upload !== undefined && (
                  <Anchor
                    component={Link}
                    href={bookPath(bookId, `import/${encodeURIComponent(upload.upload_id)}`)}
                    size="sm"
                    aria-label={text.teach_file(file)}
                  >
                    {text.teach_it}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function Receipts({ job }: { readonly job: Job }) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const imports = useApi('list_imports', { params: { book_id: bookId }, query: { job_id: job.job_id } });
  const cards = imports.data?.imports ?? [];
  // Cards come latest first; here they stand as the files were read.
  const receipts = cards.toReversed().flatMap((card) => card.receipts);
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

import { ActionIcon, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { usePress } from '../../parts/use-press.ts';
import { COMMON } from '../../words/common.ts';
import { bytesText, momentText } from '../../words/format.ts';
import { TEMPLATES } from '../../words/templates.ts';
import classes from './import.module.css';

type Waiting = ReplyOf<'unrecognized_files'>;

/** Files that were not recognised and wait to be taught; nothing where there is none. */
export function Unrecognized() {
  const text = useWords(TEMPLATES);
  const bookId = useBookId();
  const found = useApi('unrecognized_files', { params: { book_id: bookId } });
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined || found.data.files.length === 0) return null;
  const { files, days } = found.data;
  return (
    <Sheet title={text.unknown} side={<ImportAgain files={files} />}>
      <Text size="sm" c="var(--soft)" mb="xs">
        {text.unknown_note(days)}
      </Text>
      <WaitingTable files={files} />
    </Sheet>
  );
}

function ImportAgain({ files }: Pick<Waiting, 'files'>) {
  const text = useWords(TEMPLATES);
  const bookId = useBookId();
  const may = useMay();
  const again = usePress('import_uploads', ['list_jobs']);
  if (!may('import_uploads')) return null;
  const body = { upload_ids: files.map(({ upload_id }) => upload_id), then_run: true };
  return (
    <Button
      size="xs"
      variant="default"
      loading={again.isPending}
      onClick={() => again.mutate({ params: { book_id: bookId }, body })}
    >
      {text.again}
    </Button>
  );
}

function WaitingTable({ files }: Pick<Waiting, 'files'>) {
  const text = useWords(TEMPLATES);
  const { more } = useWords(COMMON);
  return (
    <Table className={classes.files} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.file}</Table.Th>
          <Table.Th w={260}>{text.dropped}</Table.Th>
          <Table.Th w={240}>
            <VisuallyHidden>{more}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <WaitingRow key={file.upload_id} waiting={file} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function WaitingRow({ waiting }: { readonly waiting: Waiting['files'][number] }) {
  const text = useWords(TEMPLATES);
  const { language } = useLanguage();
  const { upload_id, file, bytes, made_by, made_at } = waiting;
  const bookId = useBookId();
  const may = useMay();
  const discard = useCall('discard_upload', ['unrecognized_files']);
  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        {file}{' '}
        <Text span size="xs" c="var(--soft)">
          {bytesText(bytes, language)}
        </Text>
        {discard.isError && <ErrorState fault={discard.error} />}
      </Table.Td>
      <Table.Td>
        {made_by} · {momentText(made_at)}
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          {may('draft_template') && (
            <Button
              component={Link}
              href={bookPath(bookId, `import/${encodeURIComponent(upload_id)}`)}
              size="xs"
              variant="default"
            >
              {text.teach}
            </Button>
          )}
          {may('discard_upload') && (
            <ActionIcon
              aria-label={text.discard(file)}
              loading={discard.isPending}
              onClick={() => discard.mutate({ params: { book_id: bookId, upload_id } })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

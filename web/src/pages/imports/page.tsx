import { ActionIcon, Button, Group, Menu, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconDots, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useLanguage, useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { bytesText, momentText } from '../../words/format.ts';
import { IMPORTS } from '../../words/imports.ts';
import { LeftOut } from './left-out.tsx';
import { ReceiptTable } from './receipts.tsx';

type Card = ReplyOf<'list_imports'>['imports'][number];

/** Every import of the book with its receipts, the latest first; each can be undone as a whole. */
export default function ImportsPage() {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const may = useMay();
  const imports = useApi('list_imports', { params: { book_id: bookId } });
  const cards = imports.data?.imports;
  const toImport = (
    <Button
      component={Link}
      href={bookPath(bookId, 'import')}
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      {text.import_more}
    </Button>
  );
  return (
    <>
      <PageHeader title={text.history} note={text.history_note}>
        {may('import_uploads') && toImport}
      </PageHeader>
      {imports.isPending && <Waiting />}
      {imports.isError && <ErrorState fault={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data !== undefined && imports.data.unattributed > 0 && (
        <Text size="sm" c="var(--soft)" role="note" mb="sm">
          {text.unattributed(imports.data.unattributed)}
        </Text>
      )}
      {cards?.length === 0 && <EmptyState icon={IconFileImport} title={text.history_none} />}
      <Stack gap="sm">
        {cards?.map((card) => (
          <ImportPaper key={card.import_id} card={card} canUndo={may('undo_import')} />
        ))}
      </Stack>
    </>
  );
}

/** One imported file: what it is and what its tables proved. */
export function ImportPaper({ card, canUndo }: { readonly card: Card; readonly canUndo: boolean }) {
  const { language } = useLanguage();
  const facts = [momentText(card.imported_at), card.made_by, bytesText(card.bytes, language)];
  return (
    <Paper withBorder bg="var(--sheet)" p="xs">
      <Group justify="space-between" wrap="nowrap" px="xs">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {card.file}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Text size="xs" c="var(--soft)" style={{ whiteSpace: 'nowrap' }}>
            {facts.filter((fact) => fact !== null).join(' · ')}
          </Text>
          {canUndo && <ImportMenu card={card} />}
        </Group>
      </Group>
      <ReceiptTable receipts={card.receipts} />
      <LeftOut tables={card.left_out} />
    </Paper>
  );
}

function ImportMenu({ card }: { readonly card: Card }) {
  const text = useWords(IMPORTS);
  const bookId = useBookId();
  const [isAsking, setAsking] = useState(false);
  const undo = useCall('undo_import', ['list_jobs']);
  const submit = (): void =>
    undo.mutate(
      { params: { book_id: bookId, import_id: card.import_id } },
      {
        onSuccess: () => {
          setAsking(false);
          notifications.show({ message: text.undone });
        },
      },
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={text.undo_title(card.file)}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => setAsking(true)}>
            {text.undo}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <FormDialog
        title={text.undo_title(card.file)}
        says={text.undo}
        isGrave
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={submit}
        isBusy={undo.isPending}
        fault={undo.error}
      >
        <Text size="sm">{text.undo_warning}</Text>
      </FormDialog>
    </>
  );
}

import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  Group,
  Loader,
  Menu,
  Paper,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { IconBooks, IconDots, IconPencil, IconPlus, IconTestPipe, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useApi, useCall } from '../../api/queries.ts';
import { bookPath } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { BOOKS } from '../../words/books.ts';
import { COMMON } from '../../words/common.ts';
import { momentText } from '../../words/format.ts';
import { NameDialog, RemoveDialog } from './dialogs.tsx';

type Book = ReplyOf<'list_books'>['books'][number];

/** The books that the user may see; an administrator makes, renames and removes them here. */
export default function BooksPage() {
  const text = useWords(BOOKS);
  const may = useMay();
  const [isNaming, setNaming] = useState(false);
  const books = useApi('list_books', {});
  const isEmpty = books.data?.books.length === 0;
  const ways = (
    <>
      {may('create_sample_book') && <SampleButton />}
      {may('create_book') && (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNaming(true)}>
          {text.add}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHeader title={text.title} note={text.note}>
        {!isEmpty && ways}
      </PageHeader>
      <NameDialog isOpen={isNaming} onClose={() => setNaming(false)} book={null} />
      {books.isPending && <Waiting />}
      {books.isError && <ErrorState fault={books.error} onRetry={() => void books.refetch()} />}
      {isEmpty && (
        <EmptyState
          icon={IconBooks}
          title={text.none}
          advice={may('create_book') ? text.none_advice : text.none_ask}
        >
          <Group gap="xs">{ways}</Group>
        </EmptyState>
      )}
      {books.data !== undefined && !isEmpty && <BookTable books={books.data.books} />}
    </>
  );
}

function SampleButton() {
  const text = useWords(BOOKS);
  const [, go] = useLocation();
  const make = useCall('create_sample_book', ['list_books']);
  return (
    <Button
      variant="default"
      title={text.sample_note}
      leftSection={<IconTestPipe size={16} aria-hidden />}
      loading={make.isPending}
      onClick={() => make.mutate({}, { onSuccess: ({ book }) => go(bookPath(book.book_id, '')) })}
    >
      {text.sample}
    </Button>
  );
}

function BookTable({ books }: { readonly books: readonly Book[] }) {
  const text = useWords(BOOKS);
  const { more } = useWords(COMMON);
  return (
    <Paper withBorder bg="var(--sheet)">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.name}</Table.Th>
            <Table.Th w={180}>{text.created}</Table.Th>
            <Table.Th w={60}>
              <VisuallyHidden>{more}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {books.map((book) => (
            <BookRow key={book.book_id} book={book} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function BookRow({ book }: { readonly book: Book }) {
  const text = useWords(BOOKS);
  const may = useMay();
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Anchor component={Link} href={bookPath(book.book_id, '')} fw={500}>
            {book.name}
          </Anchor>
          {book.is_sample && (
            <Badge variant="light" radius="sm" tt="none">
              {text.is_sample}
            </Badge>
          )}
          {book.busy_job_id !== null && (
            <Group gap={6}>
              <Loader size={12} />
              <Text size="xs" c="var(--soft)">
                {text.busy}
              </Text>
            </Group>
          )}
        </Group>
      </Table.Td>
      <Table.Td>{momentText(book.created_at)}</Table.Td>
      <Table.Td>{may('rename_book', book.book_id) && <BookMenu book={book} />}</Table.Td>
    </Table.Tr>
  );
}

function BookMenu({ book }: { readonly book: Book }) {
  const text = useWords(BOOKS);
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={text.actions(book.name)}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setDialog('rename')}>
            {text.rename}
          </Menu.Item>
          <Menu.Item
            color="var(--minus)"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => setDialog('remove')}
          >
            {text.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog isOpen={dialog === 'rename'} onClose={close} book={book} />
      <RemoveDialog isOpen={dialog === 'remove'} onClose={close} book={book} />
    </>
  );
}

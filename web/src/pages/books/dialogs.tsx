import { Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ReplyOf } from '../../../../src/server/contract/index.ts';
import { useCall } from '../../api/queries.ts';
import { bookPath } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { BOOKS } from '../../words/books.ts';

type Book = ReplyOf<'list_books'>['books'][number];

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly book: Book;
}

/** Names a book: a new one (`book` is null), or one that is there. */
export function NameDialog({ isOpen, onClose, book }: Omit<Props, 'book'> & { readonly book: Book | null }) {
  const text = useWords(BOOKS);
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const create = useCall('create_book', ['list_books']);
  const rename = useCall('rename_book', ['list_books', 'book']);
  useEffect(() => {
    if (isOpen) setName(book?.name ?? '');
  }, [isOpen, book]);
  const submit = (): void => {
    const body = { name: name.trim() };
    if (book === null)
      create.mutate({ body }, { onSuccess: (made) => go(bookPath(made.book.book_id, 'import')) });
    else rename.mutate({ params: { book_id: book.book_id }, body }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={book === null ? text.add : text.rename}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={submit}
      canSubmit={name.trim() !== ''}
      isBusy={create.isPending || rename.isPending}
      fault={create.error ?? rename.error}
    >
      <TextInput
        label={text.name}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Removes a book once its name has been typed. */
export function RemoveDialog({ isOpen, onClose, book }: Props) {
  const text = useWords(BOOKS);
  const [typed, setTyped] = useState('');
  const remove = useCall('remove_book', ['list_books']);
  const submit = (): void =>
    remove.mutate(
      { params: { book_id: book.book_id }, body: { name: typed } },
      {
        onSuccess: () => {
          notifications.show({ message: text.removed });
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={text.remove_title(book.name)}
      says={text.remove}
      isGrave
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={submit}
      canSubmit={typed.trim() === book.name}
      isBusy={remove.isPending}
      fault={remove.error}
    >
      <Text size="sm">{text.remove_warning}</Text>
      <TextInput
        label={text.name}
        placeholder={book.name}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

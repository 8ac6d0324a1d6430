import { Button, Menu, Text } from '@mantine/core';
import { IconBook2, IconCheck, IconSelector } from '@tabler/icons-react';
import { useContext, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../api/queries.ts';
import { BookContext, bookPath } from '../book.tsx';
import { useWords } from '../language.tsx';
import { remember } from '../memory.ts';
import { SHELL } from '../words/shell.ts';

/** Shows which book is open and leads to the others. */
export function BookSwitcher() {
  const text = useWords(SHELL);
  const bookId = useContext(BookContext);
  const [, go] = useLocation();
  const books = useApi('list_books', {}).data?.books ?? [];
  const current = books.find(({ book_id }) => book_id === bookId);
  useEffect(() => {
    if (bookId !== '') remember('book', bookId);
  }, [bookId]);
  return (
    <Menu position="bottom-start" width={260} withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          fz="sm"
          maw={240}
          leftSection={<IconBook2 size={16} aria-hidden />}
          rightSection={<IconSelector size={14} aria-hidden />}
          aria-label={current === undefined ? undefined : `${text.choose_book}: ${current.name}`}
        >
          <Text truncate size="sm">
            {current?.name ?? text.no_book}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {books.map(({ book_id, name }) => (
          <Menu.Item
            key={book_id}
            onClick={() => go(bookPath(book_id, ''))}
            rightSection={book_id === bookId ? <IconCheck size={14} aria-hidden /> : null}
          >
            {name}
          </Menu.Item>
        ))}
        {books.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={() => go('/books')}>{text.all_books}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

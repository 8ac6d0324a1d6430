import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BookDetail } from '../../../../src/server/contract/books.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import { useLanguage, useSay, useWords } from '../../language.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { capitalText, countText, listText } from '../../words/format.ts';
import { SETTINGS } from '../../words/settings.ts';
import { WriteOffLimits } from './write-off-limits.tsx';

/** What a book holds, and the limits of its write-offs. */
export default function SettingsPage() {
  const text = useWords(SETTINGS);
  const book = useApi('book', { params: { book_id: useBookId() } });
  return (
    <>
      <PageHeader title={text.title} note={text.note} />
      <Stack maw={640} gap="sm">
        {book.isPending && <Waiting />}
        {book.isError && <ErrorState fault={book.error} onRetry={() => void book.refetch()} />}
        {book.data !== undefined && <Contents book={book.data.book} />}
        <WriteOffLimits />
      </Stack>
    </>
  );
}

function Contents({ book }: { readonly book: BookDetail }) {
  const text = useWords(SETTINGS);
  const say = useSay();
  const { language } = useLanguage();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [text.name, book.name],
    [text.orders, countText(book.orders, language)],
    [text.days, book.first_day === null ? text.none : `${book.first_day} – ${book.last_day ?? ''}`],
    [text.imports, countText(book.imports, language)],
    [text.shops, book.shops.length === 0 ? text.none : listText(book.shops, language)],
    [
      text.accounts,
      book.accounts.length === 0
        ? text.none
        : book.accounts.map(({ account_id, channel, account_no, lines }) => (
            <Text key={account_id} size="sm">
              {[capitalText(say(channel)), account_no].filter((part) => part !== null).join(' ')}
              <Text span c="var(--soft)" size="sm" ml="xs">
                {text.lines(countText(lines, language))}
              </Text>
            </Text>
          )),
    ],
  ];
  return (
    <Sheet title={text.book}>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name} style={{ verticalAlign: 'top' }}>
              <Table.Td w={160} c="var(--soft)">
                {name}
              </Table.Td>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sheet>
  );
}

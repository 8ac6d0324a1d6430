import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { EmptyState } from './empty-state.tsx';
import { PageHeader } from './page-header.tsx';

/** Says that an address leads nowhere, and leads back to where work begins. */
export function MissingPage() {
  const { page_missing, page_missing_advice, to_start } = useWords(COMMON);
  return (
    <>
      <PageHeader title={page_missing} />
      <EmptyState icon={IconMapQuestion} advice={page_missing_advice}>
        <Button component={Link} href="/">
          {to_start}
        </Button>
      </EmptyState>
    </>
  );
}

/** Says that there is no book of this address, or none that the user may see, and leads to those there are. */
export function MissingBook() {
  const { book_missing, book_missing_advice, to_books } = useWords(COMMON);
  return (
    <>
      <PageHeader title={book_missing} />
      <EmptyState icon={IconMapQuestion} advice={book_missing_advice}>
        <Button component={Link} href="/books">
          {to_books}
        </Button>
      </EmptyState>
    </>
  );
}

import { Button } from '@mantine/core';
import { IconReportMoney } from '@tabler/icons-react';
import { Link } from 'wouter';
import { bookPath, useBookId } from '../book.tsx';
import { useWords } from '../language.tsx';
import { useMay } from '../me.tsx';
import { OVERVIEW } from '../words/overview.ts';
import { EmptyState } from './empty-state.tsx';

/** Says that the book was never reconciled, and leads to where files come in. */
export function NeverRun() {
  const text = useWords(OVERVIEW);
  const may = useMay();
  const bookId = useBookId();
  return (
    <EmptyState icon={IconReportMoney} title={text.never} advice={text.never_advice}>
      {may('import_uploads') && (
        <Button component={Link} href={bookPath(bookId, 'import')} variant="default">
          {text.to_import}
        </Button>
      )}
    </EmptyState>
  );
}

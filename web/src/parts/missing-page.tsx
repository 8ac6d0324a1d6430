import { IconMapQuestion } from '@tabler/icons-react';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { EmptyState } from './empty-state.tsx';
import { PageHeader } from './page-header.tsx';

/** Says that an address leads nowhere. */
export function MissingPage() {
  const { page_missing, page_missing_advice } = useWords(COMMON);
  return (
    <>
      <PageHeader title={page_missing} />
      <EmptyState icon={IconMapQuestion} title={page_missing_advice} />
    </>
  );
}

import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorState } from './error-state.tsx';
import { PageHeader } from './page-header.tsx';
import { Waiting } from './waiting.tsx';

interface Props {
  readonly title: string;
  readonly asked: Pick<UseQueryResult<unknown>, 'error' | 'refetch'>;
}

/** A page that has no reply yet, or got a refusal: it has its title, and says which of the two it is. */
export function Unanswered({ title, asked }: Props) {
  return (
    <>
      <PageHeader title={title} />
      {asked.error === null ? (
        <Waiting />
      ) : (
        <ErrorState fault={asked.error} onRetry={() => void asked.refetch()} />
      )}
    </>
  );
}

import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { BodyOf } from '../../../../src/server/contract/index.ts';
import type { TemplateDraft } from '../../../../src/server/contract/templates.ts';
import { useApi } from '../../api/queries.ts';
import { useBookId } from '../../book.tsx';
import type { Template } from './edit.ts';

type Asked = Omit<BodyOf<'draft_template'>, 'upload_id'>;

/** What a template makes of a file, asked anew after every change. */
export interface Drafting {
  /** The latest draft there is; it may be of the template before the last change. */
  readonly draft: TemplateDraft | null;
  /** As it stands on the page. */
  readonly template: Template | null;
  readonly fault: unknown;
  readonly isAsking: boolean;
  readonly password: string;
  readonly change: (template: Template) => void;
  /** Has the template guessed anew, for another kind or table or with a password. */
  readonly guess: (asked: Pick<Asked, 'kind' | 'table' | 'password'>) => void;
  readonly retry: () => void;
}

/** Time for a hand that changes one thing after the other. */
const PAUSE_MS = 250;

/** Drafts for a file that was not recognised. */
export function useDraft(uploadId: string): Drafting {
  const bookId = useBookId();
  const [asked, setAsked] = useState<Asked>({});
  const [settled] = useDebouncedValue(asked, PAUSE_MS);
  const [last, setLast] = useState<TemplateDraft | null>(null);
  const found = useApi('draft_template', {
    params: { book_id: bookId },
    body: { upload_id: uploadId, ...settled },
  });
  if (found.data !== undefined && found.data !== last) setLast(found.data);
  const draft = found.data ?? last;
  return {
    draft,
    template: asked.template ?? draft?.template ?? null,
    fault: found.error,
    isAsking: found.isFetching || asked !== settled,
    password: asked.password ?? '',
    change: (template) => setAsked({ ...asked, template }),
    guess: (wanted) => setAsked({ ...withoutTemplate(asked), ...wanted }),
    retry: () => void found.refetch(),
  };
}

function withoutTemplate({ template: _, ...rest }: Asked): Asked {
  return rest;
}

import { notifications } from '@mantine/notifications';
import { useLocation } from 'wouter';
import { useCall } from '../../api/queries.ts';
import { bookPath, useBookId } from '../../book.tsx';
import { useWords } from '../../language.tsx';
import { TEMPLATES } from '../../words/templates.ts';
import type { Template } from './edit.ts';

/** Keeps a template, has the file imported again, and goes back to see it. */
export function useTeach(uploadId: string, password: string) {
  const text = useWords(TEMPLATES);
  const bookId = useBookId();
  const [, go] = useLocation();
  const params = { book_id: bookId };
  const save = useCall('save_template', ['templates']);
  const again = useCall('import_uploads', ['list_jobs']);
  const importAgain = (): void => {
    const body = { upload_ids: [uploadId], then_run: true, ...(password !== '' && { password }) };
    again.mutate(
      { params, body },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: text.saving });
          go(bookPath(bookId, 'import'));
        },
      },
    );
  };
  return {
    isBusy: save.isPending || again.isPending,
    fault: save.error ?? again.error,
    teach: (template: Template): void => save.mutate({ params, body: template }, { onSuccess: importAgain }),
  };
}

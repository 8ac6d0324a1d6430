import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { type FileToSend, sendFiles } from '../../api/upload.ts';
import { useBookId } from '../../book.tsx';

/** Where the sending of files stands. */
export type SendingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'nothing_found' }
  | { readonly kind: 'sending'; readonly count: number; readonly sent: number; readonly total: number }
  | { readonly kind: 'failed'; readonly fault: unknown };

/** Sends files and has them imported. */
export interface Sending {
  readonly state: SendingState;
  readonly send: (files: readonly FileToSend[], password: string) => Promise<void>;
  readonly stop: () => void;
}

/** Files on their way to the server; leaving the page stops them, what the server has taken goes on. */
export function useSending(): Sending {
  const bookId = useBookId();
  const client = useQueryClient();
  const [state, setState] = useState<SendingState>({ kind: 'idle' });
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const send = useCallback(
    async (files: readonly FileToSend[], password: string): Promise<void> => {
      if (files.length === 0) return setState({ kind: 'nothing_found' });
      const total = files.reduce((sum, { file }) => sum + file.size, 0);
      const control = new AbortController();
      stopper.current = control;
      const tell = (sent: number) => setState({ kind: 'sending', count: files.length, sent, total });
      tell(0);
      try {
        const ids = await sendFiles(bookId, files, tell, control.signal);
        const body = { upload_ids: ids, then_run: true, ...(password !== '' && { password }) };
        await call('import_uploads', { params: { book_id: bookId }, body });
        await client.invalidateQueries({ queryKey: [bookId, 'list_jobs'] });
        setState({ kind: 'idle' });
      } catch (fault) {
        setState(control.signal.aborted ? { kind: 'idle' } : { kind: 'failed', fault });
      }
    },
    [bookId, client],
  );
  const stop = useCallback(() => stopper.current?.abort(), []);
  return { state, send, stop };
}

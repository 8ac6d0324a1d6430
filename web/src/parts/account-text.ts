import { useApi } from '../api/queries.ts';
import { useBookId } from '../book.tsx';
import { useSay } from '../language.tsx';
import { capitalText } from '../words/format.ts';

const LONG_MS = 300_000;

/** Names the accounts of the book as people do: channel and number. */
export function useAccountText(): (accountId: string) => string {
  const say = useSay();
  const bookId = useBookId();
  const book = useApi('book', { params: { book_id: bookId } }, { staleTime: LONG_MS });
  const accounts = book.data?.book.accounts ?? [];
  return (accountId) => {
    const account = accounts.find(({ account_id }) => account_id === accountId);
    return account === undefined
      ? accountId
      : [capitalText(say(account.channel)), account.account_no].filter(Boolean).join(' ');
  };
}

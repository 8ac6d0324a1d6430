import type { ListName } from '../../../src/server/contract/lists.ts';
import { useApi } from '../api/queries.ts';
import { useBookId } from '../book.tsx';
import { useLanguage } from '../language.tsx';
import { capitalText } from '../words/format.ts';

/** Names the codes of a list's columns in the language of the page, as names that stand alone. */
export function useCodeText(list: ListName): (column: string, code: string) => string {
  const { language } = useLanguage();
  const bookId = useBookId();
  const lists = useApi('lists', { params: { book_id: bookId } }, { staleTime: Number.POSITIVE_INFINITY });
  const columns = lists.data?.lists.find((one) => one.list === list)?.columns ?? [];
  return (column, code) => {
    const name = columns.find((one) => one.name === column)?.names?.[code]?.[language];
    return name === undefined ? code : capitalText(name);
  };
}

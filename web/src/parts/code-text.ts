import type { ListName } from '../../../src/server/contract/lists.ts';
import { useApi } from '../api/queries.ts';
import { useBookId } from '../book.tsx';
import { useLanguage } from '../language.tsx';

/** Names the codes of a list's columns in the language of the page. */
export function useCodeText(list: ListName): (column: string, code: string) => string {
  const { language } = useLanguage();
  const bookId = useBookId();
  const lists = useApi('lists', { params: { book_id: bookId } }, { staleTime: Number.POSITIVE_INFINITY });
  const columns = lists.data?.lists.find((one) => one.list === list)?.columns ?? [];
  return (name, code) => columns.find((column) => column.name === name)?.names?.[code]?.[language] ?? code;
}

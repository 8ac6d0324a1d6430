import { useContext } from 'react';
import { Redirect } from 'wouter';
import { useApi } from '../api/queries.ts';
import { BookContext, bookPath } from '../book.tsx';
import { recall } from '../memory.ts';
import { PAGES } from '../pages/pages.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { Waiting } from '../parts/waiting.tsx';

/** Leads to the first page of the book last seen, or to the list of books when there is none. */
export function Home() {
  const current = useContext(BookContext);
  const books = useApi('list_books', {});
  if (books.isPending) return <Waiting />;
  if (books.isError) return <ErrorState fault={books.error} onRetry={() => void books.refetch()} />;
  const ids = books.data.books.map(({ book_id }) => book_id);
  const chosen = [current, recall('book')].find((id) => id !== null && ids.includes(id)) ?? ids[0];
  const first = PAGES.find(({ of, isHidden }) => of === 'book' && isHidden !== true);
  if (chosen === undefined || first === undefined) return <Redirect to="/books" replace />;
  return <Redirect to={bookPath(chosen, first.path)} replace />;
}

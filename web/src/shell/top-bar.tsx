import { useContext } from 'react';
import { Link } from 'wouter';
import { BookContext } from '../book.tsx';
import { useWords } from '../language.tsx';
import { COMMON } from '../words/common.ts';
import { BookSwitcher } from './book-switcher.tsx';
import { JobIndicator } from './jobs.tsx';
import { SearchBox } from './search-box.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** The bar at the top: the book, the search box, work under way, and the user. */
export function TopBar() {
  const { product } = useWords(COMMON);
  const bookId = useContext(BookContext);
  return (
    <section className={classes.top} aria-label={product}>
      <Link href="/" className={classes.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        {product}
      </Link>
      <BookSwitcher />
      <div className={classes.spring} />
      {bookId !== '' && <SearchBox key={bookId} />}
      <div className={classes.spring} />
      {bookId !== '' && <JobIndicator />}
      <UserMenu />
    </section>
  );
}

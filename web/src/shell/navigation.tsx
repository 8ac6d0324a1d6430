import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useContext } from 'react';
import { Link, useLocation } from 'wouter';
import { BookContext, bookPath } from '../book.tsx';
import { keyboardToTitle } from '../keyboard.ts';
import { type KeyAction, useKeys } from '../keys.tsx';
import { useWords } from '../language.tsx';
import { useMay } from '../me.tsx';
import { PAGES, type Page } from '../pages/pages.ts';
import { SHELL } from '../words/shell.ts';
import classes from './shell.module.css';

const PARTS = ['part_work', 'part_files', 'part_book', 'part_program'] as const;

interface Props {
  readonly isFolded: boolean;
  readonly onFold: () => void;
}

/** The menu at the left: the pages of the book, then those of the program. `g` and a letter lead to each. */
export function Navigation({ isFolded, onFold }: Props) {
  const text = useWords(SHELL);
  const may = useMay();
  const bookId = useContext(BookContext);
  const [, go] = useLocation();
  const pages = PAGES.filter(
    ({ of, needs, isHidden }) => isHidden !== true && may(needs) && (of === 'program' || bookId !== ''),
  );
  useKeys(
    pages.flatMap<KeyAction>((page) =>
      page.key === null
        ? []
        : [
            {
              key: `g ${page.key}`,
              says: text.go_to(text[page.name]),
              run: () => {
                keyboardToTitle();
                go(addressOf(page, bookId));
              },
            },
          ],
    ),
  );
  return (
    <nav className={classes.menu} aria-label={text.navigation}>
      {PARTS.filter((part) => pages.some((page) => page.part === part)).map((part) => (
        <section key={part} aria-label={text[part]}>
          <div className={classes.part}>{text[part]}</div>
          {pages
            .filter((page) => page.part === part)
            .map((page) => (
              <MenuLink key={page.name} page={page} bookId={bookId} isFolded={isFolded} />
            ))}
        </section>
      ))}
      <div className={classes.spring} />
      <UnstyledButton
        className={classes.link}
        onClick={onFold}
        aria-label={isFolded ? text.unfold : text.fold}
      >
        {isFolded ? (
          <IconLayoutSidebarLeftExpand size={18} aria-hidden />
        ) : (
          <IconLayoutSidebarLeftCollapse size={18} aria-hidden />
        )}
        <span className={classes.word}>{text.fold}</span>
      </UnstyledButton>
    </nav>
  );
}

function addressOf({ of, path }: Page, bookId: string): string {
  return of === 'book' ? bookPath(bookId, path) : `/${path}`;
}

interface MenuLinkProps {
  readonly page: Page;
  readonly bookId: string;
  readonly isFolded: boolean;
}

function MenuLink({ page, bookId, isFolded }: MenuLinkProps) {
  const text = useWords(SHELL);
  const [location] = useLocation();
  const address = addressOf(page, bookId);
  const isHere = location === address || location.startsWith(`${address}/`);
  return (
    <Tooltip label={text[page.name]} position="right" disabled={!isFolded}>
      <Link
        href={address}
        className={classes.link}
        aria-current={isHere ? 'page' : undefined}
        aria-label={text[page.name]}
      >
        <page.icon size={18} stroke={1.6} aria-hidden />
        <span className={classes.word}>{text[page.name]}</span>
      </Link>
    </Tooltip>
  );
}

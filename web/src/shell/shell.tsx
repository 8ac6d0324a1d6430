import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Suspense, useState } from 'react';
import { Route, Switch, useLocation, useRoute } from 'wouter';
import type { RoleName } from '../../../src/server/contract/common.ts';
import type { Me } from '../../../src/server/contract/session.ts';
import { useApi } from '../api/queries.ts';
import { BookContext } from '../book.tsx';
import { useFilesOverPage } from '../dropped.ts';
import { KeysProvider } from '../keys.tsx';
import { useWords } from '../language.tsx';
import { type Access, SessionContext, useMay } from '../me.tsx';
import { recall, remember } from '../memory.ts';
import { PAGES, type Page } from '../pages/pages.ts';
import { MissingBook, MissingPage } from '../parts/missing-page.tsx';
import { PageBoundary } from '../parts/page-boundary.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { COMMON } from '../words/common.ts';
import { SHELL } from '../words/shell.ts';
import type { Said } from '../words/words.ts';
import { Home } from './home.tsx';
import { BookJobs } from './jobs.tsx';
import { KeyPage } from './key-page.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

interface Props {
  readonly me: Me;
  readonly access: Access;
  readonly version: string;
  readonly roles: Readonly<Record<RoleName, Said>>;
}

/** The frame around the pages of a user who is signed in. */
export default function Shell({ me, access, version, roles }: Props) {
  const [session, setSession] = useState({ me, access, version, roles });
  if (session.me !== me || session.access !== access) setSession({ me, access, version, roles });
  return (
    <SessionContext value={session}>
      <KeysProvider>
        <Toasts />
        <Frame />
      </KeysProvider>
    </SessionContext>
  );
}

/** Short messages at the edge, each with a button to close it that says so. */
function Toasts() {
  const { close } = useWords(COMMON);
  const Notification = { defaultProps: { closeButtonProps: { 'aria-label': close } } };
  return (
    <MantineThemeProvider theme={{ components: { Notification } }}>
      <Notifications position="bottom-right" autoClose={6000} limit={4} className="no-print" />
    </MantineThemeProvider>
  );
}

function Frame() {
  useFilesOverPage();
  const { skip } = useWords(SHELL);
  const { bookId, isMissing } = useShownBook();
  const [path] = useLocation();
  const [isFolded, setFolded] = useState(recall('menu') === 'folded');
  const fold = () => {
    remember('menu', isFolded ? 'open' : 'folded');
    setFolded(!isFolded);
  };
  return (
    <BookContext value={bookId}>
      <a href="#content" className={classes.skip}>
        {skip}
      </a>
      <div className={classes.frame} data-folded={isFolded || undefined}>
        <TopBar />
        <Navigation isFolded={isFolded} onFold={fold} />
        <main id="content" className={classes.content} tabIndex={-1}>
          {bookId !== '' && <BookJobs key={bookId} />}
          <PageBoundary of={path}>
            <Suspense fallback={<Waiting />}>{isMissing ? <MissingBook /> : <Pages />}</Suspense>
          </PageBoundary>
        </main>
      </div>
      <KeyPage />
    </BookContext>
  );
}

/**
 * The book of the page, missing when the user has none of that id; beside pages of the program the one seen last, so that the
 * menu leads back to it.
 */
function useShownBook(): { readonly bookId: string; readonly isMissing: boolean } {
  const [isBook, params] = useRoute('/b/:book_id/*?');
  const books = useApi('list_books', {}).data?.books;
  const has = (id: string): boolean => books?.some(({ book_id }) => book_id === id) ?? false;
  if (isBook) {
    const isMissing = books !== undefined && !has(params.book_id);
    return { bookId: isMissing ? '' : params.book_id, isMissing };
  }
  const last = recall('book') ?? '';
  return { bookId: has(last) ? last : '', isMissing: false };
}

function Pages() {
  const may = useMay();
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/b/:book_id" component={Home} />
      {PAGES.filter(({ needs }) => may(needs)).map((page) => (
        <Route key={patternOf(page)} path={patternOf(page)}>
          <page.show />
        </Route>
      ))}
      <Route component={MissingPage} />
    </Switch>
  );
}

function patternOf({ of, path }: Page): string {
  return of === 'book' ? `/b/:book_id/${path}` : `/${path}`;
}

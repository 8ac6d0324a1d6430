import { Box, MantineProvider, Modal } from '@mantine/core';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import type { ReplyOf } from '../../src/server/contract/index.ts';
import { newQueryClient, useApi } from './api/queries.ts';
import { keepThenGo } from './kept.ts';
import { keepKeyboard } from './keyboard.ts';
import { LanguageProvider, useLanguage } from './language.tsx';
import { SignInAgain } from './pages/sign-in/again.tsx';
import { SignInPage } from './pages/sign-in/page.tsx';
import { ErrorState } from './parts/error-state.tsx';
import { Waiting } from './parts/waiting.tsx';
import { useLightPaper } from './printing.ts';
import { THEME } from './theme.ts';

const Shell = lazy(() => import('./shell/shell.tsx'));
const LinkPage = lazy(() => import('./pages/link/page.tsx'));

/** The whole app: providers, then either the way in or the shell with its pages. */
export function App() {
  const [client] = useState(newQueryClient);
  useLightPaper();
  useEffect(keepKeyboard, []);
  return (
    <MantineProvider theme={THEME} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Router aroundNav={keepThenGo}>
            <Modal.Stack>
              <Suspense fallback={<Waiting />}>
                <Switch>
                  <Route path="/link/:token">{({ token }) => <LinkPage token={token} />}</Route>
                  <Route>
                    <Door />
                  </Route>
                </Switch>
              </Suspense>
            </Modal.Stack>
          </Router>
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

type Session = ReplyOf<'session'>;

/** Shows the sign-in page to nobody in particular, and the shell to a user. */
function Door() {
  const { chooseLanguage } = useLanguage();
  const session = useApi('session', {}, { staleTime: 5 * 60_000 });
  const user = useUser(session.data);
  const own = session.data?.me?.language ?? null;
  useEffect(() => {
    if (own !== null) chooseLanguage(own);
  }, [own, chooseLanguage]);
  if (session.data === undefined)
    return session.isError ? (
      <Box p="md">
        <ErrorState fault={session.error} onRetry={() => void session.refetch()} />
      </Box>
    ) : (
      <Waiting />
    );
  const { me, access, version, roles } = user ?? session.data;
  if (me === null || access === null) return <SignInPage version={version} />;
  return (
    <>
      <Shell me={me} access={access} version={version} roles={roles} />
      <SignInAgain name={me.name} isOpen={session.data.me === null} />
    </>
  );
}

/**
 * The session of the user who is or was in: what is on the page stays while somebody whose session has ended signs in again,
 * and then goes on with fresh replies. Another user finds nothing of it.
 */
function useUser(session: Session | undefined): Session | null {
  const client = useQueryClient();
  const [held, setHeld] = useState<Session | null>(null);
  const present = session === undefined || session.me === null ? null : session;
  if (present !== null && held !== present) setHeld(present);
  const user = useRef<string | null>(null);
  const user_id = session === undefined ? undefined : (session.me?.user_id ?? null);
  useEffect(() => {
    if (user_id === undefined || user_id === null) return;
    if (user.current !== null && user.current !== user_id) window.location.reload();
    else if (user.current !== null) void client.invalidateQueries();
    user.current = user_id;
  }, [client, user_id]);
  return present ?? held;
}

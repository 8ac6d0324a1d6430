import { MantineProvider, Modal } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { newQueryClient, useApi } from './api/queries.ts';
import { keepThenGo } from './kept.ts';
import { keepKeyboard } from './keyboard.ts';
import { LanguageProvider, useLanguage } from './language.tsx';
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

/** Shows the sign-in page to nobody in particular, and the shell to a user. */
function Door() {
  const { chooseLanguage } = useLanguage();
  const session = useApi('session', {}, { staleTime: 5 * 60_000 });
  const own = session.data?.me?.language ?? null;
  useEffect(() => {
    if (own !== null) chooseLanguage(own);
  }, [own, chooseLanguage]);
  if (session.isPending) return <Waiting />;
  if (session.isError) return <ErrorState fault={session.error} onRetry={() => void session.refetch()} />;
  const { me, access, version, roles } = session.data;
  if (me === null || access === null) return <SignInPage version={version} />;
  return <Shell me={me} access={access} version={version} roles={roles} />;
}

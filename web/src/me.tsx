import { createContext, useContext } from 'react';
import type { RoleName } from '../../src/server/contract/common.ts';
import type { Me } from '../../src/server/contract/session.ts';
import type { Said } from './words/words.ts';

const ORDER: readonly RoleName[] = ['viewer', 'clerk', 'reviewer', 'administrator'];

interface Session {
  readonly me: Me;
  readonly version: string;
  readonly roles: Readonly<Record<RoleName, Said>>;
}

/** The user who is signed in, for everything inside the shell. */
export const SessionContext = createContext<Session | null>(null);

/** The user who is signed in. Throws outside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no one is signed in here');
  return session;
}

/** Whether the user may do what needs a role: each role may do what the ones before it may. */
export function useMay(): (role: RoleName) => boolean {
  const { me } = useSession();
  return (role) => ORDER.indexOf(me.role) >= ORDER.indexOf(role);
}

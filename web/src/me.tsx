import { createContext, useContext } from 'react';
import type { RoleName } from '../../src/server/contract/common.ts';
import type { ReplyOf } from '../../src/server/contract/index.ts';
import { hasRight, type RightName } from '../../src/server/contract/rights.ts';
import type { Me } from '../../src/server/contract/session.ts';
import { BookContext } from './book.tsx';
import type { Said } from './words/words.ts';

/** The books that a user sees, and in each the shops. */
export type Access = NonNullable<ReplyOf<'session'>['access']>;

interface Session {
  readonly me: Me;
  readonly access: Access;
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

/** Whether the user has a right, in the book whose pages are shown unless another is named. What is refused is not offered. */
export function useMay(): (name: RightName, bookId?: string) => boolean {
  const { me, access } = useSession();
  const shown = useContext(BookContext);
  return (name, bookId = shown) => hasRight(name, me.role, shopsOf(access, bookId));
}

/** The shops of a book that the access holds; null for all. */
export function shopsOf(access: Access, bookId: string): string[] | null {
  return access === 'all' ? null : (access.find(({ book_id }) => book_id === bookId)?.shops ?? null);
}

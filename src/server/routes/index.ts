import type { Implementation } from '../implement.ts';
import { BOOKS } from './books.ts';
import { JOBS } from './jobs.ts';
import { SESSION } from './session.ts';
import { USERS } from './users.ts';

/** Everything that the server can do. */
export const ROUTES: readonly Implementation[] = [...SESSION, ...USERS, ...BOOKS, ...JOBS];

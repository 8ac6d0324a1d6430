import type { Implementation } from '../implement.ts';
import { BOOKS } from './books.ts';
import { CASES } from './cases.ts';
import { IMPORTS } from './imports.ts';
import { JOBS } from './jobs.ts';
import { LISTS } from './lists.ts';
import { RESULTS } from './results.ts';
import { RULES } from './rules.ts';
import { SESSION } from './session.ts';
import { TEMPLATES } from './templates.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';

/** Everything that the server can do. */
export const ROUTES: readonly Implementation[] = [
  ...SESSION,
  ...USERS,
  ...BOOKS,
  ...JOBS,
  ...IMPORTS,
  ...TEMPLATES,
  ...RESULTS,
  ...LISTS,
  ...VIEWS,
  ...CASES,
  ...RULES,
];

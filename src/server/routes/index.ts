import type { Implementation } from '../implement.ts';
import { BOOKS } from './books.ts';
import { CASES } from './cases.ts';
import { IMPORTS } from './imports.ts';
import { JOBS } from './jobs.ts';
import { LESSONS } from './lessons.ts';
import { LISTS } from './lists.ts';
import { ORDERS } from './orders.ts';
import { RESULTS } from './results.ts';
import { ROUND_TRIP } from './round-trip.ts';
import { RULES } from './rules.ts';
import { SESSION } from './session.ts';
import { TRANSFERS } from './transfers.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';

/** Everything that the server can do. */
export const ROUTES: readonly Implementation[] = [
  ...SESSION,
  ...USERS,
  ...BOOKS,
  ...JOBS,
  ...IMPORTS,
  ...RESULTS,
  ...LISTS,
  ...VIEWS,
  ...CASES,
  ...TRANSFERS,
  ...ROUND_TRIP,
  ...ORDERS,
  ...RULES,
  ...LESSONS,
];

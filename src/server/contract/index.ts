import type { Static } from 'typebox';
import { BOOK_ROUTES } from './books.ts';
import { CASE_ROUTES } from './cases.ts';
import { IMPORT_ROUTES } from './imports.ts';
import { LIST_ROUTES } from './lists.ts';
import { ORDER_ROUTES } from './orders.ts';
import type { RouteName } from './paths.ts';
import type { Route, TypeOf } from './route.ts';
import { RULE_ROUTES } from './rules.ts';
import { SESSION_ROUTES } from './session.ts';
import { TEMPLATE_ROUTES } from './templates.ts';

/** All routes with their schemas: validation, types of the pages and the API description come from here. */
export const CONTRACT = {
  ...SESSION_ROUTES,
  ...BOOK_ROUTES,
  ...IMPORT_ROUTES,
  ...TEMPLATE_ROUTES,
  ...LIST_ROUTES,
  ...CASE_ROUTES,
  ...ORDER_ROUTES,
  ...RULE_ROUTES,
} as const satisfies Record<RouteName, Route>;

type Contract = typeof CONTRACT;
type Part<N extends RouteName, P extends 'query' | 'body'> =
  Contract[N] extends Record<P, infer S> ? TypeOf<S> : undefined;

/** What a route's query holds; undefined where it takes none. */
export type QueryOf<N extends RouteName> = Part<N, 'query'>;
/** What a route's body holds; undefined where it takes none. */
export type BodyOf<N extends RouteName> = Part<N, 'body'>;
/** What a route replies. */
export type ReplyOf<N extends RouteName> = Static<Contract[N]['reply']>;

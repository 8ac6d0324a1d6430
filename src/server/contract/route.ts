import type { Static, TSchema } from 'typebox';
import type { RoleName } from './common.ts';
import type { RouteName } from './paths.ts';

/** Who may call a route: anyone, anyone signed in, or the least role (in the book of the path where there is one). */
export type Right = 'anyone' | 'signed_in' | RoleName;

/** What goes into a route and what comes out; the path is in `PATHS` under the same name. */
export interface Route {
  readonly right: Right;
  /** Refused to who sees only some shops of the book: what it tells or changes cannot be told apart by shop. */
  readonly whole_book?: boolean;
  /** One sentence for the API page. */
  readonly summary: string;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** The body is files (multipart/form-data). */
  readonly takes_files?: boolean;
  readonly reply: TSchema;
}

/** Some of the routes. */
export type Routes = Readonly<Partial<Record<RouteName, Route>>>;

/** The type of a schema where there is one. */
export type TypeOf<S> = S extends TSchema ? Static<S> : undefined;

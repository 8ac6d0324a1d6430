import type { Static, TSchema } from 'typebox';
import type { RouteName } from './paths.ts';

/** What goes into a route and what comes out; under the same name its path is in `PATHS`, who may call it in `RIGHTS`. */
export interface Route {
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

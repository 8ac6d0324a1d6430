import { CONTRACT } from '../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../src/server/contract/paths.ts';
import { RIGHTS, type Right } from '../src/server/contract/rights.ts';
import type { Route } from '../src/server/contract/route.ts';

const HOW = `A running server describes itself at \`/api/v1/openapi.json\` (OpenAPI 3.1), made from the same schemas that requests are
held against. In short:

- Amounts are texts of minor units (\`"11880"\` is 118.80), ids are texts, moments \`YYYY-MM-DD HH:MM:SS\`, days \`YYYY-MM-DD\`.
- Errors are \`application/problem+json\`: \`code\` is one of [these](errors.md), \`says\` the sentence in every language.
- A session is a cookie (HttpOnly, SameSite=Strict), good for 12 hours without use. A request that changes something is
  refused when it comes from the page of another site.
- Rights: each role may do what the ones before it may: viewer, clerk, reviewer, administrator. A book that a user does not see
  is as good as none; a user of some shops sees cases, lists and figures of these only.
- Work that takes a while returns a \`job_id\`; \`GET …/job-events\` tells how far it is as server-sent events: \`job\` with the job,
  \`book\` when what the book holds has changed. Whoever connects gets the jobs as they are.
`;

/** The page of the server's routes. */
export function apiPage(): string {
  const lines = (Object.keys(PATHS) as RouteName[]).map((name) => {
    const route: Route = CONTRACT[name];
    const { least, whole_book }: Right = RIGHTS[name];
    const [method = '', path = ''] = PATHS[name].split(' ');
    const takes =
      route.takes_files === true
        ? 'files'
        : [...named(route.query, '?'), ...named(route.body, '')].join(', ');
    return `| \`${method} ${path.slice('/api/v1'.length)}\` | ${least}${whole_book === true ? ', all shops' : ''} | ${takes} | ${route.summary} |`;
  });
  return [HOW, '| below `/api/v1` | right | takes | |', '|---|---|---|---|', ...lines, ''].join('\n');
}

function named(schema: unknown, before: string): string[] {
  const properties = (schema as { properties?: object } | undefined)?.properties;
  return Object.keys(properties ?? {}).map((name) => `\`${before}${name}\``);
}

import type { TSchema } from 'typebox';
import {
  Day,
  EquationTerms,
  EvidenceRow,
  FILE_TYPES,
  FileReply,
  Id,
  LanguageName,
  Moment,
  Money,
  OCTETS,
  Problem,
  RoleName,
  Words,
} from './contract/common.ts';
import { CONTRACT } from './contract/index.ts';
import { PATHS, type RouteName } from './contract/paths.ts';
import { RIGHTS } from './contract/rights.ts';
import type { Route } from './contract/route.ts';

const NAMED: Readonly<Record<string, TSchema>> = {
  Day,
  EquationTerms,
  EvidenceRow,
  Id,
  LanguageName,
  Moment,
  Money,
  Problem,
  RoleName,
  Words,
};

const SESSION_COOKIE = {
  type: 'apiKey',
  in: 'cookie',
  name: 'duideshang_*',
  description: 'The name ends in the first eight characters of the workspace; signing in sets it.',
};

/** The description of the API, OpenAPI 3.1, from the schemas that requests are held against. */
export function openApi(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const name of Object.keys(PATHS) as RouteName[]) {
    const [method = '', url = ''] = PATHS[name].split(' ');
    const path = url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(name, path) };
  }
  const schemas = Object.entries(NAMED).map(([name, schema]) => [name, plain(schema, schema)]);
  return {
    openapi: '3.1.0',
    info: {
      title: '对得上 Duideshang',
      version,
      description:
        'Amounts are texts of minor units. Errors are application/problem+json. Sessions are cookies; requests that change something come from the same origin.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The server that this description comes from' }],
    paths,
    components: {
      schemas: Object.fromEntries(schemas),
      responses: {
        Refusal: problem('What was asked cannot be done; the problem says why'),
        Fault: problem('The server failed; the problem says how'),
      },
      securitySchemes: { session: SESSION_COOKIE },
    },
  };
}

function problem(description: string): object {
  return { description, content: { 'application/problem+json': { schema: plain(Problem) } } };
}

function operationOf(name: RouteName, path: string): object {
  const route: Route = CONTRACT[name];
  return {
    operationId: name,
    summary: route.summary,
    'x-right': RIGHTS[name].least,
    security: RIGHTS[name].least === 'anyone' ? [] : [{ session: [] }],
    ...parametersOf(path, route),
    ...bodyOf(route),
    responses: {
      '200': { description: 'OK', content: replyOf(name, route) },
      '4XX': { $ref: '#/components/responses/Refusal' },
      default: { $ref: '#/components/responses/Fault' },
    },
  };
}

function parametersOf(path: string, { query }: Route): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const asked = query as { properties?: Record<string, TSchema>; required?: string[] } | undefined;
  const inQuery = Object.entries(asked?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: asked?.required?.includes(name) === true,
    schema: plain(schema),
  }));
  const parameters = [...inPath, ...inQuery];
  return parameters.length === 0 ? {} : { parameters };
}

const FILES = {
  type: 'object',
  properties: {
    file: { type: 'array', items: { type: 'string', contentMediaType: OCTETS } },
  },
};

function bodyOf({ body, takes_files }: Route): object {
  if (takes_files === true)
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: FILES } } } };
  if (body === undefined) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } } };
}

const FILES_SENT = Object.fromEntries(
  [...Object.values(FILE_TYPES), OCTETS].map((type) => [type.split(';')[0], { schema: {} }]),
);

function replyOf(name: RouteName, { reply }: Route): object {
  if (name === 'job_events') return { 'text/event-stream': { schema: { type: 'string' } } };
  if (reply === FileReply) return FILES_SENT;
  return { 'application/json': { schema: plain(reply) } };
}

const SHORT = new Map<string, string>(
  Object.entries(NAMED).map(([name, schema]) => [JSON.stringify(schema), `#/components/schemas/${name}`]),
);

/** The schema as JSON; a part that has a name refers to it. */
function plain(schema: unknown, self?: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((each) => plain(each));
  const named = schema === self ? undefined : SHORT.get(JSON.stringify(schema));
  if (named !== undefined) return { $ref: named };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plain(value)]));
}

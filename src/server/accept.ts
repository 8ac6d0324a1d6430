import type { FastifyInstance } from 'fastify';
import { DuideshangError } from '../errors.ts';

/** Levels that a body may be nested: rules hold conditions within conditions. */
const DEPTH_MAX = 64;
const NULL_CHARACTER = 'U+0000';
/** As JSON writes it: behind an odd number of backslashes. */
const NULL_IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/;

/** No name or number holds the character U+0000, which PostgreSQL keeps in no text. */
export function refuseNull(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.url.includes('%00')) throw new DuideshangError('request_wrong', { what: NULL_CHARACTER });
  });
}

/** A body is JSON or files. An empty one is as good as none. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string) => (body === '' ? undefined : parse(body)),
  );
}

/** @throws request_wrong */
function parse(text: string): unknown {
  if (NULL_IN_JSON.test(text)) throw new DuideshangError('request_wrong', { what: NULL_CHARACTER });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DuideshangError('request_wrong', { what: 'JSON' }, error);
  }
  if (isDeeper(value, DEPTH_MAX)) throw new DuideshangError('request_wrong', { what: `JSON > ${DEPTH_MAX}` });
  return value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

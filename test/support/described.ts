import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { openApi } from '../../src/server/openapi.ts';

/** A reply of the server as it came, whoever asked. */
export interface CameReply {
  readonly method: string;
  /** Path as it was asked for, without the query. */
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly $ref?: string }>>;
}

const API = '/api/v1/';
const DESCRIPTION_PATH = `${API}openapi.json`;
/** The description as it goes out. */
export const DESCRIPTION = JSON.parse(JSON.stringify(openApi('test'))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const OPERATIONS = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, responses }]) => ({
    method: method.toUpperCase(),
    // A part of a path that is a name of ours stands before one that may be anything.
    names: path.split('{').length,
    fits: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]*')}$`),
    pointer: ['paths', path, method, 'responses'],
    operationId,
    responses,
  })),
);

const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema(DESCRIPTION, 'api');

/** What an independent validator says of a reply against the description of the API; nothing where it is as described. */
export function replyFaults(reply: CameReply): string[] {
  const { method, path, status } = reply;
  if (!path.startsWith(API) || path === DESCRIPTION_PATH) return [];
  const operation = operationOf(method, path);
  if (operation === undefined) return status >= 400 ? problemFaults(reply) : [told(reply, 'no such route')];
  if (status >= 400) return problemFaults(reply);
  const response = operation.responses[status];
  if (response?.content === undefined) return [told(reply, 'a status that is not described')];
  const [media = ''] = reply.type.split(';');
  const described = Object.keys(response.content);
  if (!described.includes(media)) return [told(reply, `${media} is not ${described.join(' or ')}`)];
  if (media !== 'application/json') return [];
  return valueFaults([...operation.pointer, String(status), 'content', media, 'schema'], reply);
}

/** What is wrong with an event `job` of a book, which is told as the route `job` tells it. */
export function jobFaults(job: unknown): string[] {
  const { pointer = [] } = OPERATIONS.find(({ operationId }) => operationId === 'job') ?? {};
  const of = { method: 'EVENT', path: 'job', status: 200, type: '', text: JSON.stringify({ job }) };
  return valueFaults([...pointer, '200', 'content', 'application/json', 'schema'], of);
}

function operationOf(method: string, path: string): (typeof OPERATIONS)[number] | undefined {
  const fitting = OPERATIONS.filter((each) => each.method === method && each.fits.test(path));
  return fitting.sort((one, other) => one.names - other.names)[0];
}

/** A refusal or fault is told as RFC 9457 wants it, with the status that it came with. */
function problemFaults(reply: CameReply): string[] {
  if (!reply.type.startsWith('application/problem+json')) return [told(reply, `${reply.type} is no problem`)];
  const faults = valueFaults(['components', 'schemas', 'Problem'], reply);
  if (faults.length > 0) return faults;
  const { status } = JSON.parse(reply.text) as { status: number };
  return status === reply.status ? [] : [told(reply, `says ${status}`)];
}

function valueFaults(pointer: readonly string[], reply: CameReply): string[] {
  const validate = validatorOf(pointer);
  if (validate(JSON.parse(reply.text))) return [];
  const [first] = validate.errors ?? [];
  return [told(reply, `${first?.instancePath} ${first?.message}`)];
}

function validatorOf(pointer: readonly string[]): ValidateFunction {
  const steps = pointer.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
  const found = ajv.getSchema(`api#/${steps.join('/')}`);
  if (found === undefined) throw new TypeError(`no schema at ${pointer.join(' ')}`);
  return found;
}

function told({ method, path, status, text }: CameReply, fault: string): string {
  return `${method} ${path} ${status} is not as described: ${fault} in ${text.slice(0, 300)}`;
}

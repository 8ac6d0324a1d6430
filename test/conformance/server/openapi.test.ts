import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Schema from 'typebox/schema';
import { CONTRACT } from '../../../src/server/contract/index.ts';
import { PATHS, type RouteName } from '../../../src/server/contract/paths.ts';
import type { Route } from '../../../src/server/contract/route.ts';
import { openApi } from '../../../src/server/openapi.ts';
import { type CameReply, replyFaults } from '../../support/described.ts';

type Json = Readonly<Record<string, unknown>>;

const DESCRIPTION = JSON.parse(JSON.stringify(openApi('1'))) as {
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json> };
};

function* parts(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Json;
  for (const part of Object.values(value)) yield* parts(part);
}

test('the description has every route once, each with what it takes and replies', () => {
  const told = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [
      operationId,
      `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ]),
  );
  assert.deepEqual(Object.fromEntries(told), { ...PATHS });
  for (const methods of Object.values(DESCRIPTION.paths))
    for (const { operationId, requestBody, responses } of Object.values(methods)) {
      const route: Route = CONTRACT[operationId as RouteName];
      assert.equal(requestBody !== undefined, route.body !== undefined || route.takes_files === true);
      assert.deepEqual(Object.keys(responses as Json), ['200', '4XX', 'default'], String(operationId));
    }
});

/** Whether a reference leads somewhere within the description. */
function isThere(reference: string): boolean {
  const [from, ...keys] = reference.split('/');
  const found = keys.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], DESCRIPTION);
  return from === '#' && found !== undefined;
}

test('every schema is one that a validator takes, and every reference leads somewhere', () => {
  const names = Object.keys(DESCRIPTION.components.schemas);
  const references = [...parts(DESCRIPTION)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  assert.ok(references.length > 100);
  for (const reference of references) assert.ok(isThere(reference), reference);
  const schemas = [...parts(DESCRIPTION.paths)].flatMap(({ schema }) =>
    schema === undefined ? [] : [schema],
  );
  for (const schema of schemas) Schema.Compile({ ...(schema as object), components: DESCRIPTION.components });
  const [money] = names.filter((name) => name === 'Money');
  const amount = Schema.Compile({
    $ref: `#/components/schemas/${money}`,
    components: DESCRIPTION.components,
  });
  assert.deepEqual([amount.Check('-1200'), amount.Check(1200), amount.Check('12.00')], [true, false, false]);
});

test('the description is OpenAPI 3.1 in the eyes of a validator that is not ours', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(DESCRIPTION));
  assert.deepEqual([valid, validator.version], [true, '3.1'], JSON.stringify(errors));
  const { responses: _, ...operation } = DESCRIPTION.paths['/api/v1/books']?.get ?? {};
  const broken = { ...DESCRIPTION, paths: { '/api/v1/books': { get: { ...operation, parameters: 1 } } } };
  assert.equal((await validator.validate(broken)).valid, false);
});

test('a reply that is not described is told, whatever is wrong with it', () => {
  const json = 'application/json; charset=utf-8';
  const problem = 'application/problem+json; charset=utf-8';
  const says = { 'zh-CN': '甲', 'zh-TW': '甲', en: 'a' };
  const told = (more: object) => JSON.stringify({ type: 'urn:x', title: '甲', code: 'x', says, ...more });
  const books = { method: 'GET', path: '/api/v1/books', status: 200, type: json, text: '{"books":[]}' };
  const refusal = { ...books, status: 404, type: problem, text: told({ status: 404 }) };
  const cases: readonly (readonly [wanted: RegExp | null, reply: CameReply])[] = [
    [null, books],
    [null, refusal],
    [null, { ...refusal, path: '/api/v1/nothing' }],
    [/must be array/, { ...books, text: '{"books":{}}' }],
    [/required property 'books'/, { ...books, text: '{}' }],
    [/text\/html is not application\/json/, { ...books, type: 'text/html' }],
    [/a status that is not described/, { ...books, status: 204 }],
    [/no such route/, { ...books, path: '/api/v1/nothing' }],
    [/is no problem/, { ...refusal, type: json }],
    [/required property 'says'/, { ...refusal, text: '{"type":"","title":"","status":404,"code":""}' }],
    [/says 400/, { ...refusal, text: told({ status: 400 }) }],
  ];
  for (const [wanted, reply] of cases) {
    const faults = replyFaults(reply);
    assert.equal(faults.length, wanted === null ? 0 : 1, JSON.stringify(faults));
    if (wanted !== null) assert.match(faults[0] ?? '', wanted);
  }
});

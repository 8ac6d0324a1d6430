import fc from 'fast-check';

/** A JSON schema as far as the contract uses it. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that somebody may send where an id, a day or an amount is meant. */
export const ODD_TEXTS: readonly string[] = [
  '-',
  '0',
  '-1',
  '1',
  '1.5',
  '1e5',
  '9'.repeat(19),
  '9'.repeat(40),
  '2026-02-30',
  '9999-12-31',
  'a\u0000b',
  "'; drop table imports; --",
  '%00%',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '"\\\n\t',
  '\u202e反\u200f',
  '👩‍👩‍👧 \ufeff\ufffd',
  'ñ'.repeat(150),
];
const LENGTH_MAX = 400;

/** Values that a schema takes and that mean nothing: odd texts, numbers at their ends, `known` ids where others are meant. */
export function nonsense(schema: unknown, known: readonly string[]): fc.Arbitrary<unknown> {
  const text = fc.oneof(
    fc.constantFrom(...ODD_TEXTS),
    fc.constantFrom(...known),
    fc.string({ maxLength: 30 }),
  );
  const of = (one: Schema): fc.Arbitrary<unknown> => {
    if (one.const !== undefined) return fc.constant(one.const);
    if (one.enum !== undefined) return fc.constantFrom(...one.enum);
    if (one.anyOf !== undefined) return fc.oneof(...one.anyOf.map(of));
    switch (one.type) {
      case 'object':
        return objectOf(one, of, text);
      case 'array':
        return fc.array(of(one.items ?? {}), {
          minLength: one.minItems ?? 0,
          maxLength: Math.max(one.minItems ?? 0, Math.min(one.maxItems ?? 3, 3)),
        });
      case 'string':
        return textOf(one, text);
      case 'integer':
      case 'number':
        return numberOf(one);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  };
  return of(schema as Schema);
}

type Of = (schema: Schema) => fc.Arbitrary<unknown>;

function objectOf(schema: Schema, of: Of, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], patternProperties = {}, additionalProperties } = schema;
  const named = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, of(each)]));
  const [values] = [
    ...Object.values(patternProperties),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
  const record = fc.record(named, { requiredKeys: [...required] });
  if (values === undefined) return record;
  return fc
    .tuple(record, fc.dictionary(text, of(values), { maxKeys: 3 }))
    .map(([one, other]) => ({ ...other, ...one }));
}

function textOf(
  { pattern, minLength = 0, maxLength }: Schema,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const length = Math.min(maxLength ?? LENGTH_MAX, LENGTH_MAX);
  const fit = text.map((each) => each.padEnd(minLength, 'x').slice(0, length));
  if (pattern === undefined) return fit;
  const isMeant = new RegExp(pattern, 'u');
  const meant = fc
    .stringMatching(isMeant)
    .filter((each) => each.length >= minLength && each.length <= length);
  return fc.oneof(
    meant,
    fit.filter((each) => isMeant.test(each)),
  );
}

function numberOf({ type, minimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = minimum ?? Number.MIN_SAFE_INTEGER;
  const max = maximum ?? Number.MAX_SAFE_INTEGER;
  const ends = fc.constantFrom(min, max);
  return type === 'integer'
    ? fc.oneof(ends, fc.integer({ min, max }))
    : fc.oneof(ends, fc.double({ min, max, noNaN: true }));
}

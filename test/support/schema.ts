type Schema = Readonly<Record<string, unknown>>;

/**
 * Where a value is not what a JSON Schema says, one line each. Knows the words that our schemas use: `$ref` within the
 * file, `type`, `enum`, `properties`, `required`, `additionalProperties`, `items`, `pattern`, `minimum`. An unknown word throws.
 */
export function schemaFaults(root: unknown, value: unknown): string[] {
  return faultsOf(asSchema(root), asSchema(root), value, '$');
}

const KNOWN = new Set([
  '$schema',
  '$id',
  '$defs',
  '$ref',
  'title',
  'description',
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'pattern',
  'minimum',
]);

function faultsOf(root: Schema, schema: Schema, value: unknown, at: string): string[] {
  for (const word of Object.keys(schema))
    if (!KNOWN.has(word)) throw new TypeError(`unknown schema word ${word}`);
  const reference = schema.$ref;
  if (typeof reference === 'string') return faultsOf(root, resolve(root, reference), value, at);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isA(String(type), value)))
    return [`${at}: is not ${types.join(' or ')}`];
  return [
    ...enumFaults(schema, value, at),
    ...textFaults(schema, value, at),
    ...objectFaults(root, schema, value, at),
    ...itemFaults(root, schema, value, at),
  ];
}

function resolve(root: Schema, reference: string): Schema {
  const parts = reference.replace('#/', '').split('/');
  return parts.reduce((schema, part) => asSchema(schema[part]), root);
}

function asSchema(value: unknown): Schema {
  if (typeof value !== 'object' || value === null) throw new TypeError('not a schema');
  return value as Schema;
}

function isA(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function enumFaults(schema: Schema, value: unknown, at: string): string[] {
  const allowed = schema.enum;
  return Array.isArray(allowed) && !allowed.includes(value) ? [`${at}: ${String(value)} is not allowed`] : [];
}

function textFaults(schema: Schema, value: unknown, at: string): string[] {
  const { pattern, minimum } = schema;
  if (typeof value === 'string' && typeof pattern === 'string' && !new RegExp(pattern).test(value)) {
    return [`${at}: ${value} does not fit ${pattern}`];
  }
  return typeof value === 'number' && typeof minimum === 'number' && value < minimum
    ? [`${at}: below ${minimum}`]
    : [];
}

function objectFaults(root: Schema, schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const properties = asSchema(schema.properties ?? {});
  const required = (schema.required ?? []) as string[];
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}: ${name} is missing`);
  const faults = Object.entries(value).flatMap(([name, member]) => {
    const known = properties[name];
    if (known !== undefined) return faultsOf(root, asSchema(known), member, `${at}.${name}`);
    return schema.additionalProperties === false ? [`${at}: ${name} is not known`] : [];
  });
  return [...missing, ...faults];
}

function itemFaults(root: Schema, schema: Schema, value: unknown, at: string): string[] {
  const { items } = schema;
  if (!Array.isArray(value) || items === undefined) return [];
  return value.flatMap((item, index) => faultsOf(root, asSchema(items), item, `${at}[${index}]`));
}

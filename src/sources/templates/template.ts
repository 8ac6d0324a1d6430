import { type Static, type TProperties, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { DuideshangError } from '../../errors.ts';
import { normalizeHeader } from '../columns.ts';
import { TEACHABLE_KINDS, type TeachableKind, teachableFields } from './fields.ts';

/** At most so many characters in the name of a template. */
export const TEMPLATE_NAME_MAX = 60;
/** At most so many characters in a header or a word of a template. */
export const TEMPLATE_TEXT_MAX = 200;
/** At most so many headers, columns or words in one list of a template. */
export const TEMPLATE_LIST_MAX = 500;
/** At most so many templates in a book. */
export const TEMPLATES_MAX = 500;

const Word = Type.String({ minLength: 1, maxLength: TEMPLATE_TEXT_MAX });
const Words = Type.Array(Word, { maxItems: TEMPLATE_LIST_MAX });
const strict = <P extends TProperties>(properties: P, description: string) =>
  Type.Object(properties, { additionalProperties: false, description });

/** A template as it stands in its file: how files of one layout are recognised and read. */
export const Template = strict(
  {
    format: Type.Literal(1, { description: 'The version of this form.' }),
    name: Type.String({
      minLength: 1,
      maxLength: TEMPLATE_NAME_MAX,
      pattern: '^[^\\x00-\\x1f:/\\\\]+$',
      description: 'What the layout is called. Unique in a book.',
    }),
    kind: Type.Enum([...TEACHABLE_KINDS], { description: 'What a row is.' }),
    channel: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,29}$',
      description:
        'Whose file: `bank`, `alipay`, a platform, a carrier … Files of one channel tell the same facts.',
    }),
    headers: Type.Array(Word, {
      minItems: 2,
      maxItems: TEMPLATE_LIST_MAX,
      description:
        'The header cells by which a file is recognised: three quarters of them must be there, in any order, and the columns that a row depends on.',
    }),
    columns: Type.Record(Type.String({ maxLength: 40 }), Words, {
      description:
        'For each field the headers that its column may have; docs/reference/templates.md lists the fields.',
    }),
    positive_is: Type.Optional(
      Type.Enum(['inflow', 'outflow'], {
        description:
          'What an amount without a sign is, where one column holds it and no other says so. Inflow when left out.',
      }),
    ),
    inflow_words: Type.Optional(
      Type.Array(Word, {
        maxItems: TEMPLATE_LIST_MAX,
        description: 'Words in the column `direction` that make an amount an inflow.',
      }),
    ),
    outflow_words: Type.Optional(
      Type.Array(Word, {
        maxItems: TEMPLATE_LIST_MAX,
        description:
          'Words in the column `direction` that make an amount an outflow. A row with neither is refused.',
      }),
    ),
    statuses: Type.Optional(
      Type.Record(Word, Type.Enum(['unpaid', 'paid', 'shipped', 'completed', 'cancelled']), {
        description:
          'What the words in the column `status_text` of orders mean. A word that is neither here nor says it by itself refuses the row.',
      }),
    ),
    footers: Type.Optional(
      Type.Array(Word, {
        maxItems: TEMPLATE_LIST_MAX,
        description: 'Rows whose first filled cell begins with one of these are no facts.',
      }),
    ),
    account_no: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The account, where the file does not name it.',
      }),
    ),
    shop: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'The shop, where the file does not name it.',
      }),
    ),
  },
  'How files of one layout are recognised and read.',
);
export type Template = Static<typeof Template>;

const compiled = Compile(Template);

/**
 * Reads a template from a value.
 * @throws DuideshangError `template_wrong` which says where, `template_incomplete` when a column is missing without which
 * the kind cannot be read.
 */
export function parseTemplate(value: unknown): Template {
  if (!compiled.Check(value)) {
    const [first] = compiled.Errors(value);
    const where = first?.instancePath === '' || first === undefined ? '$' : first.instancePath;
    const isUnknown = first?.keyword === 'boolean';
    const fault = isUnknown ? `∉ ${Object.keys(Template.properties).join(', ')}` : (first?.message ?? '');
    throw new DuideshangError('template_wrong', { where, fault });
  }
  refuseUnknownFields(value);
  refuseMissing(value);
  return value;
}

/**
 * Reads a template from JSON.
 * @throws DuideshangError `template_not_json`, and as {@link parseTemplate}.
 */
export function parseTemplateText(json: string): Template {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new DuideshangError('template_not_json', { fault: String(cause) }, cause);
  }
  return parseTemplate(value);
}

function refuseUnknownFields({ kind, columns }: Template): void {
  const known = teachableFields(kind);
  const unknown = Object.keys(columns).find((name) => known[name] === undefined);
  if (unknown === undefined) return;
  const fault = `${unknown} ∉ ${Object.keys(known).join(', ')}`;
  throw new DuideshangError('template_wrong', { where: '/columns', fault });
}

/** The fields that a template of a kind still needs: each as its alternatives, of which one is enough. */
export function missingFields(
  kind: TeachableKind,
  has: (field: string) => boolean,
): readonly (readonly string[])[] {
  const required = Object.entries(teachableFields(kind))
    .filter(([, { required }]) => required)
    .map(([name]) => [name]);
  const needed = kind === 'statement_lines' ? [...required, AMOUNT_FIELDS] : required;
  return needed.filter((alternatives) => !alternatives.some(has));
}

const AMOUNT_FIELDS = ['amount', 'inflow', 'outflow'] as const;

function refuseMissing({ kind, columns, headers }: Template): void {
  const [missing] = missingFields(kind, (field) => (columns[field]?.length ?? 0) > 0);
  if (missing !== undefined)
    throw new DuideshangError('template_incomplete', { fields: missing.join(' | ') });
  const known = new Set(headers.map(normalizeHeader));
  const astray = Object.values(columns).find(
    (names) => !names.some((name) => known.has(normalizeHeader(name))),
  );
  if (astray !== undefined)
    throw new DuideshangError('template_wrong', { where: '/headers', fault: astray.join('|') });
}

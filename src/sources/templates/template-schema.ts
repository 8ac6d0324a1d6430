import { type Static, type TProperties, Type } from 'typebox';
import { TEACHABLE_KINDS } from './fields.ts';
import { TEMPLATE_LIST_MAX, TEMPLATE_NAME_MAX, TEMPLATE_TEXT_MAX } from './template-limits.ts';

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

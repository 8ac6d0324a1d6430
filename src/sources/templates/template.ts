import { type TeachableKind, teachableFields } from './fields.ts';

export type { Template } from './template-schema.ts';

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

import { Compile } from 'typebox/compile';
import { DuideshangError } from '../../errors.ts';
import { normalizeHeader } from '../columns.ts';
import { teachableFields } from './fields.ts';
import { missingFields } from './template.ts';
import { Template } from './template-schema.ts';

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

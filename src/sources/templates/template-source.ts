import { createHash } from 'node:crypto';
import type { FactKind } from '../../model/facts.ts';
import { sameText } from '../../model/language.ts';
import type { RecordKind } from '../../model/records.ts';
import { type Column, id, money, quantity, required, text, time, tracking } from '../columns.ts';
import type { Columns, Source } from '../source.ts';
import { accountIn } from './account-in.ts';
import { type FieldCell, teachableFields } from './fields.ts';
import { footerReader } from './footer-reader.ts';
import { readOrder } from './read-order.ts';
import { readRecord } from './read-record.ts';
import { readStatementLine } from './read-statement-line.ts';
import type { Template } from './template.ts';

/** The parsed cells of a row by field; fields without a column are not there. */
export type FieldValues = Readonly<Record<string, string | bigint | null | undefined>>;

const PREFIX = 'taught:';
const HASH_CHARACTERS = 10;

/** The id of the source that a template makes: two that read otherwise have two. */
export function taughtSourceId(template: Template): string {
  const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, HASH_CHARACTERS);
  return `${PREFIX}${hash}:${template.name}`;
}

/** The name of the template behind a source id; null for a source of the program. */
export function templateNameOf(source_id: string): string | null {
  return source_id.startsWith(PREFIX) ? source_id.slice(PREFIX.length + HASH_CHARACTERS + 1) : null;
}

/** The source that reads files as a template says. */
export function templateSource(template: Template): Source {
  const { name, kind, channel, headers, footers = [] } = template;
  const columns = columnsOf(template);
  const identity = hasOwnNumber(template) ? 'own' : 'content';
  return {
    id: taughtSourceId(template),
    channel,
    kind,
    title: sameText(name),
    signature: { all: [], any: neededOf(template, identity), most: headers },
    claims: 'first',
    columns,
    ...(columns.balance !== undefined && { balance_decides: true }),
    identity,
    preamble: (lines) => {
      const account_no = template.account_no ?? accountIn(lines);
      return {
        ...(account_no !== null && { account_no }),
        ...(template.shop !== undefined && { shop: template.shop }),
      };
    },
    ...(footers.length > 0 && { footer: footerReader(footers) }),
    normalize: normalizeAs(template) as Source['normalize'],
  };
}

/**
 * The headers of the columns without which a row would be another fact: those that it must have, those that its money
 * depends on, and, where its content identifies it, all that are read.
 */
function neededOf({ kind, columns }: Template, identity: Source['identity']): string[][] {
  const fields = teachableFields(kind);
  return Object.entries(columns).flatMap(([name, headers]) => {
    const field = fields[name];
    if (field === undefined || headers.length === 0) return [];
    const isNeeded =
      identity === 'content' || field.required || field.cell === 'money' || name === 'direction';
    return isNeeded ? [headers] : [];
  });
}

function normalizeAs(template: Template): Source['normalize'] {
  const { kind } = template;
  const read = READ[kind as keyof typeof READ] ?? readRecord(kind as RecordKind);
  return (values, context) =>
    read(template, values as FieldValues, context) as ReturnType<Source['normalize']>;
}

const READ = { statement_lines: readStatementLine, orders: readOrder } as const satisfies Partial<
  Record<FactKind, unknown>
>;

/** A number by which the file names each row. Documents of several rows share theirs, so records have none. */
function hasOwnNumber({ kind, columns }: Template): boolean {
  return kind === 'orders' || (kind === 'statement_lines' && columns.line_no !== undefined);
}

const COLUMN_OF: Readonly<Record<FieldCell, (...headers: string[]) => Column<unknown>>> = {
  text,
  id,
  money,
  quantity,
  time,
  clock: text,
};

/** The columns that a template names, by field. */
export function columnsOf({ kind, columns }: Template): Columns {
  const fields = teachableFields(kind);
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, headers]) => {
      const field = fields[name];
      if (field === undefined || headers.length === 0) return [];
      const make = name === 'tracking_no' ? tracking : COLUMN_OF[field.cell];
      const column = make(...headers);
      return [[name, field.required ? required(column as Column<unknown>) : column]];
    }),
  );
}

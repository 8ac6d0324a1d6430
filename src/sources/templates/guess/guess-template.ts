import type { Row } from '../../../reading/table.ts';
import { CellFault, normalizeHeader } from '../../columns.ts';
import { TEACHABLE_KINDS, type TeachableKind, teachableFields } from '../fields.ts';
import { statusesSaid } from '../known-statuses.ts';
import { missingFields, type Template } from '../template.ts';
import { columnsOf, type FieldValues } from '../template-source.ts';
import { type ColumnProfile, profileColumns } from './column-profile.ts';
import { type Fit, fitColumns } from './fit-columns.ts';
import { fitSigns } from './fit-signs.ts';
import { findHeaderRow } from './header-row.ts';

/** A template as guessed from the rows of a table, and what it was guessed from. */
export interface Guess {
  readonly header: Row;
  readonly profiles: readonly ColumnProfile[];
  /** May lack columns that the kind needs ({@link missingFields}). */
  readonly template: Template;
}

/** What a person has said already. */
export interface Said {
  readonly name: string;
  readonly kind?: TeachableKind;
}

/** Rows that a guess looks at. */
export const GUESS_ROWS_MAX = 500;
/** Words of statuses that a guess explains. */
const STATUS_WORDS_MAX = 50;

const CHANNELS: Readonly<Record<TeachableKind, string>> = {
  statement_lines: 'bank',
  orders: 'shop',
  charges: 'platform',
  shipments: 'warehouse',
  carrier_charges: 'carrier',
  returns: 'warehouse',
  stock_movements: 'warehouse',
  stock_counts: 'warehouse',
  sales_records: 'erp',
  foreign_settlements: 'platform',
};

/** Kinds whose amounts are costs: a list of costs writes them without a sign. */
const COSTS: ReadonlySet<TeachableKind> = new Set(['charges', 'carrier_charges']);

const FOOTERS = [
  '合计',
  '总计',
  '小计',
  '合計',
  '總計',
  '注：',
  '注:',
  '说明：',
  '以上',
  '#',
  '--',
  'Total',
  'TOTAL',
];

/**
 * Guesses what a table is and which column is what, from its headers and its cells: the kind whose fields suit best, the
 * signs by which its balances follow from each other.
 * @returns null where no row looks like a header.
 */
export function guessTemplate(rows: readonly Row[], said: Said): Guess | null {
  const header = findHeaderRow(rows);
  if (header === null) return null;
  const records = rows.filter((row) => row.number > header.number && !isFooter(row)).slice(0, GUESS_ROWS_MAX);
  const profiles = profileColumns(header, records);
  const { kind, fit } = said.kind === undefined ? bestKind(profiles) : fitKind(said.kind, profiles);
  const template: Template = {
    format: 1,
    name: said.name,
    kind,
    channel: CHANNELS[kind],
    headers: profiles.map(({ header }) => header),
    columns: inFieldOrder(kind, fit),
    footers: FOOTERS,
    ...(COSTS.has(kind) && { positive_is: costSign(fit, profiles) }),
  };
  const signs = kind === 'statement_lines' ? fitSigns(valuesOf(template, header, records)) : {};
  const statuses = kind === 'orders' ? { statuses: statusesSaid(wordsOf(template, header, records)) } : {};
  return { header, profiles, template: { ...template, ...signs, ...statuses } };
}

/** The words in the column of statuses, each once. */
function wordsOf({ columns }: Template, header: Row, rows: readonly Row[]): string[] {
  const [column] = columns.status_text ?? [];
  const at = column === undefined ? -1 : header.cells.findIndex((name) => name.trim() === column);
  const words = rows.map(({ cells }) => cells[at]?.trim() ?? '').filter((word) => word !== '');
  return [...new Set(words)].slice(0, STATUS_WORDS_MAX);
}

function inFieldOrder(kind: TeachableKind, { columns }: Fit): Template['columns'] {
  const names = Object.keys(teachableFields(kind));
  return Object.fromEntries(
    names.flatMap((name) => (columns[name] === undefined ? [] : [[name, [...columns[name]]]])),
  );
}

function isFooter({ cells }: Row): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  return FOOTERS.some((word) => first.startsWith(word));
}

function fitKind(kind: TeachableKind, profiles: readonly ColumnProfile[]): { kind: TeachableKind; fit: Fit } {
  return { kind, fit: fitColumns(teachableFields(kind), profiles) };
}

/** The kind that lacks no field it needs and whose fields suit best; a statement where none is complete. */
function bestKind(profiles: readonly ColumnProfile[]): { kind: TeachableKind; fit: Fit } {
  const fits = TEACHABLE_KINDS.map((kind) => fitKind(kind, profiles));
  const complete = fits.filter(
    ({ kind, fit }) => missingFields(kind, (field) => fit.columns[field] !== undefined).length === 0,
  );
  const scored = complete.map((each) => ({ ...each, score: each.fit.score + characterOf(each) }));
  scored.sort((one, other) => other.score - one.score);
  return scored[0] ?? fitKind('statement_lines', profiles);
}

/** Fields that tell a kind from the others. */
const CHARACTER: Readonly<Record<TeachableKind, readonly string[]>> = {
  statement_lines: ['balance', 'direction'],
  orders: ['payout_minor', 'created_at'],
  charges: ['period'],
  shipments: ['shipment_no'],
  carrier_charges: ['weight_milli'],
  returns: ['return_no', 'received_at'],
  stock_movements: ['left_milli', 'moved_at'],
  stock_counts: ['booked_milli', 'counted_at'],
  sales_records: ['record_no', 'cost_minor'],
  foreign_settlements: ['rate_text', 'foreign_settled_minor'],
};
const CHARACTER_SCORE = 150;

function characterOf({ kind, fit }: { kind: TeachableKind; fit: Fit }): number {
  return CHARACTER[kind].filter((field) => fit.columns[field] !== undefined).length * CHARACTER_SCORE;
}

/** A list of costs that writes them with a minus needs no turning. */
function costSign({ columns }: Fit, profiles: readonly ColumnProfile[]): 'inflow' | 'outflow' {
  const name = normalizeHeader(columns.amount_minor?.[0] ?? '');
  return profiles.some((profile) => profile.name === name && profile.negative * 2 > profile.filled)
    ? 'inflow'
    : 'outflow';
}

/** The parsed cells of rows by field; a cell that cannot be read is null. */
function valuesOf(template: Template, header: Row, rows: readonly Row[]): FieldValues[] {
  const names = header.cells.map(normalizeHeader);
  const steps = Object.entries(columnsOf(template)).map(([field, { headers, parse }]) => ({
    field,
    parse,
    at: names.findIndex((name) => headers.some((other) => normalizeHeader(other) === name)),
  }));
  return rows.map(({ cells }) =>
    Object.fromEntries(
      steps.map(({ field, parse, at }) => {
        const value = parse(cells[at] ?? '');
        return [field, value instanceof CellFault ? null : (value as FieldValues[string])];
      }),
    ),
  );
}

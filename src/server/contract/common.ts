import { type Static, type TSchema, Type } from 'typebox';

/** An amount in minor units, as a string: never a floating number on its way to a page. */
export const Money = Type.String({ pattern: '^-?\\d{1,19}$', description: 'minor units (fen)' });

/** A number or name of ours or of the outside; always text. */
export const Id = Type.String({ minLength: 1, maxLength: 200 });

/** An amount that somebody gives, in minor units: so bounded that no sum of amounts outgrows what a store keeps. */
export const GivenMoney = Type.String({ pattern: '^-?\\d{1,15}$', description: 'minor units (fen)' });

/** The number of a change to something, which whoever changes it further has seen. */
export const Version = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

/** A day of the calendar, `YYYY-MM-DD`. */
export const Day = Type.String({ pattern: '^[1-9]\\d{3}-', format: 'date' });

/** A wall-clock moment of the seller's zone, `YYYY-MM-DD HH:MM:SS`. */
export const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$' });

/** A sentence or name in all languages. */
export const Words = Type.Object({ 'zh-CN': Type.String(), 'zh-TW': Type.String(), en: Type.String() });

/** A language of the program. */
export const LanguageName = Type.Enum(['zh-CN', 'zh-TW', 'en']);

/** What a user may do: each role may do what the ones before it may. */
export const RoleName = Type.Enum(['viewer', 'clerk', 'reviewer', 'administrator']);
export type RoleName = Static<typeof RoleName>;

/** A row of a file, and the batch of it by which `original_row` shows its cells; null where that is not known. */
export const EvidenceRow = Type.Object({
  file: Type.String(),
  sheet: Type.Union([Type.String(), Type.Null()]),
  row: Type.Integer(),
  batch_id: Type.Union([Id, Type.Null()]),
});
export type EvidenceRow = Static<typeof EvidenceRow>;

/** The terms of the equation. */
export const EquationTerms = Type.Object({
  expected_minor: Money,
  received_minor: Money,
  fees_minor: Money,
  refunded_minor: Money,
  in_transit_minor: Money,
  outside_coverage_minor: Money,
  discrepancy_minor: Money,
  closes: Type.Boolean(),
});

/** An error as the server tells it: application/problem+json (RFC 9457), from the catalogue of errors. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  /** Code of the catalogue. */
  code: Type.String(),
  /** The sentence for the user in each language. */
  says: Words,
});
export type Problem = Static<typeof Problem>;

/** A schema or null. */
export function orNull<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

/** An empty reply. */
export const Done = Type.Object({});

/** The id of a job that was put into the queue. */
export const Queued = Type.Object({ job_id: Id });

/** Media types by the ending of a file's name; any other file goes out as octets. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.zip': 'application/zip',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

/** Media type of a file of which nothing is known. */
export const OCTETS = 'application/octet-stream';

/** A file that can be fetched. */
export const FileReply = Type.Any({ description: 'the bytes of a file' });

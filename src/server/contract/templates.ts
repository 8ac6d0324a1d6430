import { type Static, Type } from 'typebox';
import { TEACHABLE_KINDS } from '../../sources/templates/fields.ts';
import { Template } from '../../sources/templates/template-schema.ts';
import { Done, FileReply, Id, Moment, orNull, Words } from './common.ts';
import type { Routes } from './route.ts';

const TemplateKind = Type.Enum([...TEACHABLE_KINDS]);

/** A layout that the book was taught. */
export const TemplateCard = Type.Object({
  template: Template,
  made_by: orNull(Type.String()),
  made_at: Moment,
});

/** What the rows of a kind are, the fields to which columns can be given, and the channels that it is offered. */
export const TeachableKindCard = Type.Object({
  kind: TemplateKind,
  name: Words,
  fields: Type.Array(Type.Object({ field: Id, label: Words, required: Type.Boolean() })),
  channels: Type.Array(Type.Object({ channel: Id, name: Words })),
});
export type TeachableKindCard = Static<typeof TeachableKindCard>;

/** What a template makes of a file. */
export const TemplateDraft = Type.Object({
  file: Type.String(),
  /** Which of `tables` it is of. */
  table: Type.Integer(),
  tables: Type.Array(Type.Object({ member: orNull(Type.String()), sheet: orNull(Type.String()) })),
  header_row: Type.Integer(),
  /** The columns as they stand in the file, with the cells of the first rows. */
  columns: Type.Array(Type.Object({ header: Type.String(), cells: Type.Array(Type.String()) })),
  template: Template,
  /** What stands in the column of directions. */
  direction_words: Type.Array(Type.String()),
  /** What stands in the column of statuses of orders, and what it means; null where nobody says. */
  status_words: Type.Array(Type.Object({ word: Type.String(), status: orNull(Id) })),
  /** Fields that are still missing, each as the alternatives of which one is enough; with any the file was not read. */
  missing: Type.Array(Type.Array(Id)),
  /** The first rows as they are understood: cells by field, amounts as decimals. */
  understood: Type.Array(
    Type.Object({ row: Type.Integer(), cells: Type.Record(Type.String(), Type.String()) }),
  ),
  rows_read: Type.Integer(),
  rows_refused: Type.Integer(),
  refused: Type.Array(Type.Object({ row: Type.Integer(), why: Words })),
  running_balance: Type.Enum(['ok', 'broken', 'none']),
  broken_at_row: orNull(Type.Integer()),
  /** Whether all rows were read, not only the first ones. */
  is_whole: Type.Boolean(),
});
export type TemplateDraft = Static<typeof TemplateDraft>;

/** Files that are not recognised, and the layouts that the book was taught. */
export const TEMPLATE_ROUTES = {
  unrecognized_files: {
    summary: 'Uploaded files of which an import could not tell what they are, the latest first.',
    reply: Type.Object({
      files: Type.Array(
        Type.Object({
          upload_id: Id,
          file: Type.String(),
          bytes: Type.Integer(),
          made_by: Type.String(),
          made_at: Moment,
        }),
      ),
      /** Days that they are kept. */
      days: Type.Integer(),
    }),
  },
  discard_upload: { summary: 'Removes a file of which no import could tell what it is.', reply: Done },
  templates: {
    summary: 'The layouts that the book was taught, and what can be taught.',
    reply: Type.Object({
      templates: Type.Array(TemplateCard),
      kinds: Type.Array(TeachableKindCard),
      /** What a word of a status can mean. */
      statuses: Type.Array(Type.Object({ status: Id, name: Words })),
    }),
  },
  draft_template: {
    summary:
      'Shows what a template makes of the beginning of such a file; without `template` it is guessed. Nothing is kept.',
    body: Type.Object({
      upload_id: Id,
      template: Type.Optional(Template),
      /** What the rows are, where the template is guessed. */
      kind: Type.Optional(TemplateKind),
      /** Which table of the file, from 0; the first that has a header row when left out. */
      table: Type.Optional(Type.Integer({ minimum: 0 })),
      password: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    reply: TemplateDraft,
  },
  save_template: {
    summary:
      'Teaches the book a layout; one of the same name is replaced. What was imported stays as it was read.',
    body: Template,
    reply: Done,
  },
  add_templates: {
    summary: 'Teaches the book the layouts of template files (multipart, field `file`).',
    takes_files: true,
    reply: Type.Object({ names: Type.Array(Type.String()) }),
  },
  template_file: { summary: 'A template as a file that another book can add.', reply: FileReply },
  remove_template: { summary: 'Takes a template out of use; what it read stays.', reply: Done },
} as const satisfies Routes;

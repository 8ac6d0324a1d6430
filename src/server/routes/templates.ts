import { readFile } from 'node:fs/promises';
import { draftInThread } from '../../actions/teaching/draft-in-thread.ts';
import { layoutNameOf } from '../../actions/teaching/teach-file.ts';
import { listTemplates, removeTemplate, saveTemplate, templateOf } from '../../actions/teaching/templates.ts';
import {
  removeUploads,
  UNRECOGNIZED_DAYS,
  unrecognizedFile,
  unrecognizedUploads,
} from '../../actions/workspace/files.ts';
import { namer } from '../../actions/workspace/users.ts';
import { STATUS_NAMES } from '../../model/names.ts';
import { DEFAULT_LIMITS } from '../../reading/limits.ts';
import { channelsOffered } from '../../sources/templates/channel-names.ts';
import { TEACHABLE_KINDS, type TeachableKind, teachableFields } from '../../sources/templates/fields.ts';
import { KIND_NAMES } from '../../sources/templates/kind-names.ts';
import { parseTemplateText } from '../../sources/templates/parse-template.ts';
import { readTemplates } from '../../store/imports/templates.ts';
import type { TeachableKindCard } from '../contract/templates.ts';
import { implement, implementClosed, SENT } from '../implement.ts';
import { sendText } from '../send-file.ts';
import { takeInto } from '../uploads.ts';

const UNRECOGNIZED = [
  implementClosed('unrecognized_files', async ({ bench, params }) => {
    const nameOf = await namer(bench.workspace);
    const uploads = await unrecognizedUploads(bench.workspace, params.book_id);
    const files = uploads.map(({ upload_id, file, bytes, user_id, made_at }) => ({
      ...{ upload_id, file, made_at },
      bytes: Number(bytes),
      made_by: nameOf(user_id),
    }));
    return { files, days: UNRECOGNIZED_DAYS };
  }),
  implementClosed('discard_upload', async ({ bench, params: { book_id, upload_id } }) => {
    await unrecognizedFile(bench.workspace, book_id, upload_id);
    await removeUploads(bench.workspace, [upload_id]);
    bench.jobs.changed(book_id);
    return {};
  }),
  implement('draft_template', async ({ bench, book, params, body, request }) => {
    const { upload_id, kind, ...asked } = body;
    const { path: file, file: shown } = await unrecognizedFile(bench.workspace, params.book_id, upload_id);
    const said = { name: layoutNameOf(shown), ...(kind !== undefined && { kind }) };
    const taught = await readTemplates(book.store, book.book_id);
    const teaching = { file: shown, said, limits: DEFAULT_LIMITS, taught, ...asked };
    const { totals, member, sheet, ...draft } = await draftInThread(file, teaching, request.signal);
    return { file: shown, ...draft };
  }),
];

const TAUGHT = [
  implement('templates', async ({ bench, book }) => {
    const nameOf = await namer(bench.workspace);
    const templates = (await listTemplates(book)).map(({ template, made_by, made_at }) => ({
      ...{ template, made_at },
      made_by: made_by === null ? null : nameOf(made_by),
    }));
    return { templates, kinds: TEACHABLE_KINDS.map(kindCard), statuses: STATUS_CARDS };
  }),
  implement('save_template', async ({ bench, book, who, params, body }) => {
    await saveTemplate(book, body, who.user.user_id);
    bench.jobs.changed(params.book_id);
    return {};
  }),
  implement('add_templates', async ({ bench, book, who, params, request }) => {
    const names = await takeInto(book.tmp, request, async (file) => {
      const template = parseTemplateText(await readFile(file, 'utf8'));
      return (await saveTemplate(book, template, who.user.user_id)).name;
    });
    bench.jobs.changed(params.book_id);
    return { names };
  }),
  implement('template_file', async ({ book, params, reply }) => {
    const template = await templateOf(book, params.name);
    sendText(reply, `${JSON.stringify(template, null, 2)}\n`, `${template.name}.json`);
    return SENT;
  }),
  implement('remove_template', async ({ bench, book, params }) => {
    await removeTemplate(book, params.name);
    bench.jobs.changed(params.book_id);
    return {};
  }),
];

function kindCard(kind: TeachableKind): TeachableKindCard {
  const fields = Object.entries(teachableFields(kind));
  return {
    kind,
    name: KIND_NAMES[kind],
    fields: fields.map(([field, { label, required }]) => ({ field, label, required })),
    channels: Object.entries(channelsOffered(kind)).map(([channel, name]) => ({ channel, name })),
  };
}

const STATUS_CARDS = Object.entries(STATUS_NAMES).map(([status, name]) => ({ status, name }));

/** Files that are not recognised, and the layouts that a book was taught. */
export const TEMPLATES = [...UNRECOGNIZED, ...TAUGHT];

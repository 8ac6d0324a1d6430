import { readFile } from 'node:fs/promises';
import { now } from '../../calendar/wall-time.ts';
import { DuideshangError } from '../../errors.ts';
import { type SourceBook, sourceBook } from '../../sources/source-book.ts';
import type { Template } from '../../sources/templates/template.ts';
import { TEMPLATES_MAX } from '../../sources/templates/template-limits.ts';
import type { Book } from '../../store/book.ts';
import {
  keepTemplate,
  readTemplates,
  retireTemplate,
  type TemplateRecord,
} from '../../store/imports/templates.ts';

/** The file formats that the book knows. */
export async function sourcesOf({ store, book_id }: Book): Promise<SourceBook> {
  return sourceBook(await readTemplates(store, book_id));
}

/** The templates that the book uses, by name. */
export async function listTemplates({ store, book_id }: Book): Promise<TemplateRecord[]> {
  const kept = await readTemplates(store, book_id);
  return kept
    .filter(({ retired }) => !retired)
    .sort((one, other) => one.template.name.localeCompare(other.template.name));
}

/**
 * Teaches the book a layout; one of the same name is replaced. Files imported before stay as they were read: undo their import
 * and import them again to have them read anew. `made_by` is the id of a user, null for the command line.
 * @throws DuideshangError `template_wrong`, `template_incomplete`, `templates_too_many`
 */
export async function saveTemplate(book: Book, value: unknown, made_by: string | null): Promise<Template> {
  const { parseTemplate } = await import('../../sources/templates/parse-template.ts');
  const template = parseTemplate(value);
  const { store, book_id } = book;
  const others = (await listTemplates(book)).filter((kept) => kept.template.name !== template.name);
  if (others.length >= TEMPLATES_MAX) throw new DuideshangError('templates_too_many', { max: TEMPLATES_MAX });
  await store.transaction((tx) => keepTemplate(tx, book_id, template, { by: made_by, at: now() }));
  return template;
}

/**
 * The template of a name that the book uses.
 * @throws DuideshangError `template_unknown`
 */
export async function templateOf(book: Book, name: string): Promise<Template> {
  const kept = (await listTemplates(book)).find(({ template }) => template.name === name);
  if (kept === undefined) throw new DuideshangError('template_unknown', { name });
  return kept.template;
}

/**
 * Takes a template out of use.
 * @throws DuideshangError `template_unknown`
 */
export async function removeTemplate(book: Book, name: string): Promise<void> {
  await templateOf(book, name);
  await book.store.transaction((tx) => retireTemplate(tx, book.book_id, name));
}

/**
 * Reads a template from a file.
 * @throws DuideshangError `template_not_json`, `template_wrong`, `template_incomplete`
 */
export async function readTemplateFile(file: string): Promise<Template> {
  const { parseTemplateText } = await import('../../sources/templates/parse-template.ts');
  return parseTemplateText(await readFile(file, 'utf8'));
}

import type { WallTime } from '../../calendar/wall-time.ts';
import type { KeptTemplate } from '../../sources/source-book.ts';
import type { Template } from '../../sources/templates/template.ts';
import { taughtSourceId } from '../../sources/templates/template-source.ts';
import type { Executor } from '../driver.ts';
import { sql } from '../sql.ts';

/** A template with who taught it: the id of a user, null for the command line. */
export interface TemplateRecord extends KeptTemplate {
  readonly made_by: string | null;
  readonly made_at: WallTime;
}

/** The templates of the book, retired ones included, in the order in which they were taught. */
export async function readTemplates(on: Executor, book_id: string): Promise<TemplateRecord[]> {
  const rows = await on.query<{
    source_id: string;
    template: string;
    retired: boolean;
    made_by: string | null;
    made_at: WallTime;
  }>(sql`select source_id, template, retired, made_by, made_at from app.templates
    where book_id = ${book_id} order by made_at, source_id`);
  if (rows.length === 0) return [];
  // What checks templates is two fifths of all modules of the program.
  const { parseTemplateText } = await import('../../sources/templates/parse-template.ts');
  return rows.map((row) => ({ ...row, template: parseTemplateText(row.template) }));
}

/** Keeps a template; one of the same name retires. The same template again only comes back into use. */
export async function keepTemplate(
  tx: Executor,
  book_id: string,
  template: Template,
  made: { readonly by: string | null; readonly at: WallTime },
): Promise<void> {
  const source_id = taughtSourceId(template);
  await retireTemplate(tx, book_id, template.name);
  await tx.execute(sql`delete from app.templates where book_id = ${book_id} and source_id = ${source_id}`);
  await tx.execute(sql`insert into app.templates (book_id, source_id, name, template, retired, made_by, made_at)
    values (${book_id}, ${source_id}, ${template.name}, ${JSON.stringify(template)}, false, ${made.by}, ${made.at})`);
}

/** Takes the template of a name out of use; what it read stays. */
export async function retireTemplate(tx: Executor, book_id: string, name: string): Promise<void> {
  await tx.execute(
    sql`update app.templates set retired = true where book_id = ${book_id} and name = ${name} and not retired`,
  );
}

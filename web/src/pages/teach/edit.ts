import type { TemplateDraft } from '../../../../src/server/contract/templates.ts';

/** How files of one layout are recognised and read. */
export type Template = TemplateDraft['template'];

/** The way that money goes. */
export type Way = 'inflow' | 'outflow';

/** The field that a column is given to; null when it is not used. */
export function fieldOf({ columns }: Template, header: string): string | null {
  return Object.keys(columns).find((field) => columns[field]?.includes(header) === true) ?? null;
}

/** Gives a column to a field, which leaves the column that it had before; null takes the column out of use. */
export function giveColumn(template: Template, header: string, field: string | null): Template {
  const kept = Object.entries(template.columns)
    .map(([name, headers]) => [name, headers.filter((each) => each !== header)] as const)
    .filter(([, headers]) => headers.length > 0);
  const given = field === null ? [] : [[field, [header]] as const];
  return { ...template, columns: Object.fromEntries([...kept, ...given]) };
}

/** Says of a word in the column of directions which way it means; null leaves it open. */
export function giveWord(template: Template, word: string, way: Way | null): Template {
  const without = (words: readonly string[] = []): string[] => words.filter((each) => each !== word);
  const [inflow, outflow] = [without(template.inflow_words), without(template.outflow_words)];
  return {
    ...template,
    inflow_words: way === 'inflow' ? [...inflow, word] : inflow,
    outflow_words: way === 'outflow' ? [...outflow, word] : outflow,
  };
}

/** Where the money of an order is. */
export type Status = NonNullable<Template['statuses']>[string];

/** Says of a word in the column of statuses what it means. */
export function giveStatus(template: Template, word: string, status: Status): Template {
  return { ...template, statuses: { ...template.statuses, [word]: status } };
}

/** What tells the way that money goes: the words of a column, the sign of an amount, or nothing that is asked. */
export function signOf({ columns }: Template): 'words' | 'sign' | null {
  const isGiven = (field: string): boolean => columns[field] !== undefined;
  if (!isGiven('amount') && !isGiven('amount_minor')) return null;
  return isGiven('direction') ? 'words' : 'sign';
}

/** Whether a template may bear this name. */
export function isName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  return /^[^\u0000-\u001f:/\\]+$/.test(name);
}

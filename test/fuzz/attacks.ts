import { archiveAttacks } from './attacks/archives.ts';
import { markupAttacks } from './attacks/markup.ts';
import { textAttacks } from './attacks/texts.ts';
import { workbookAttacks } from './attacks/workbooks.ts';

/** A file made to break a reader, with what must come of it. */
export interface Attack {
  readonly name: string;
  readonly file: string;
  make(): Buffer;
  /** The code of the error that refuses it, or how many rows are read. */
  readonly outcome: string | number;
}

/** All of them. */
export const ATTACKS: readonly Attack[] = [
  ...archiveAttacks,
  ...workbookAttacks,
  ...markupAttacks,
  ...textAttacks,
];

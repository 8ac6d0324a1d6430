import type { CauseRule } from '../view.ts';

/** The money differs by no more than the book lets pass: it counts as expected. */
export const rounding: CauseRule = {
  cause: 'rounding',
  of: ['matched'],
  holds: ({ amounts }) => amounts.net !== amounts.due,
  evidence: ({ key }) => (key.order === null ? [] : [key.order]),
};

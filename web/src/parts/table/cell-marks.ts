import type { ListColumn } from '../../../../src/server/contract/lists.ts';
import { isNumber } from './cell-text.tsx';

/** What the style of a cell goes by: figures stand at the right, and the column that is pinned stays in sight. */
export function cellMarks(column: ListColumn, pinned: string | null) {
  return {
    'data-number': isNumber(column) || undefined,
    'data-pinned': column.name === pinned || undefined,
  };
}

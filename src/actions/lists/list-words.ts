import { exceptionSays } from '../../exceptions/says.ts';
import type { Language } from '../../model/language.ts';
import type { ListCell } from '../../model/list.ts';
import type { ExceptionRecord } from '../../model/run.ts';
import type { ListColumn } from '../../store/lists/list.ts';

/** A cell as it is read: of a column that holds explanations the sentence in a language, null where there is none. */
export function cellInWords(cell: ListCell, column: ListColumn | undefined, language: Language): ListCell {
  if (column?.is_explanation !== true || typeof cell !== 'string') return cell;
  const explanation = JSON.parse(cell) as ExceptionRecord['explanation'];
  return explanation.code === '' ? null : exceptionSays({ explanation }, language);
}

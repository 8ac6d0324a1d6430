import { EXCEPTION_TYPES } from '../../model/result.ts';
import type { CauseRule } from '../view.ts';

/** Nothing that the files know explains it: a person has to ask. */
export const unexplained: CauseRule = {
  cause: 'unexplained',
  of: EXCEPTION_TYPES,
  holds: () => true,
  evidence: ({ key }) => key.refunds,
};

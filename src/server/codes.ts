import { DuideshangError } from '../errors.ts';
import { CAUSES, type Cause } from '../model/result.ts';

/** The cause that a request names. @throws request_wrong */
export function causeOf(code: string): Cause {
  const cause = CAUSES.find((each) => each === code);
  if (cause === undefined) throw new DuideshangError('request_wrong', { what: 'cause' });
  return cause;
}

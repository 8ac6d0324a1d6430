import { DuideshangError, type ErrorCode } from '../errors.ts';

/** An error of the catalogue as it is sent between threads; `code` is null for one that nobody foresaw. */
export interface PlainError {
  readonly code: ErrorCode | null;
  readonly values: DuideshangError['values'];
  readonly message: string;
}

/** An error as it can be sent to another thread. */
export function plainError(error: unknown): PlainError {
  if (error instanceof DuideshangError)
    return { code: error.code, values: error.values, message: error.message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: null, values: {}, message };
}

/** The error of the catalogue that a thread sent; one that nobody foresaw becomes `import_failed`. */
export function errorOf(error: PlainError, file: string): DuideshangError {
  if (error.code !== null) return new DuideshangError(error.code, error.values);
  const why = error.message.split('\n', 1)[0] ?? '';
  return new DuideshangError('import_failed', { file, why }, new Error(error.message));
}
